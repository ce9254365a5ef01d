/** From a link's words to a step of the lesson as it is today: exactly, or to what is nearest, and says which. */
import type { Moment } from '../player/index.ts';
import type { SharedMoment } from './shared.ts';

/** A lesson as far as links see it. */
export interface LinkedScene {
  readonly key: string;
  readonly frames: readonly { readonly key: string }[];
}

export interface Resolved {
  readonly moment: Moment;
  /** What was not found; null when the link leads exactly to where it was made. */
  readonly missing: 'scene' | 'step' | null;
}

/** @returns null only for a lesson without scenes. */
export function resolveMoment(
  scenes: readonly LinkedScene[],
  { scene: key, key: step }: Pick<SharedMoment, 'scene' | 'key'>,
): Resolved | null {
  const scene = scenes.find((candidate) => candidate.key === key);
  if (scene) {
    const { frame, isExact } = resolveKey(scene.frames, step);
    return { moment: { scene: key, frame }, missing: isExact ? null : 'step' };
  }
  const first = scenes[0];
  return first ? { moment: { scene: first.key, frame: 0 }, missing: 'scene' } : null;
}

/** The frame of a key; else the nearest one of the same name, kind and place; else a number; else the first. */
export function resolveKey(
  frames: readonly { readonly key: string }[],
  key: string | null,
): { readonly frame: number; readonly isExact: boolean } {
  if (key === null) return { frame: 0, isExact: true };
  const exact = frames.findIndex((frame) => frame.key === key);
  if (exact >= 0) return { frame: exact, isExact: true };
  if (/^\d{1,4}$/.test(key)) return { frame: Math.min(Number(key), Math.max(frames.length - 1, 0)), isExact: false };
  return { frame: nearest(frames, key), isExact: false };
}

interface KeyParts {
  readonly conversation: string;
  readonly direction: string;
  readonly place: string;
  readonly kind: string;
  readonly count: number;
}

/** `0.r.r550.route.1`; a place may hold dots itself. */
function partsOf(key: string): KeyParts | null {
  const [, conversation, direction, place, kind, count] = /^(\d+)\.([fr])\.(.+)\.([a-z-]+)\.(\d+)$/.exec(key) ?? [];
  if (!conversation || !direction || !place || !kind || !count) return null;
  return { conversation, direction, place, kind, count: Number(count) };
}

/** Place and kind say most about what a link meant, then the packet it was about, then how often it had happened. */
function nearest(frames: readonly { readonly key: string }[], key: string): number {
  const wanted = partsOf(key);
  if (!wanted) return 0;
  const scores = frames.map((frame) => score(wanted, partsOf(frame.key)));
  const best = Math.max(0, ...scores);
  return best === 0 ? 0 : scores.indexOf(best);
}

function score(wanted: KeyParts, found: KeyParts | null): number {
  if (!found) return 0;
  const same =
    (found.place === wanted.place ? 8 : 0) +
    (found.kind === wanted.kind ? 4 : 0) +
    (found.direction === wanted.direction ? 2 : 0) +
    (found.conversation === wanted.conversation ? 1 : 0);
  return same === 0 ? 0 : same + 1 / (2 + Math.abs(found.count - wanted.count));
}
