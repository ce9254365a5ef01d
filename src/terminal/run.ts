/** The one door for UI, lessons, tests and tools: what typing `line` at `place` does to the world. */
import { resolvePlace, type Place, type World } from '../engine/index.ts';
import type { Context } from './command.ts';
import { fail } from './command.ts';
import { runEditorLine } from './editor-line.ts';
import type { RunResult } from './run-result.ts';
import { runShellLine } from './shell.ts';

export type { Line, Note, OutputLine, RunResult } from './run-result.ts';

/** More than any lesson or editor needs; a link cannot make it work for minutes. */
const LONGEST_LINE = 64 * 1024;

/**
 * Runs one line. A place that does not exist (a container that has stopped) is an answer like any other.
 * Deterministic: the same world, place and line give the same result. @throws never for what a person can type
 */
export function run(world: World, place: Place, line: string): RunResult {
  const at = resolvePlace(world, place);
  if (at === null)
    return { world, output: [{ stream: 'err', text: `${place}: no such place` }], exitCode: 1, trace: null };
  const context: Context = { world, place, machine: at.machine, netns: at.netns, run };
  if (line.length > LONGEST_LINE) return fail(context, 126, 'bash: Argument list too long');
  return line.startsWith(':') ? runEditorLine(context, line) : runShellLine(context, line);
}
