/**
 * The content's door. What a page needs (types, `compileScene`) is pure; reading, checking and compiling lessons is for
 * the build, the tools and the tests, and is left out of a page's bundle because nothing here does anything when imported.
 */
export type * from './lesson-data.ts';
export type * from './lesson-page.ts';
export type * from './table/table-data.ts';
export type { Bilingual } from './language.ts';
export { LANGUAGES } from './language.ts';
export { beatsOf, beatTitle, type BeatKey, type LessonKind } from './beat.ts';
export type {
  Challenge,
  ChallengeData,
  ChallengeText,
  GoalData,
  GoalStanding,
  Standing,
} from './challenge/challenge-data.ts';
export { CHALLENGE_KEY, challengeOf, isSolved } from './challenge/challenge-data.ts';
export { judge } from './challenge/judge.ts';
export { questionOf, type RecallData, type RecallQuestion } from './recall/recall-data.ts';
export { compileScene, type CompiledScene, type SceneName, type SceneWords } from './compile-scene.ts';
export { pictureAt, type Picture } from './draw-frames.ts';
export {
  joinLesson,
  packScenes,
  splitLesson,
  unpackScenes,
  type LessonRest,
  type PackedOpening,
  type PackedRest,
} from './pack-lesson.ts';
export {
  findSymptom,
  indexSymptoms,
  type FoundSymptom,
  type SymptomIndex,
  type SymptomLine,
} from './symptoms/find-symptom.ts';

export { formatProblem, type Problem } from './problem.ts';
export { loadLessons, readGlossary, type LoadedLesson } from './load.ts';
export { termsOf, type Glossary, type TermData } from './glossary.ts';
export { symptomLinesOf } from './symptoms/lines-of-lesson.ts';
export type { Checked, LessonSource } from './lesson-source.ts';
export { runLesson, type LessonRun, type SceneRun } from './run-lesson.ts';
export { checkPlayed } from './check-played.ts';
export { checkChallenge } from './challenge/check-challenge.ts';
export { checkRecall } from './recall/check-recall.ts';
export { compileLesson, metaOf, type CompiledLesson } from './compile-lesson.ts';
export { rehearse } from './rehearse.ts';
