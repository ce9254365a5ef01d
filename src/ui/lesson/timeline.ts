/** The timeline of one scene as numbers: where each step stands and what marks it. */
import type { Frame } from '../../player/index.ts';

export interface TimelineMark {
  readonly index: number;
  /** Place on the line, 0 to 100. */
  readonly percent: number;
  /** A new direction, a new hop, or one more step of the same. */
  readonly weight: 'turn' | 'hop' | 'step';
  /** What else is marked: a loss outranks a rewrite, a rewrite a decision. */
  readonly sign: 'lost' | 'rewritten' | 'decided' | null;
}

export interface TimelineSpan {
  readonly direction: Frame['direction'];
  readonly percent: number;
}

export function percentOf(index: number, count: number): number {
  return count < 2 ? 0 : Math.round((index / (count - 1)) * 10_000) / 100;
}

/** The step nearest to a place on the line. `fraction` is 0 at its start and 1 at its end; values beyond are held. */
export function indexAt(fraction: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.round(fraction * (count - 1))));
}

export function marksOf(frames: readonly Frame[]): readonly TimelineMark[] {
  return frames.map((frame, index) => {
    const before = frames[index - 1];
    return {
      index,
      percent: percentOf(index, frames.length),
      weight: turns(before, frame) ? 'turn' : before?.hop === frame.hop ? 'step' : 'hop',
      sign: signOf(frame),
    };
  });
}

/** What a word above the line takes of it on a phone, with the gap to the next, in percent. */
const wordPercent = 16;

/** Where requests and replies begin, for the words above the line; a scene with many turns names only the first two that have room. */
export function spansOf(frames: readonly Frame[]): readonly TimelineSpan[] {
  return frames
    .flatMap((frame, index) =>
      frame.packet !== null && turns(frames[index - 1], frame)
        ? [{ direction: frame.direction, percent: percentOf(index, frames.length) }]
        : [],
    )
    .reduce<readonly TimelineSpan[]>(
      (named, span) =>
        named.some(({ direction, percent }) => direction === span.direction || span.percent - percent < wordPercent)
          ? named
          : [...named, span],
      [],
    );
}

function turns(before: Frame | undefined, frame: Frame): boolean {
  return before?.direction !== frame.direction || before.conversation !== frame.conversation;
}

function signOf(frame: Frame): TimelineMark['sign'] {
  if (frame.gesture === 'lost') return 'lost';
  if (frame.rewrites) return 'rewritten';
  return frame.decision === null ? null : 'decided';
}
