import type { World } from '../engine/index.ts';
import type { Language } from './language.ts';
import type { LessonFile } from './lesson-schema.ts';
import type { Prose } from './prose.ts';

/** A lesson as its author wrote it, read and valid on its own terms. */
export interface LessonSource {
  /** From the folder's name: `03-bridge-subnet-collision`. */
  readonly number: number;
  readonly slug: string;
  /** `lessons/03-bridge-subnet-collision` */
  readonly folder: string;
  readonly lesson: LessonFile;
  readonly prose: Readonly<Record<Language, Prose>>;
  /** The base world; its `base` is what links name (`bridge-subnet-collision.1`). */
  readonly world: World;
  /** The worlds of the challenge's variants, in order; none without a challenge. */
  readonly variantWorlds: readonly World[];
  /** What was found when the scenes were last compared with recordings, by scene. */
  readonly checked: Readonly<Record<string, Checked>>;
}

/** One entry of checked.json. */
export interface Checked {
  readonly lab: string;
  readonly probe: string;
  readonly kernel: string;
  readonly engine: string;
  readonly events: number;
  readonly agreeing: number;
  /** Outcome, packets, drops and rules were all the same. */
  readonly agrees: boolean;
}
