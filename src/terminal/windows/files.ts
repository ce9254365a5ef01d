/** A file's text on Windows: `type` in both shells, and what PowerShell has it as an alias of. @see PowerShell Get-Content, `type /?` */
import { answer, fail, misused, type Command, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { flavourOf } from './flavour.ts';
import { windowsPath } from './path.ts';

export const type: Command = {
  name: 'type',
  understands: ['type FILE'],
  run: (context, args) => read(context, type, args),
};

/** `Get-Content`, and its aliases `gc` and `cat`: PowerShell's alone. */
export const getContent: readonly Command[] = ['Get-Content', 'gc', 'cat'].map((name) => ({
  name,
  understands: ['Get-Content FILE'],
  isInstalled: ({ machine }) => flavourOf(machine) === 'powershell',
  run: (context, args) => read(context, type, args),
}));

function read(context: Context, command: Command, args: readonly string[]): RunResult {
  const [typed, ...more] = args;
  if (typed === undefined || more.length > 0)
    return misused(context, command, 1, 'The syntax of the command is incorrect.');
  const path = windowsPath(typed);
  const file = Object.entries(context.machine.files).find(([name]) => name.toLowerCase() === path.toLowerCase());
  if (file !== undefined) return answer(context, file[1].replace(/\n$/, '').split('\n'));
  return flavourOf(context.machine) === 'cmd'
    ? fail(context, 1, 'The system cannot find the file specified.')
    : fail(context, 1, `Get-Content : Cannot find path '${path}' because it does not exist.`);
}
