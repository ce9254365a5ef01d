/** What a lesson's page holds beside its scenes: read once, static, in one language. */
import type { BeatKey } from './beat.ts';
import type { Language } from './language.ts';

export interface LessonMeta {
  readonly slug: string;
  readonly number: number;
  readonly language: Language;
  readonly title: string;
  readonly summary: string;
  readonly level: 'beginner' | 'intermediate' | 'advanced';
  readonly minutes: number;
  readonly prerequisites: readonly string[];
  /** `testedBy` names the prediction or branch that shows it. */
  readonly objectives: readonly { readonly text: string; readonly testedBy: string }[];
  readonly sources: readonly { readonly text: string; readonly credit: boolean }[];
  /** For the presenter's view. */
  readonly notes: Readonly<Partial<Record<BeatKey, string>>>;
}

/** A beat's opening words, or those of one scene. In reading order. */
export interface ProseSection {
  readonly kind: 'beat' | 'scene';
  /** Unique on the page with its kind: `beat-symptom`, `scene-before`. */
  readonly id: string;
  readonly beat: BeatKey;
  /** Null in a beat's own section. */
  readonly scene: string | null;
  readonly title: string;
  readonly blocks: readonly ProseBlock[];
}

/**
 * One block of a section. `behind` is the key of the nearest prediction above it in the lesson: while that one (or an
 * earlier one) is open, the block is folded.
 */
export type ProseBlock = { readonly behind: string | null } & (
  | {
      readonly kind: 'html';
      readonly html: string;
      /** `cue-<scene>-<key>`, the element's id. */ readonly cue?: string;
    }
  | { readonly kind: 'prediction'; readonly scene: string; readonly key: string }
  /** A line for the reader to run, with a button that types it. */
  | { readonly kind: 'terminal'; readonly at: string; readonly run: string; readonly prompt: string }
  /** Where the branches' verdicts are compared. */
  | { readonly kind: 'branches' }
  /** The table of who reaches what. */
  | { readonly kind: 'table' }
  /** The broken world to repair; the questions that come again. */
  | { readonly kind: 'challenge' | 'recall' }
);
