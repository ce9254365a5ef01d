/** The one door for UI, lessons, tests and tools: what typing `line` at `place` does to the world. */
import type { Place, Trace, World } from '../engine/index.ts';

/** One command typed at one place: what lessons, buttons, challenges and links store. */
export interface Line {
  readonly at: Place;
  readonly run: string;
}

export interface OutputLine {
  readonly stream: 'out' | 'err';
  readonly text: string;
}

export interface RunResult {
  readonly world: World;
  readonly output: readonly OutputLine[];
  readonly exitCode: number;
  /** Null when nothing travelled and nothing was asked of another program (`ip route`). */
  readonly trace: Trace | null;
  /** Set by a successful `ssh` without a remote command: where the next line would be typed. */
  readonly shellAt?: Place;
}
