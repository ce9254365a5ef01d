/**
 * How the cursor moves through a lesson. The lesson's scenes stand in reading order; a branch that the reader made is an
 * excursion: it begins at its first scene and leads back to the moment it was left from.
 */
import type { BranchOutline, Moment, PredictionOutline, SceneOutline } from './outline.ts';

/** `scene` is an index into `scenes`, `frame` a number from 0. */
export interface Cursor {
  readonly scene: number;
  readonly frame: number;
}

/** A walk of two scenes in lockstep: `at` counts its steps from 0, `steps` is how many there are. */
export interface Compared {
  readonly scene: string;
  readonly at: number;
  readonly steps: number;
}

export type Level = 'step' | 'hop';

export interface Lesson {
  readonly scenes: readonly SceneOutline[];
  readonly branches: readonly BranchOutline[];
  readonly cursor: Cursor;
  readonly level: Level;
  /** Another scene that is walked beside the current one; null but while two are compared. */
  readonly compared: Compared | null;
  /** `<scene>/<prediction>` to the key of the chosen option, or `NOT_SURE`. */
  readonly answers: Readonly<Record<string, string>>;
  /** Predictions the reader passed by "skip": they hold nothing any more, and can still be answered. */
  readonly skipped: readonly string[];
  /** Predictions whose continuation was unfolded by "show all". */
  readonly unfolded: readonly string[];
}

export const START: Cursor = { scene: 0, frame: 0 };

export function sceneAt({ scenes, cursor }: Pick<Lesson, 'scenes' | 'cursor'>): SceneOutline {
  const scene = scenes[cursor.scene];
  if (!scene) throw new RangeError(`the lesson has no scene ${cursor.scene}`);
  return scene;
}

export function predictionId(scene: SceneOutline, prediction: PredictionOutline): string {
  return `${scene.key}/${prediction.key}`;
}

/** The prediction the cursor stands at, unanswered and not skipped: it holds the next step. */
export function openPrediction(lesson: Lesson): PredictionOutline | null {
  const next = nextPrediction(lesson);
  return next?.beforeFrame === lesson.cursor.frame + 1 ? next : null;
}

/** The first prediction beyond the cursor in its scene that is neither answered nor skipped. */
export function nextPrediction(lesson: Lesson): PredictionOutline | null {
  const scene = sceneAt(lesson);
  const isOpen = (prediction: PredictionOutline): boolean => {
    const id = predictionId(scene, prediction);
    return prediction.beforeFrame > lesson.cursor.frame && !(id in lesson.answers) && !lesson.skipped.includes(id);
  };
  return scene.predictions.find(isOpen) ?? null;
}

/** One step on: the next frame, or the next scene's first. Null at an open prediction and at the end. */
export function stepFrom(lesson: Lesson): Cursor | null {
  if (openPrediction(lesson)) return null;
  const { cursor } = lesson;
  return cursor.frame + 1 < sceneAt(lesson).frames ? { ...cursor, frame: cursor.frame + 1 } : sceneAfter(lesson);
}

/** On to where the next hop begins, but never over an open prediction. */
export function hopFrom(lesson: Lesson): Cursor | null {
  const { cursor } = lesson;
  const hop = sceneAt(lesson).hopStarts.find((start) => start > cursor.frame);
  if (hop === undefined || openPrediction(lesson)) return stepFrom(lesson);
  const held = (nextPrediction(lesson)?.beforeFrame ?? Infinity) - 1;
  return { ...cursor, frame: Math.min(hop, held) };
}

export function backFrom(lesson: Lesson): Cursor | null {
  const { cursor } = lesson;
  return cursor.frame > 0 ? { ...cursor, frame: cursor.frame - 1 } : endOfSceneBefore(lesson);
}

/** Back to where this hop began, or, from there, the hop before it. */
export function hopBackFrom(lesson: Lesson): Cursor | null {
  const { cursor } = lesson;
  const start = sceneAt(lesson).hopStarts.findLast((hop) => hop < cursor.frame);
  return start === undefined ? endOfSceneBefore(lesson) : { ...cursor, frame: start };
}

/** The first frame of the next scene in reading order; out of an excursion, the moment it was left from. */
export function sceneAfter(lesson: Lesson): Cursor | null {
  return neighbour(lesson, 1) ?? leftFrom(lesson);
}

export function sceneBefore(lesson: Lesson): Cursor | null {
  return neighbour(lesson, -1) ?? leftFrom(lesson);
}

/** The last step of the scene (the scene's, not the lesson's): predictions on the way are passed, not answered. */
export function lastOfScene(lesson: Lesson): Cursor {
  return { ...lesson.cursor, frame: sceneAt(lesson).frames - 1 };
}

/** The cursor of a moment, its frame held inside the scene; null for a scene the lesson does not have. */
export function cursorOf(lesson: Pick<Lesson, 'scenes'>, moment: Moment): Cursor | null {
  const scene = lesson.scenes.findIndex(({ key }) => key === moment.scene);
  const frames = lesson.scenes[scene]?.frames;
  if (frames === undefined || !Number.isInteger(moment.frame)) return null;
  return { scene, frame: Math.min(Math.max(moment.frame, 0), frames - 1) };
}

/** Where a branch begins; null for one without scenes. */
export function startOfBranch(lesson: Pick<Lesson, 'scenes'>, branch: string): Cursor | null {
  const scene = lesson.scenes.findIndex((candidate) => candidate.branch === branch);
  return scene < 0 ? null : { scene, frame: 0 };
}

export function branchAt(lesson: Pick<Lesson, 'scenes' | 'branches' | 'cursor'>): BranchOutline {
  const { branch } = sceneAt(lesson);
  const found = lesson.branches.find(({ key }) => key === branch);
  if (!found) throw new RangeError(`the lesson has no branch "${branch}"`);
  return found;
}

/** The scene beside this one in the same walk. */
function neighbour(lesson: Lesson, step: 1 | -1): Cursor | null {
  const scene = lesson.cursor.scene + step;
  const candidate = lesson.scenes[scene];
  return candidate && isSameWalk(lesson, candidate) ? { scene, frame: 0 } : null;
}

/** The lesson's own branches are one walk; each branch of the reader's is its own. */
function isSameWalk(lesson: Lesson, scene: SceneOutline): boolean {
  const here = branchAt(lesson);
  if (here.leftFrom !== null) return scene.branch === here.key;
  return lesson.branches.some(({ key, leftFrom }) => key === scene.branch && leftFrom === null);
}

function leftFrom(lesson: Lesson): Cursor | null {
  const moment = branchAt(lesson).leftFrom;
  return moment === null ? null : cursorOf(lesson, moment);
}

function endOfSceneBefore(lesson: Lesson): Cursor | null {
  const before = neighbour(lesson, -1);
  return before === null ? leftFrom(lesson) : lastOfScene({ ...lesson, cursor: before });
}
