/** What the player starts with and what it understands. */
import type { Compared, Level } from './cursor.ts';
import type { BranchOutline, Moment, SceneOutline } from './outline.ts';

export interface PlayerInput {
  readonly scenes: readonly SceneOutline[];
  readonly branches: readonly BranchOutline[];
  /** Where to open: what a link names. The lesson's first frame when absent or unknown. */
  readonly at?: Moment;
}

/** What moves the cursor. */
export type Move =
  | { readonly type: 'STEP' }
  | { readonly type: 'BACK' }
  | { readonly type: 'HOP' }
  | { readonly type: 'BACK_HOP' }
  | { readonly type: 'FIRST' }
  | { readonly type: 'LAST' }
  | { readonly type: 'NEXT_SCENE' }
  | { readonly type: 'PREVIOUS_SCENE' }
  /** Goes anywhere, also over predictions, which stay answerable. */
  | ({ readonly type: 'SEEK' } & Moment)
  /** To the start of a branch. */
  | { readonly type: 'SWITCH'; readonly branch: string };

export type PlayerEvent =
  | Move
  | { readonly type: 'PLAY' }
  | { readonly type: 'PAUSE' }
  /** `option` is an option's key or `NOT_SURE`. `scene` is for a prediction that was passed; the current scene's when absent. */
  | { readonly type: 'ANSWER'; readonly prediction: string; readonly option: string; readonly scene?: string }
  | { readonly type: 'SKIP' }
  | { readonly type: 'SHOW_ALL' }
  | { readonly type: 'LEVEL'; readonly level: Level }
  /** Another scene beside the current one, in `steps` steps of both, beginning at step `at`. Any move elsewhere ends it. */
  | ({ readonly type: 'COMPARE' } & Compared)
  /** To a step of both. */
  | { readonly type: 'WALK'; readonly at: number }
  /** Back to the current scene alone, at its frame `frame`. */
  | { readonly type: 'PART'; readonly frame: number }
  | { readonly type: 'EDIT' }
  | { readonly type: 'DONE' }
  /** The lesson's other scenes and branches, which came after its first: they follow what is there. */
  | { readonly type: 'ARRIVE'; readonly scenes: readonly SceneOutline[]; readonly branches: readonly BranchOutline[] }
  /** A new branch with its scenes, entered at once. */
  | { readonly type: 'FORK'; readonly branch: BranchOutline; readonly scenes: readonly SceneOutline[] }
  /** More scenes at the end of a branch of the reader's, the first of them entered at once. */
  | { readonly type: 'EXTEND'; readonly branch: string; readonly scenes: readonly SceneOutline[] };
