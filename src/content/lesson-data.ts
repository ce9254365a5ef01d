/**
 * A lesson as the page reads it: one language, everything computed. Made by `compileLesson` at build (stored in the page as
 * JSON) and, scene by scene, by `compileScene` in the page when the reader changes something.
 */
import type { PoolMap, PortMap, Topology } from '../diagram/index.ts';
import type { Frame, Sentence } from '../player/index.ts';
import type { Line, OutputLine } from '../terminal/index.ts';
import type { ChallengeData } from './challenge/challenge-data.ts';
import type { Language } from './language.ts';
import type { RecallData } from './recall/recall-data.ts';

export type { Language } from './language.ts';

export interface LessonData {
  readonly slug: string;
  readonly number: number;
  readonly language: Language;
  readonly title: string;
  /** `bridge-subnet-collision.1`: base world and its version, what links name. */
  readonly base: string;
  readonly beats: readonly { readonly key: string; readonly title: string }[];
  /** In reading order; branches' scenes stand where the prose reaches them. */
  readonly scenes: readonly SceneData[];
  readonly branches: readonly BranchData[];
  /** Each distinct picture once; frames point into it through `SceneData.topologyAt`. */
  readonly topologies: readonly Topology[];
  readonly challenge?: ChallengeData;
  readonly recall?: readonly RecallData[];
  /** What a shell shows before a typed line, by place: only where it is not the place and `$`. */
  readonly prompts?: Readonly<Record<string, string>>;
}

/** A list of lines that leaves its parent after `forkAfter` lines. The main line is the branch `main`, parent null. */
export interface BranchData {
  readonly key: string;
  readonly title: string;
  readonly parent: string | null;
  readonly forkAfter: number;
  /** The branch's own lines, those after the fork. */
  readonly lines: readonly Line[];
  /** For fixes: does it bring the connection back, and what it leaves broken; `repaired` for something broken on purpose. Shown after it has run. */
  readonly verdict?: { readonly kind: 'fixes' | 'partly' | 'does-not-fix' | 'repaired'; readonly sentence: Sentence };
}

/** One watched command. */
export interface SceneData {
  readonly key: string;
  readonly branch: string;
  readonly beat: string;
  readonly title: string;
  readonly line: Line;
  /** How many lines of the branch (parents' included) run before this one. */
  readonly after: number;
  readonly output: readonly OutputLine[];
  readonly exitCode: number;
  readonly frames: readonly Frame[];
  /** For each frame the index into `topologies`. */
  readonly topologyAt: readonly number[];
  /** The same with all boxes open, where a step's picture has closed ones. */
  readonly wholeAt?: readonly number[];
  /** For each frame the map of a Docker Engine's pools, where the scene is about them. */
  readonly pools?: readonly PoolMap[];
  /** For each frame the ports of a Windows machine, where the scene is about one of them. */
  readonly ports?: readonly PortMap[];
  /** Authored text tied to frames: key of the cue (its element in the prose is `cue-<scene>-<key>`) to frame index. */
  readonly cues: readonly { readonly key: string; readonly frame: number }[];
  readonly predictions: readonly PredictionData[];
  /** What the trace was checked against; exactly one of the two. */
  readonly checked: RecordingCheck | { readonly sources: readonly string[] } | null;
}

export interface PredictionData {
  readonly key: string;
  /** What a whole explanation of the answer holds, a sentence each. */
  readonly explain?: readonly string[];
  /** The question opens when the cursor reaches the frame before this one; the answer is this frame. */
  readonly beforeFrame: number;
  readonly question: string;
  readonly options: readonly {
    readonly key: string;
    readonly text: string;
    readonly right: boolean;
    /** Right: why. Wrong: why one may think so, and what would have to be true. */
    readonly reason: string;
    /** Anchors of the path this choice means, drawn as a ghost. */
    readonly ghost?: readonly string[];
  }[];
}

export interface RecordingCheck {
  readonly lab: string;
  readonly probe: string;
  readonly kernel: string;
  readonly engine: string;
  readonly events: number;
  readonly agreeing: number;
}
