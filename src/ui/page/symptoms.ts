import type { Language } from '../../content/index.ts';
import type { SymptomFile } from '../home/symptom-file.ts';
import type { BuiltLesson } from './lesson-pages.ts';

/** What the symptom search of one language's home page looks through. Error texts of all languages, titles of one. */
export function symptomFile(lessons: readonly BuiltLesson[], language: Language): SymptomFile {
  return {
    lines: lessons.flatMap(({ symptoms }) => symptoms),
    lessons: Object.fromEntries(
      lessons.flatMap(({ source, pages }) =>
        pages
          .filter(({ meta }) => meta.language === language)
          .map(({ meta, data }) => [
            source.slug,
            { title: meta.title, scenes: Object.fromEntries(data.scenes.map(({ key, title }) => [key, title])) },
          ]),
      ),
    ),
  };
}
