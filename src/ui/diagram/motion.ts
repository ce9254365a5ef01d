/** Motion along drawn paths, by the browser's own animations. With `still` it is over at once, through the same door. */
import { packetAt, pathLength, roundCorners, type Point } from '../../diagram/index.ts';

const shortest = 250;
const longest = 450;
const samples = 20;
const cornerPx = 10;

export interface Move {
  readonly element: SVGGElement;
  readonly transforms: readonly string[];
  readonly durationMs: number;
  /** CSS; a packet's own where it is not given. */
  readonly easing?: string;
}

/** Longer ways take longer, a little. */
export function durationOf(path: readonly Point[]): number {
  return Math.min(longest, shortest + pathLength(path) * 0.35);
}

/** Evenly spaced points along the path, corners rounded. */
export function sampled(path: readonly Point[]): readonly Point[] {
  const round = roundCorners(path, cornerPx);
  return Array.from({ length: samples + 1 }, (_, n) => packetAt(round, n / samples));
}

export function translate({ xPx, yPx }: Point, scale: number): string {
  return `translate(${xPx.toFixed(1)}px, ${yPx.toFixed(1)}px) scale(${scale.toFixed(4)})`;
}

/** @returns a function that ends the motion where it was going. */
export function play(moves: readonly Move[], still: boolean): () => void {
  const animations = moves.flatMap(({ element, transforms, durationMs, easing = 'cubic-bezier(0.35, 0, 0.2, 1)' }) => {
    if (typeof element.animate !== 'function' || transforms.length < 2) return [];
    const animation = element.animate({ transform: [...transforms] }, { duration: durationMs, easing });
    if (still) animation.finish();
    return [animation];
  });
  return () => {
    for (const animation of animations) animation.cancel();
  };
}
