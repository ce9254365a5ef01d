/** What typing a line comes to. */
import type { Place, Trace, World } from '../engine/index.ts';

/** One command typed at one place: what lessons, buttons, challenges and links store. */
export interface Line {
  readonly at: Place;
  readonly run: string;
}

/**
 * `note` is no tool's output but this world speaking about its own limits: `text` is a readable English line, `note` the same
 * as data, for a page in another language.
 */
export interface OutputLine {
  readonly stream: 'out' | 'err' | 'note';
  readonly text: string;
  readonly note?: Note;
}

/**
 * `understands`: the forms of a command that work here. `not-modelled`: what was asked for and does not exist here.
 * `source`: the document that what was printed follows, where no recording of a real machine covers it.
 * `unverified`: nothing is known for sure about what was just done or printed. `heard`: the command whose packets are shown once more.
 */
export interface Note {
  readonly kind: 'understands' | 'not-modelled' | 'source' | 'unverified' | 'heard' | 'no-shell';
  readonly what: string;
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
