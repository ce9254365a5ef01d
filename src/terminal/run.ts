/** The one door for UI, lessons, tests and tools: what typing `line` at `place` does to the world. */
import { resolvePlace, type Place, type UserNetwork, type World } from '../engine/index.ts';
import type { Context, Heard } from './command.ts';
import { fail, note, notModelled } from './command.ts';
import { runEditorLine } from './editor-line.ts';
import type { RunResult } from './run-result.ts';
import { runShellLine } from './shell.ts';

export type { Heard } from './command.ts';
export type { Line, Note, OutputLine, RunResult } from './run-result.ts';

/** More than any lesson or editor needs; a link cannot make it work for minutes. */
const LONGEST_LINE = 64 * 1024;

/**
 * Runs one line. A place that does not exist (a container that has stopped) is an answer like any other.
 * Deterministic: the same world, place, line and last trace give the same result.
 * @param heard the last line before this one that put packets on a wire: only `tcpdump` asks. @throws never for what a person can type
 */
export function run(world: World, place: Place, line: string, heard: Heard | null = null): RunResult {
  return runInside(world, place, line, heard, 0);
}

/** A shell that a shell has opened, and so on: `wsl docker exec web …` needs two. What is pasted must not go as deep as the stack. */
const MOST_SHELLS = 8;

function runInside(world: World, place: Place, line: string, heard: Heard | null, depth: number): RunResult {
  const at = resolvePlace(world, place);
  if (at === null)
    return { world, output: [{ stream: 'err', text: `${place}: no such place` }], exitCode: 1, trace: null };
  const inside: Context['run'] = (now, there, typed) => runInside(now, there, typed, heard, depth + 1);
  const context: Context = { world, place, machine: at.machine, netns: at.netns, heard, run: inside };
  if (depth > MOST_SHELLS) return notModelled(context, `more than ${MOST_SHELLS} shells in one another`);
  if (at.netns.userNetwork !== undefined) return noShell(context, at.netns.userNetwork);
  if (line.length > LONGEST_LINE)
    return at.machine.kind === 'windows'
      ? fail(context, 1, 'The command line is too long.')
      : fail(context, 126, 'bash: Argument list too long');
  return line.startsWith(':') ? runEditorLine(context, line) : runShellLine(context, line);
}

/** A box that stands for a program: what it has open is listed by the machine that it runs on. */
function noShell(context: Context, { process, netns }: UserNetwork): RunResult {
  const host = context.world.netns[netns]?.machine ?? netns;
  const listing = context.world.machines[host]?.kind === 'windows' ? 'netstat -ano' : 'ss -ltnp';
  return fail(context, 127, note('no-shell', `${process}; its sockets are those of ${host}: ${listing}`));
}
