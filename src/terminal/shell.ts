/** Carries out a shell line: finds each command, passes the world on from one to the next, joins what they print and trace. */
import type { Place } from '../engine/index.ts';
import {
  answer,
  fail,
  notModelled,
  notModelledLine,
  out,
  understands,
  unverified,
  type Command,
  type Context,
} from './command.ts';
import { isOnLinux } from './elsewhere.ts';
import { isFilter, runFilter } from './filters.ts';
import { unrollLoops } from './for-loop.ts';
import { joinTraces } from './join-traces.ts';
import { COMMANDS } from './registry.ts';
import type { OutputLine, RunResult } from './run-result.ts';
import { tokenise, type SimpleCommand } from './tokenise.ts';
import { hiddenBy } from './windows/alias.ts';
import { elsewhere } from './windows/elsewhere.ts';
import {
  brokenLine,
  flavourOf,
  windowsNotFound,
  wrongAmpersand,
  wrongSeparator,
  type Flavour,
} from './windows/flavour.ts';
import { withHome } from './windows/path.ts';
import { WINDOWS_COMMANDS } from './windows/registry.ts';

const SHELL: Pick<Command, 'understands'> = {
  understands: ['a && b', 'a || b', 'a ; b', 'a | grep WORD', 'for n in a b; do COMMAND $n; done', "'…'", '"…"'],
};

const SHELLS: Readonly<Record<'powershell' | 'cmd', Pick<Command, 'understands'>>> = {
  powershell: { understands: ['a ; b', 'a | findstr WORD', "'…'", '"…"'] },
  cmd: { understands: ['a & b', 'a && b', 'a || b', 'a | findstr WORD', '"…"'] },
};

/** What the shell does understand. Microsoft's page puts a command in parentheses into a netsh line: fact V2.9. */
function whatElse(flavour: Flavour, unmodelled: string): readonly OutputLine[] {
  if (flavour === 'bash') return [understands(SHELL)];
  const hint = unverified('whether PowerShell puts what (…) prints into such a line; write the address out');
  if (unmodelled.includes('>')) return [understands({ understands: ['notepad FILE'] })];
  return [understands(SHELLS[flavour]), ...(flavour === 'powershell' && unmodelled.includes('(') ? [hint] : [])];
}

const MOST_COMMANDS = 64;

export function runShellLine(context: Context, typed: string): RunResult {
  const flavour = flavourOf(context.machine);
  // What stands in single quotes PowerShell leaves as it is.
  const line =
    flavour === 'bash' || (flavour === 'powershell' && typed.includes("'")) ? typed : withHome(flavour, typed);
  const written = flavour === 'bash' ? unrollLoops(line) : ({ ok: true, line } as const);
  const tokens = written.ok ? tokenise(written.line, flavour) : written;
  if (!tokens.ok) {
    if ('fault' in tokens) return fail(context, 1, ...brokenLine(flavour, line, tokens.fault));
    if ('unmodelled' in tokens && flavour === 'powershell' && tokens.unmodelled === '"&"' && !/^\s*&/.test(line))
      return fail(context, 1, ...wrongAmpersand(line), understands(SHELLS.powershell));
    return 'error' in tokens
      ? fail(context, 2, tokens.error)
      : {
          ...notModelled(context, tokens.unmodelled, 2),
          output: [...notModelled(context, tokens.unmodelled).output, ...whatElse(flavour, tokens.unmodelled)],
        };
  }
  const late = tokens.commands.find(({ joint }) => joint === '&&' || joint === '||')?.joint;
  if (flavour === 'powershell' && (late === '&&' || late === '||'))
    return fail(context, 1, ...wrongSeparator(line, late));
  if (tokens.commands.length > MOST_COMMANDS)
    return notModelled(context, `a line of more than ${MOST_COMMANDS} commands`);
  let total = answer(context, []);
  let said = '';
  for (const command of tokens.commands) {
    if (command.joint === '|') {
      total = filtered(context, total, command);
      continue;
    }
    const skipped =
      (command.joint === '&&' && total.exitCode !== 0) || (command.joint === '||' && total.exitCode === 0);
    if (skipped) continue;
    total = joined(total, runCommand(after(context, total, said), command.words));
    said = command.words.join(' ');
  }
  return total;
}

/** The same place in the world that the line has made so far. It may have gone with what the command before did. */
function after(context: Context, { world, trace }: RunResult, said: string): Context {
  const heard = trace === null ? context.heard : { line: { at: context.place, run: said }, trace };
  if (world === context.world) return { ...context, heard };
  const machine = world.machines[context.machine.id] ?? context.machine;
  return { ...context, heard, world, machine, netns: world.netns[machine.netns] ?? context.netns };
}

/** Only what the last command printed goes through the pipe; notes and errors pass beside it. */
function filtered(context: Context, total: RunResult, command: SimpleCommand): RunResult {
  const [name = ''] = command.words;
  const flavour = flavourOf(context.machine);
  if (!isFilter(flavour, name))
    return fail(context, 1, notModelledLine(`| ${name}`), understands(flavour === 'bash' ? SHELL : SHELLS[flavour]));
  const lines = total.output.filter((line) => line.stream === 'out').map((line) => line.text);
  const beside = total.output.filter((line) => line.stream !== 'out');
  const { kept, exitCode, error } = runFilter(flavour, command.words, lines);
  const output: readonly OutputLine[] = [...beside, ...kept.map(out), ...(error === null ? [] : [error])];
  return { ...total, output, exitCode };
}

function joined(first: RunResult, second: RunResult): RunResult {
  const { shellAt: _left, ...before } = first;
  return {
    ...before,
    ...second,
    output: [...first.output, ...second.output],
    trace: joinTraces(first.trace, second.trace),
  };
}

/** `sudo` changes nothing: who types here is root. */
function runCommand(context: Context, words: readonly string[]): RunResult {
  if (flavourOf(context.machine) !== 'bash') return runWindowsCommand(context, words);
  const [name, ...args] = words[0] === 'sudo' ? words.slice(1).filter((word, at) => at > 0 || word !== '-E') : words;
  if (name === undefined) return answer(context, []);
  const command = COMMANDS.get(name.replace(/^\/(usr\/)?(local\/)?s?bin\//, ''));
  if (command === undefined || command.isInstalled?.(context) === false) return notFound(context, name);
  return command.run(context, args);
}

/** Windows minds neither capitals nor the ending of a program's name. */
function runWindowsCommand(context: Context, [name, ...args]: readonly string[]): RunResult {
  if (name === undefined) return answer(context, []);
  const command = WINDOWS_COMMANDS.get(name.toLowerCase().replace(/\.exe$/, ''));
  const flavour = flavourOf(context.machine);
  const cmdlet = hiddenBy(flavour, name);
  if (cmdlet !== null) return underAlias(context, name, cmdlet, args);
  if (command !== undefined && command.isInstalled?.(context) !== false) return command.run(context, args);
  const instead = elsewhere(name);
  if (instead !== null)
    return fail(
      context,
      1,
      notModelledLine(name),
      ...(instead === '' ? [] : [understands({ understands: [instead] })]),
    );
  const words = windowsNotFound(flavour, name, [name, ...args].join(' '));
  return fail(context, 1, ...words, understands({ understands: commandNames(context) }));
}

/** `curl` is answered as `curl.exe` would be: what it asks of the network is the same. Other cmdlets do something else than the program. */
function underAlias(context: Context, name: string, cmdlet: string, args: readonly string[]): RunResult {
  const note = notModelledLine(
    `${cmdlet}, which PowerShell takes ${name} for; ${name.toLowerCase()}.exe is the program`,
  );
  if (name.toLowerCase() !== 'curl') return fail(context, 1, note);
  const result = runWindowsCommand(context, ['curl.exe', ...args]);
  return { ...result, output: [...result.output, note] };
}

/** An image holds few tools: what a server has is not to be expected in a container. */
function notFound(context: Context, name: string): RunResult {
  if (context.machine.kind !== 'container' && isOnLinux(name)) return notModelled(context, name, 127);
  const text = name.includes('/') ? `bash: ${name}: No such file or directory` : `bash: ${name}: command not found`;
  return fail(context, 127, text, understands({ understands: commandNames(context) }));
}

export function commandNames(context: Context): readonly string[] {
  const commands = flavourOf(context.machine) === 'bash' ? COMMANDS : WINDOWS_COMMANDS;
  return [...commands.values()].filter((command) => command.isInstalled?.(context) !== false).map(({ name }) => name);
}

export type { Place };
