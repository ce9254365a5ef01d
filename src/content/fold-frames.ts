import type { Trace } from '../engine/index.ts';
import type { Frame } from '../player/index.ts';
import { selectFrame, type Selector } from './selector.ts';

/** Which of a scene's steps its author has told singly. At most one of the two; neither means all. */
export interface Telling {
  /** Only these, and the last. */
  readonly show?: readonly Selector[] | undefined;
  /** All but these. */
  readonly hide?: readonly Selector[] | undefined;
}

/**
 * Folds what the author does not want told singly into the frame that follows: nothing is lost (`steps` says what a frame
 * stands for), the reader steps less. The last frame always stays.
 */
export function foldFrames(frames: readonly Frame[], trace: Trace | null, telling: Telling): readonly Frame[] {
  const { show, hide } = telling;
  if (show === undefined && hide === undefined) return frames;
  const named = new Set((show ?? hide ?? []).map((selector) => selectFrame(frames, trace, selector)));
  const isKept = (index: number) => index === frames.length - 1 || named.has(index) === (show !== undefined);
  const kept: Frame[] = [];
  let first: number | null = null;
  for (const [index, frame] of frames.entries()) {
    first ??= frame.steps[0];
    if (!isKept(index)) continue;
    kept.push({ ...frame, steps: [first, frame.steps[1]] });
    first = null;
  }
  return kept;
}
