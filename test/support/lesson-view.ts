import { LessonView } from '../../src/ui/lesson/lesson-view.svelte.ts';
import { loadUi } from '../../src/i18n/index.ts';
import { lessonFixture } from './lesson-fixture.ts';

/** The small lesson, live, as a page's script would have made it. */
export async function liveLesson(language: 'ko' | 'en' = 'en'): Promise<LessonView> {
  const lesson = new LessonView(lessonFixture(language), await loadUi(language));
  lesson.ready = true;
  return lesson;
}
