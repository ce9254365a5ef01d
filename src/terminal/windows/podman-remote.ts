/**
 * `podman` on Windows: a client whose engine is in WSL. `podman machine` starts and stops that; everything else is passed on by
 * win-sshproxy.exe and typed there. Facts V2.5, V2.6, 2.5.
 */
import {
  ControlPlane,
  stopDistribution,
  type PodmanState,
  type Trace,
  type WslDistribution,
} from '../../engine/index.ts';
import { answer, fail, misused, notModelled, sourceNote, type Command, type Context } from '../command.ts';
import { joinTraces } from '../join-traces.ts';
import { quoted } from '../quote.ts';
import type { RunResult } from '../run-result.ts';
import { startWsl } from './wsl.ts';

const DOCUMENT = 'containers/podman docs/tutorials/podman-for-windows.md';

export const podman: Command = {
  name: 'podman',
  understands: [
    'podman run -p 80:80 -d nginx',
    'podman ps [-a]',
    'podman start|stop|rm CONTAINER',
    'podman port CONTAINER',
    'podman machine ls|start|stop',
  ],
  isInstalled: (context) => machineOf(context) !== null,
  run: (context, args) => {
    const found = machineOf(context);
    if (found === null) return notModelled(context, 'podman');
    const [verb, ...rest] = args;
    if (verb === 'machine') return machine(context, found, rest);
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

/** The distribution that Podman runs in. */
function machineOf({
  world,
  machine: { windows },
}: Context): (WslDistribution & { readonly podman: PodmanState }) | null {
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

function machine(context: Context, found: WslDistribution, [verb, ...rest]: readonly string[]): RunResult {
  const name = rest.find((word) => !word.startsWith('-'));
  if (name !== undefined && name !== found.name) return fail(context, 125, `Error: ${name}: VM does not exist`);
  switch (verb) {
    case 'ls':
    case 'list':
      return answer(context, [...table(found), sourceNote(DOCUMENT)]);
    case 'start': {
      if (found.running) return fail(context, 125, `Error: unable to start "${found.name}": already running`);
      const started = startWsl(context, found);
      if ('output' in started) return started;
      return ended(context, started.plane, [
        `Starting machine "${found.name}"`,
        `Machine "${found.name}" started successfully`,
      ]);
    }
    case 'stop': {
      const plane = new ControlPlane(context.world, context.netns.id);
      stopDistribution(plane, context.machine.id, found.name);
      return ended(context, plane, [`Machine "${found.name}" stopped successfully`]);
    }
    case 'init':
    case 'rm':
    case 'set':
    case 'ssh':
    case 'inspect':
      return notModelled(context, `podman machine ${verb}`);
    default:
      return misused(context, podman, 125, `Error: unrecognized command \`podman machine ${verb ?? ''}\``);
  }
}

function ended(context: Context, plane: ControlPlane | null, lines: readonly string[]): RunResult {
  if (plane === null) return answer(context, lines);
  plane.result(context.netns.id, 'delivered', lines.at(-1) ?? '');
  return answer(context, lines, { world: plane.world, trace: plane.trace() });
}

/** The star marks the default; age and sizes are those of the document. */
function table({ name, running }: WslDistribution): readonly string[] {
  const widths = [24, 12, 16, 19, 12, 12];
  const row = (cells: readonly string[]) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('');
  return [
    row(['NAME', 'VM TYPE', 'CREATED', 'LAST UP', 'CPUS', 'MEMORY', 'DISK SIZE']),
    row([`${name}*`, 'wsl', '2 hours ago', running ? 'Currently running' : '2 hours ago', '12', '16G', '768MB']),
  ];
}
