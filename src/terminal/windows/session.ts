/** The shell itself: `cmd`, `powershell` and `exit` change which one reads the next line; `whoami`, `hostname`, `help`. */
import { applyEdits, type WindowsState } from '../../engine/index.ts';
import {
  answer,
  fail,
  misused,
  notModelled,
  notModelledLine,
  understands,
  type Command,
  type Context,
} from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { windowsOf } from './windows-of.ts';

export const cmd: Command = {
  name: 'cmd',
  understands: ['cmd', 'cmd /c LINE'],
  run: (context, args) => {
    const [flag, ...words] = args;
    if (flag === undefined) return changed(context, { shell: 'cmd' });
    if (flag.toLowerCase() !== '/c' || words.length === 0) return notModelled(context, `cmd ${flag}`);
    return inShell(context, 'cmd', words.join(' '));
  },
};

/** One line in the other shell, and back. */
function inShell(context: Context, shell: WindowsState['shell'], line: string): RunResult {
  const inside = context.run(changed(context, { shell }).world, context.place, line);
  const { shell: before } = windowsOf(context);
  return { ...inside, world: withState({ ...context, world: inside.world }, { shell: before }) };
}

export const powershell: Command = {
  name: 'powershell',
  understands: ['powershell', 'powershell -Command LINE'],
  run: (context, args) => {
    const [flag = '', ...words] = args.filter((arg) => !/^-no(profile|logo)$/i.test(arg));
    if (args.length === 0) return changed(context, { shell: 'powershell' });
    return /^-c(ommand)?$/i.test(flag) && words.length > 0
      ? inShell(context, 'powershell', words.join(' '))
      : fail(context, 1, notModelledLine(`powershell ${args.join(' ')}`), understands(powershell));
  },
};

export const exit: Command = {
  name: 'exit',
  understands: ['exit'],
  run: (context) => changed(context, { shell: 'powershell' }),
};

export const hostname: Command = {
  name: 'hostname',
  understands: ['hostname'],
  run: (context, args) =>
    args.length > 0
      ? misused(context, hostname, 1, 'sethostname: Use the Network Control Panel Applet to set hostname.')
      : answer(context, [context.machine.id]),
};

/** `:elevate` opens a shell as administrator, `:elevate off` goes back: what a person does with the mouse. */
export function elevate(context: Context, word: string | undefined): RunResult {
  if (context.machine.windows === undefined) return notModelled(context, ':elevate on a machine that is no Windows');
  if (word !== undefined && word !== 'off')
    return misused(context, { understands: [':elevate', ':elevate off'] }, 1, ':elevate: off, or nothing');
  return changed(context, { elevated: word === undefined });
}

/** `:set language ko`: another display language, as after a sign-out. */
export function setLanguage(context: Context, language: string): RunResult {
  if (context.machine.windows === undefined)
    return notModelled(context, ':set language on a machine that is no Windows');
  if (language !== 'ko' && language !== 'en')
    return misused(context, { understands: [':set language ko|en'] }, 1, ':set language: ko or en');
  return changed(context, { language });
}

function changed(context: Context, fields: Partial<WindowsState>): RunResult {
  return answer(context, [], { world: withState(context, fields) });
}

function withState(context: Context, fields: Partial<WindowsState>): Context['world'] {
  const windows = { ...windowsOf(context), ...fields };
  return applyEdits(context.world, [{ kind: 'set-windows', machine: context.machine.id, windows }]);
}
