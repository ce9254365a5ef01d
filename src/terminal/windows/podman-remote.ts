/**
 * `podman` on Windows: a client whose engine is in WSL. `podman machine` starts and stops that; everything else is passed on by
 * win-sshproxy.exe and typed there. Facts V2.5, V2.6, 2.5.
 */
import { ControlPlane, type PodmanState, type Trace, type WslDistribution } from '../../engine/index.ts';
import { fail, notModelled, sourceNote, type Command, type Context } from '../command.ts';
import { joinTraces } from '../join-traces.ts';
import { quoted } from '../quote.ts';
import type { RunResult } from '../run-result.ts';
import { MACHINE_FORMS, podmanMachine } from './podman-machine.ts';

export const podman: Command = {
  name: 'podman',
  understands: [
    'podman run -p 80:80 -d nginx',
    'podman ps [-a]',
    'podman start|stop|rm CONTAINER',
    'podman port CONTAINER',
    ...MACHINE_FORMS,
  ],
  isInstalled: (context) => machineOf(context) !== null,
  run: (context, args) => {
    const found = machineOf(context);
    if (found === null) return notModelled(context, 'podman');
    const [verb, ...rest] = args;
    if (verb === 'machine') return podmanMachine(context, found, rest);
    if (!found.running) return unreachable(context);
    const plane = new ControlPlane(context.world, context.netns.id);
    const what = `podman ${args.join(' ')}`;
    plane.call(context.netns.id, {
      from: 'podman.exe',
      to: 'win-sshproxy.exe',
      channel: 'named-pipe',
      what,
      answer: 'asked',
    });
    const result = context.run(plane.world, found.machine, `podman ${args.map(quoted).join(' ')}`);
    const { shellAt: _there, ...done } = result;
    return {
      ...done,
      trace: result.trace === null ? null : joinTraces(plane.trace(), toldHere(context, result.trace)),
    };
  },
};

/** Who typed is told, and sits on Windows. */
function toldHere({ netns }: Context, trace: Trace): Trace {
  return { ...trace, steps: trace.steps.map((step) => (step.kind === 'result' ? { ...step, netns: netns.id } : step)) };
}

export interface PodmanMachine extends WslDistribution {
  readonly podman: PodmanState;
}

/** The distribution that Podman runs in. */
export function machineOf({ world, machine: { windows } }: Context): PodmanMachine | null {
  for (const one of windows?.wsl?.distributions ?? []) {
    const state = world.machines[one.machine]?.podman;
    if (state !== undefined) return { ...one, podman: state };
  }
  return null;
}

function unreachable(context: Context): RunResult {
  return fail(
    context,
    125,
    'Cannot connect to Podman. Please verify your connection to the Linux system using `podman system connection list`, ' +
      'or try `podman machine init` and `podman machine start` to manage a new Linux VM',
    'Error: unable to connect to Podman socket',
    sourceNote('containers/podman cmd/podman/registry; the address of the socket is left out'),
  );
}
