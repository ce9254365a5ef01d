/** `Restart-Computer`, `shutdown /r /t 0`, `:reboot`; and `:hns reserve`, for what has no command. */
import {
  askForBlocks,
  ControlPlane,
  cutNat,
  readWslConfig,
  rebootWindows,
  WindowsHost,
  WSLCONFIG,
} from '../../engine/index.ts';
import {
  answer,
  fail,
  misused,
  notModelled,
  notModelledLine,
  understands,
  unverified,
  type Command,
  type Context,
} from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { windowsOf } from './windows-of.ts';

export const restartComputer: Command = {
  name: 'Restart-Computer',
  understands: ['Restart-Computer'],
  run: (context, args) =>
    args.every((arg) => /^-f(o(r(c(e)?)?)?)?$/i.test(arg))
      ? restartWindows(context)
      : fail(context, 1, notModelledLine(`Restart-Computer ${args.join(' ')}`), understands(restartComputer)),
};

export const shutdown: Command = {
  name: 'shutdown',
  understands: ['shutdown /r /t 0'],
  run: (context, args) => {
    const text = args.join(' ').toLowerCase().replaceAll('-', '/');
    const rest = text
      .replace(/\/t \d+/, '')
      .split(' ')
      .filter(Boolean);
    return rest.includes('/r') && rest.every((word) => ['/r', '/f', '/g'].includes(word))
      ? restartWindows(context)
      : fail(context, 1, notModelledLine(`shutdown ${args.join(' ')}`), understands(shutdown));
  },
};

export function restartWindows(context: Context): RunResult {
  const { machine, world } = context;
  if (machine.boot === undefined) return notModelled(context, `reboot of ${machine.id}`);
  const config = readWslConfig(machine.files[WSLCONFIG] ?? '');
  if (machine.windows?.desktop !== undefined && 'unmodelled' in config) return notModelled(context, config.unmodelled);
  const plane = rebootWindows(world, machine.id);
  plane.result(machine.netns, 'delivered', '');
  return answer(context, [], { world: plane.world, trace: plane.trace() });
}

export const HNS_FORMS: readonly string[] = [':hns reserve', ':hns cut'];

/** The Hyper-V stack asks for its blocks, as it does at boot. When else it does so is not known: hence this line, and the note. */
export function hns(context: Context, word: string | undefined): RunResult {
  if (context.machine.windows === undefined) return notModelled(context, ':hns on a machine that is no Windows');
  if (word === 'cut') return cut(context);
  if (word !== 'reserve') return misused(context, { understands: HNS_FORMS }, 1, ':hns: reserve or cut');
  if (windowsOf(context).services.winnat === 'stopped') return fail(context, 1, ':hns: winnat is stopped');
  const host = new WindowsHost(new ControlPlane(context.world, context.netns.id), context.machine.id);
  askForBlocks(host);
  const { plane } = host;
  plane.result(context.netns.id, 'delivered', '');
  return answer(context, [unverified('when, other than at boot, Hyper-V and HNS ask for their blocks again')], {
    world: plane.world,
    trace: plane.trace(),
  });
}

/** A restart of winnat has cut WSL's way out, as it can: whether it does is not known, hence this line, and the note. */
function cut(context: Context): RunResult {
  if (windowsOf(context).services.winnat === 'stopped')
    return fail(context, 1, ':hns: winnat is stopped, and with it the way out of WSL');
  const host = new WindowsHost(new ControlPlane(context.world, context.netns.id), context.machine.id);
  if (!cutNat(host)) return fail(context, 1, ':hns: winnat was not stopped since WSL started');
  return answer(
    context,
    [
      unverified(
        'when a restart of winnat cuts the internet of WSL; reported in microsoft/WSL#9418 and docker/for-win#3171',
      ),
    ],
    { world: host.plane.world },
  );
}
