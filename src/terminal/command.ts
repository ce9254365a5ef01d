/** What a command is, and the few ways in which it answers. */
import type { Machine, Netns, Place, Trace, World } from '../engine/index.ts';
import type { Line, Note, OutputLine, RunResult } from './run-result.ts';

/** A line, and what it made travel. */
export interface Heard {
  readonly line: Line;
  readonly trace: Trace;
}

export interface Context {
  readonly world: World;
  readonly place: Place;
  readonly machine: Machine;
  readonly netns: Netns;
  /** The command before this one that put something on a wire: what `tcpdump` hears. */
  readonly heard: Heard | null;
  /** Runs a line somewhere else on behalf of this one: `ssh host …`, `docker exec c …`. */
  readonly run: (world: World, place: Place, line: string) => RunResult;
}

export interface Command {
  readonly name: string;
  /** The forms that work here, for `help` and for the note below an error. */
  readonly understands: readonly string[];
  /** False where the machine does not have the tool: the shell then does not find it. Absent means always there. */
  readonly isInstalled?: (context: Context) => boolean;
  readonly run: (context: Context, args: readonly string[]) => RunResult;
}

export function out(text: string): OutputLine {
  return { stream: 'out', text };
}

export function err(text: string): OutputLine {
  return { stream: 'err', text };
}

const LABELS: Readonly<Record<Note['kind'], string>> = {
  understands: 'understood here',
  'not-modelled': 'not modelled here',
  source: 'not recorded, known from',
  unverified: 'unverified',
  heard: 'heard again, from the last command',
  'no-shell': 'a program, without a shell of its own',
};

export function note(kind: Note['kind'], what: string): OutputLine {
  return { stream: 'note', text: `# ${LABELS[kind]}: ${what}`, note: { kind, what } };
}

/** What was just printed follows a document, no recording. */
export function sourceNote(what: string): OutputLine {
  return note('source', what);
}

/** What was just done or printed is nowhere documented: it must not be taken for a fact. */
export function unverified(what: string): OutputLine {
  return note('unverified', what);
}

/** The forms that begin as `typed` does (`docker network`), or all of them. */
export function understands(command: Pick<Command, 'understands'>, typed = ''): OutputLine {
  const near = command.understands.filter((form) => form.startsWith(`${typed} `) || form === typed);
  return note('understands', (near.length > 0 ? near : command.understands).join(' | '));
}

export interface Answered {
  readonly world?: World;
  readonly exitCode?: number;
  readonly trace?: Trace | null;
  readonly shellAt?: Place;
}

/** Lines on standard output, success unless told otherwise. */
export function answer(context: Context, lines: readonly (string | OutputLine)[], more: Answered = {}): RunResult {
  return {
    world: more.world ?? context.world,
    output: lines.map((line) => (typeof line === 'string' ? out(line) : line)),
    exitCode: more.exitCode ?? 0,
    trace: more.trace ?? null,
    ...(more.shellAt === undefined ? {} : { shellAt: more.shellAt }),
  };
}

/** Lines on standard error and a code other than 0; the world stays as it was. */
export function fail(context: Context, exitCode: number, ...lines: readonly (string | OutputLine)[]): RunResult {
  return answer(
    context,
    lines.map((line) => (typeof line === 'string' ? err(line) : line)),
    { exitCode },
  );
}

/** The tool's own words about a mistake, and what this world does understand. */
export function misused(
  context: Context,
  command: Pick<Command, 'understands'>,
  exitCode: number,
  ...lines: readonly string[]
): RunResult {
  return fail(context, exitCode, ...lines, understands(command));
}

/** A note below what was printed: this much of it is not shown here. */
export function notModelledLine(what: string): OutputLine {
  return note('not-modelled', what);
}

/** Refuses by name what the real tool could do and this world cannot. */
export function notModelled(context: Context, what: string, exitCode = 1): RunResult {
  return fail(context, exitCode, note('not-modelled', what));
}
