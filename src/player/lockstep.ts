/**
 * Two scenes of the same command, walked side by side. They go together as long as the same happens in both; where one of
 * them tells a step that the other folded away, the other waits; from the step at which they part each goes its own way.
 */
import type { Frame } from './frame.ts';

/** One step of both walks, as indices into their frames. Equal to the step before where a walk waits or has ended. */
export interface LockstepPair {
  readonly left: number;
  readonly right: number;
}

export interface Lockstep {
  readonly pairs: readonly LockstepPair[];
  /** The first pair at which not the same happens; null where both are the same to the end. */
  readonly partsAt: number | null;
}

export function lockstep(left: readonly Frame[], right: readonly Frame[]): Lockstep {
  const pairs: LockstepPair[] = [];
  let at: LockstepPair = { left: 0, right: 0 };
  while (at.left < left.length && at.right < right.length) {
    const [a, b] = [left[at.left], right[at.right]];
    if (a === undefined || b === undefined) break;
    if (a.key !== b.key) {
      const isExtraLeft = !has(right, at.right, a.key) && has(left, at.left, b.key);
      const isExtraRight = !has(left, at.left, b.key) && has(right, at.right, a.key);
      if (isExtraLeft === isExtraRight) break;
      pairs.push(isExtraLeft ? { ...at, right: Math.max(at.right - 1, 0) } : { ...at, left: Math.max(at.left - 1, 0) });
      at = isExtraLeft ? { ...at, left: at.left + 1 } : { ...at, right: at.right + 1 };
      continue;
    }
    if (!isSame(a, b)) break;
    pairs.push(at);
    at = { left: at.left + 1, right: at.right + 1 };
  }
  const rest = Math.max(left.length - at.left, right.length - at.right);
  const partsAt = rest > 0 ? pairs.length : null;
  for (let step = 0; step < rest; step++)
    pairs.push({
      left: Math.min(at.left + step, left.length - 1),
      right: Math.min(at.right + step, right.length - 1),
    });
  return { pairs, partsAt };
}

const has = (frames: readonly Frame[], from: number, key: string): boolean =>
  frames.slice(from).some((frame) => frame.key === key);

/** The same step, with the same end and the same decision. Which words tell it, when, and from where it is told does not matter. */
function isSame(a: Frame, b: Frame): boolean {
  return essence(a) === essence(b);
}

function essence({ kind, to, disposition, outcome, decision, packet }: Frame): string {
  return JSON.stringify([kind, to, disposition, outcome, decision?.verdict, packet?.source, packet?.destination]);
}
