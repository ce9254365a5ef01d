/** What a link can say: a step of the lesson, or a step in a world that the reader has changed. */
import type { Line } from '../terminal/index.ts';

/** A step of the lesson as it was written. `key` is the frame's lasting key; null is the scene's first step. */
export interface SharedMoment {
  readonly kind: 'moment';
  readonly scene: string;
  readonly key: string | null;
  /** The scene it is compared with, side by side; absent: it stands alone. */
  readonly beside?: string;
}

/** What the reader typed, where it leaves the lesson, and the step that is looked at. */
export interface SharedChange {
  readonly kind: 'change';
  /** `bridge-subnet-collision.1`: base world and its version. */
  readonly base: string;
  /** The lesson's own branch that was left, after so many of its lines (its parents' included). */
  readonly branch: string;
  readonly forkAfter: number;
  readonly lines: readonly Line[];
  /** Which of `lines` is watched, from 0, and at which step. */
  readonly line: number;
  readonly key: string | null;
}

export type Shared = SharedMoment | SharedChange;

/** What can be wrong with a link. The page turns each into a sentence. */
export type LinkProblem =
  /** Longer than any link this site makes. */
  | 'too-long'
  /** Not of any form this site ever published. */
  | 'not-a-link'
  /** Made by a later version of the site. */
  | 'newer-version'
  /** Cut off or changed on the way. */
  | 'damaged'
  /** Of a lesson or a version of its world that this site does not have. */
  | 'unknown-world';

/** `nearest` is what could be read of a broken link: a scene, as far as it goes. */
export type Decoded =
  | { readonly ok: true; readonly shared: Shared }
  | { readonly ok: false; readonly problem: LinkProblem; readonly nearest: SharedMoment | null };
