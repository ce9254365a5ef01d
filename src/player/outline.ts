/**
 * What the player needs to know of a lesson: names and counts, never the frames themselves. A scene's key is unique in the
 * lesson, branches included, so that a moment is a scene's key and a step.
 */
import type { Frame, Sentence } from './frame.ts';
import { readingMs } from './reading-time.ts';

export interface PredictionOutline {
  readonly key: string;
  /** The frame that is the answer; the question stands at the one before it. */
  readonly beforeFrame: number;
}

export interface SceneOutline {
  readonly key: string;
  readonly branch: string;
  /** Frames in the scene, at least one. */
  readonly frames: number;
  /** Frames at which a hop begins, ascending, the first and the last frame among them. */
  readonly hopStarts: readonly number[];
  /** How long each frame stays when played, ms. */
  readonly readingMs: readonly number[];
  readonly predictions: readonly PredictionOutline[];
}

/** A list of lines that leaves its parent. Those that the reader made carry the moment they were left from. */
export interface BranchOutline {
  readonly key: string;
  readonly parent: string | null;
  /** Null for the lesson's own branches, which stand in its reading order. */
  readonly leftFrom: Moment | null;
}

/** A place in a lesson: scene by key, frame by number from 0. */
export interface Moment {
  readonly scene: string;
  readonly frame: number;
}

/** The outline of one compiled scene. */
export function outlineOf(scene: {
  readonly key: string;
  readonly branch: string;
  readonly frames: readonly Pick<Frame, 'hop' | 'sentence'>[];
  readonly predictions: readonly PredictionOutline[];
}): SceneOutline {
  return {
    key: scene.key,
    branch: scene.branch,
    frames: scene.frames.length,
    hopStarts: hopStartsOf(scene.frames),
    readingMs: scene.frames.map((frame: { readonly sentence: Sentence }) => readingMs(frame.sentence)),
    predictions: scene.predictions
      .map(({ key, beforeFrame }) => ({ key, beforeFrame }))
      .sort((a, b) => a.beforeFrame - b.beforeFrame),
  };
}

/** Where hops begin: each frame that another namespace (or another packet) begins with, and the scene's end. */
export function hopStartsOf(frames: readonly Pick<Frame, 'hop'>[]): readonly number[] {
  return frames.flatMap((frame, index) =>
    index === 0 || index === frames.length - 1 || frame.hop !== frames[index - 1]?.hop ? [index] : [],
  );
}
