/** The lessons as their pages need them: read from disk, checked and computed. Server side only. */
import {
  checkChallenge,
  checkPlayed,
  checkRecall,
  compileLesson,
  formatProblem,
  LANGUAGES,
  loadLessons,
  readGlossary,
  runLesson,
  symptomLinesOf,
  type CompiledLesson,
  type LessonSource,
  type LoadedLesson,
  type SymptomLine,
} from '../../content/index.ts';

export interface BuiltLesson {
  readonly source: LessonSource;
  readonly pages: readonly CompiledLesson[];
  readonly symptoms: readonly SymptomLine[];
}

/** @param drafts lessons that are not yet written out are shown too. @throws with every fault, file and line, when one does not hold. */
export function buildLessons(root: string, drafts: boolean): readonly BuiltLesson[] {
  const { problems: unclear } = readGlossary(root);
  if (unclear.length > 0) throw new Error(unclear.map(formatProblem).join('\n'));
  return loadLessons(root).map(({ folder, source, problems, unwritten, lineOf }) => {
    const stopping = drafts ? problems : [...problems, ...unwritten];
    if (!source || stopping.length > 0) throw new Error([folder, ...stopping.map(formatProblem)].join('\n'));
    const text = JSON.stringify(source);
    const last = builtLast.get(folder);
    if (last?.text === text) return last.built;
    const built = buildLesson(source, lineOf);
    builtLast.set(folder, { text, built });
    return built;
  });
}

/** While an author writes at one lesson, the others are what they were. */
const builtLast = new Map<string, { readonly text: string; readonly built: BuiltLesson }>();

function buildLesson(source: LessonSource, lineOf: LoadedLesson['lineOf']): BuiltLesson {
  const played = runLesson(source.lesson, source.world);
  const faults = [
    ...checkPlayed(source, played, lineOf),
    ...checkRecall(source, played, lineOf),
    ...checkChallenge(source, lineOf),
  ];
  if (faults.length > 0) throw new Error([source.folder, ...faults.map(formatProblem)].join('\n'));
  const pages = LANGUAGES.map((language) => compileLesson(source, language, played));
  return { source, pages, symptoms: symptomLinesOf(source, played) };
}
