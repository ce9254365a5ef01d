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
  let folded: Frame[] = [];
  for (const [index, frame] of frames.entries()) {
    if (isKept(index)) kept.push(foldInto(folded, frame));
    folded = isKept(index) ? [] : [...folded, frame];
  }
  return kept;
}

/** A packet whose way was folded comes all that way in one go. */
function foldInto(folded: readonly Frame[], frame: Frame): Frame {
  const [first] = folded;
  if (!first) return frame;
  const steps = [first.steps[0], frame.steps[1]] as const;
  const travelled = folded.filter((other) => isFlight(other) && isSamePacket(other, frame));
  const [start] = travelled;
  if (!isFlight(frame) || !start) return { ...frame, steps };
  const stops = travelled.flatMap(({ via = [], to }) => [...via, ...to]);
  return { ...frame, steps, from: start.from, via: [...stops, frame.from, ...(frame.via ?? [])] };
}

/** ARP goes the same wires but is told by its question, not by its arrival. */
function isFlight({ kind }: Frame): boolean {
  return kind === 'rx' || kind === 'tx';
}

function isSamePacket(a: Frame, b: Frame): boolean {
  return a.conversation === b.conversation && a.direction === b.direction;
}
