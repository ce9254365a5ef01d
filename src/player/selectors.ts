/** What the page asks of a player's context, as pure functions. Buttons ask `snapshot.can()` instead. */
import { branchAt, nextPrediction, openPrediction, predictionId, sceneAt, stepFrom, type Lesson } from './cursor.ts';
import type { BranchOutline, Moment, PredictionOutline, SceneOutline } from './outline.ts';

export const currentScene = (lesson: Lesson): SceneOutline => sceneAt(lesson);
export const currentBranch = (lesson: Lesson): BranchOutline => branchAt(lesson);
export const currentFrame = (lesson: Lesson): number => lesson.cursor.frame;

export function currentMoment(lesson: Lesson): Moment {
  return { scene: sceneAt(lesson).key, frame: lesson.cursor.frame };
}

export { openPrediction };

/** A prediction's answer: the option chosen, `skipped`, or null while the question is open. */
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

/** Whether a frame of the lesson is hidden by the fold. */
export function isFolded(lesson: Lesson, moment: Moment): boolean {
  const fold = foldedBeyond(lesson);
  if (fold === null) return false;
  if (moment.scene === fold.scene) return moment.frame >= fold.frame;
  return lesson.scenes.findIndex(({ key }) => key === moment.scene) > lesson.cursor.scene;
}

/** Predictions of a scene that can still be answered: neither answered nor beyond the cursor. */
export function passedPredictions(lesson: Lesson): readonly PredictionOutline[] {
  const scene = sceneAt(lesson);
  return scene.predictions.filter(
    (prediction) =>
      prediction.beforeFrame <= lesson.cursor.frame && !(predictionId(scene, prediction) in lesson.answers),
  );
}

/** At the last step of the last scene of this walk. */
export function isAtEnd(lesson: Lesson): boolean {
  return stepFrom(lesson) === null && openPrediction(lesson) === null;
}
