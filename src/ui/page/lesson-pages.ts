/** The lessons as their pages need them: read from disk, checked and computed. Server side only. */
import {
  checkPlayed,
  compileLesson,
  formatProblem,
  LANGUAGES,
  loadLessons,
  readGlossary,
  runLesson,
  symptomLinesOf,
  type CompiledLesson,
  type LessonSource,
  type SymptomLine,
} from '../../content/index.ts';

export interface BuiltLesson {
  readonly source: LessonSource;
  readonly pages: readonly CompiledLesson[];
  readonly symptoms: readonly SymptomLine[];
}

/** @throws with every fault, file and line, when a lesson does not hold. */
export function buildLessons(root: string): readonly BuiltLesson[] {
  const { problems: unclear } = readGlossary(root);
  if (unclear.length > 0) throw new Error(unclear.map(formatProblem).join('\n'));
  return loadLessons(root).map(({ folder, source, problems, lineOf }) => {
    if (!source || problems.length > 0) throw new Error([folder, ...problems.map(formatProblem)].join('\n'));
    const played = runLesson(source.lesson, source.world);
    const faults = checkPlayed(source, played, lineOf);
    if (faults.length > 0) throw new Error([folder, ...faults.map(formatProblem)].join('\n'));
    const pages = LANGUAGES.map((language) => compileLesson(source, language, played));
    return { source, pages, symptoms: symptomLinesOf(source, played) };
  });
}
