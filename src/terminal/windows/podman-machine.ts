/**
 * `podman machine ls | start | stop | set`: the Linux that Podman runs in. `set --user-mode-networking` counts from the next start on.
 * Texts: containers/podman pkg/machine/wsl (5.x), docs/tutorials/podman-for-windows.md; facts V2.3, V2.5.
 */
import {
  applyEdits,
  ControlPlane,
  startUserModeNetwork,
  stopDistribution,
  stopUserModeNetwork,
  type WslDistribution,
} from '../../engine/index.ts';
import { answer, fail, misused, notModelled, sourceNote, unverified, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import type { PodmanMachine } from './podman-remote.ts';
import { windowsOf } from './windows-of.ts';
import { startWsl } from './wsl.ts';

const DOCUMENT = 'containers/podman docs/tutorials/podman-for-windows.md';

export const MACHINE_FORMS: readonly string[] = [
  'podman machine ls|start|stop',
  'podman machine set --user-mode-networking[=false]',
];

export function podmanMachine(context: Context, found: PodmanMachine, [verb, ...rest]: readonly string[]): RunResult {
  const name = rest.find((word) => !word.startsWith('-'));
  if (name !== undefined && name !== found.name) return fail(context, 125, `Error: ${name}: VM does not exist`);
  switch (verb) {
    case 'ls':
    case 'list':
      return answer(context, [...table(found), sourceNote(DOCUMENT)]);
    case 'start':
      return start(context, found);
    case 'stop':
      return stop(context, found);
    case 'set':
      return set(context, found, rest);
    case 'init':
    case 'rm':
    case 'ssh':
    case 'inspect':
    case 'info':
    case 'os':
    case 'reset':
      return notModelled(context, `podman machine ${verb}`);
    default:
      return misused(
        context,
        { understands: MACHINE_FORMS },
        125,
        `Error: unrecognized command \`podman machine ${verb ?? ''}\``,
      );
  }
}

function start(context: Context, found: PodmanMachine): RunResult {
  if (found.running) return fail(context, 125, `Error: unable to start "${found.name}": already running`);
  const started = startWsl(context, found);
  if ('output' in started) return started;
  const { plane } = started;
  const isUserMode = found.podman.userModeNetworking === true;
  if (plane !== null && isUserMode) {
    if (plane.world.machines[context.machine.id]?.windows?.wsl?.networkingMode === 'mirrored')
      return notModelled(context, 'user-mode networking in mirrored mode');
    startUserModeNetwork(plane, context.machine.id);
  }
  return ended(context, plane, [
    `Starting machine "${found.name}"`,
    ...(isUserMode ? ['Starting user-mode networking...'] : []),
    `Machine "${found.name}" started successfully`,
  ]);
}

function stop(context: Context, found: PodmanMachine): RunResult {
  const plane = new ControlPlane(context.world, context.netns.id);
  const isUserMode = windowsOf(context).wsl?.userMode !== undefined;
  const others = windowsOf(context).wsl?.distributions.some(({ name, running }) => running && name !== found.name);
  if (others === true) stopUserModeNetwork(plane, context.machine.id);
  stopDistribution(plane, context.machine.id, found.name);
  return ended(context, plane, [
    ...(isUserMode ? ['Stopping user-mode networking...'] : []),
    `Machine "${found.name}" stopped successfully`,
  ]);
}

/** The switch, its value in the same word or absent; what else could be set is refused by name. */
function set(context: Context, found: PodmanMachine, words: readonly string[]): RunResult {
  const [flag, ...more] = words.filter((word) => word.startsWith('-'));
  if (flag === undefined || more.length > 0) return notModelled(context, `podman machine set ${words.join(' ')}`);
  const [, typed] = /^--user-mode-networking(?:=(.*))?$/.exec(flag) ?? [];
  if (!flag.startsWith('--user-mode-networking'))
    return /^--(cpus|memory|disk-size|rootful|usb)\b/.test(flag)
      ? notModelled(context, `podman machine set ${flag}`)
      : misused(context, { understands: MACHINE_FORMS }, 125, `Error: unknown flag: ${flag}`);
  const value = /^(1|t|true)$/i.test(typed ?? 'true') ? true : /^(0|f|false)$/i.test(typed ?? '') ? false : null;
  if (value === null)
    return fail(
      context,
      125,
      `Error: invalid argument "${typed ?? ''}" for "--user-mode-networking" flag: strconv.ParseBool: parsing "${typed ?? ''}": invalid syntax`,
    );
  if (found.running) return fail(context, 125, 'Error: unable to change settings unless vm is stopped');
  const { podman } = found;
  const edit = {
    kind: 'set-podman',
    machine: found.machine,
    podman: { ...podman, userModeNetworking: value },
  } as const;
  return answer(context, value ? NOTES : [], { world: applyEdits(context.world, [edit]) });
}

const NOTES = [
  sourceNote('containers/podman docs user-mode-networking.md; from Podman 4.6 on'),
  unverified(
    'whether gvproxy.exe then serves published ports in WSL too, as shown here: Podman’s own libpod/networking_machine.go passes over machines of type wsl. Look at netstat -ano',
  ),
];

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
