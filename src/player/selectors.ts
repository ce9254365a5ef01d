/** What the page asks of a player's context, as pure functions. Buttons ask `snapshot.can()` instead. */
import { nextPrediction, openPrediction, predictionId, sceneAt, type Lesson } from './cursor.ts';
import type { Moment } from './outline.ts';

export function currentMoment(lesson: Lesson): Moment {
  return { scene: sceneAt(lesson).key, frame: lesson.cursor.frame };
}

export { openPrediction };

/** The option chosen, or `NOT_SURE`; null while there is no answer, skipped or not. */
export function answerOf(lesson: Lesson, scene: string, prediction: string): string | null {
  return lesson.answers[`${scene}/${prediction}`] ?? null;
}

export function wasSkipped(lesson: Lesson, scene: string, prediction: string): boolean {
  return lesson.skipped.includes(`${scene}/${prediction}`);
}

/**
 * Where the fold begins: the first frame that an open prediction of the current scene asks about. Everything from it on, in
 * this scene and in those that follow, stays hidden until it is answered, skipped or unfolded. Null when nothing is hidden.
 */
export function foldedBeyond(lesson: Lesson): Moment | null {
  const next = nextPrediction(lesson);
  const scene = sceneAt(lesson);
  if (next === null || lesson.unfolded.includes(predictionId(scene, next))) return null;
  return { scene: scene.key, frame: next.beforeFrame };
}
