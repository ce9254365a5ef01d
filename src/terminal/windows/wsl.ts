/** `wsl`: lists, starts and stops distributions, and runs a line in one. Texts: facts 2.10. */
import {
  ControlPlane,
  hasNetworkToMirror,
  readWslConfig,
  shutDownWsl,
  startDistribution,
  stopDistribution,
  WSLCONFIG,
  type WslDistribution,
  type WslState,
} from '../../engine/index.ts';
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
import { joinTraces } from '../join-traces.ts';
import { quoted } from '../quote.ts';
import type { RunResult } from '../run-result.ts';
import { windowsOf } from './windows-of.ts';

export const wsl: Command = {
  name: 'wsl',
  understands: ['wsl -l -v', 'wsl [-d NAME] COMMAND', 'wsl -d NAME', 'wsl -t NAME', 'wsl --shutdown'],
  isInstalled: ({ machine }) => machine.windows?.wsl !== undefined,
  run: (context, args) => {
    const state = windowsOf(context).wsl;
    if (state === undefined) return notModelled(context, 'wsl');
    const [first, second, ...rest] = asRoot(args);
    if (first === '--shutdown') return stopAll(context);
    if (first === '-l' || first === '--list') {
      const flags = args.slice(1);
      if (flags.length === 1 && /^(-v|--verbose)$/.test(flags[0] ?? '')) return answer(context, list(state));
      return fail(context, 1, notModelledLine(`wsl ${args.join(' ')}`), understands({ understands: ['wsl -l -v'] }));
    }
    if (first === '-t' || first === '--terminate') return terminate(context, state, second ?? '');
    if (first === '-d' || first === '--distribution') return inside(context, state, second ?? '', rest);
    if (first?.startsWith('-') === true && first !== '--' && first !== '-e' && first !== '--exec')
      return NOT_HERE.test(first)
        ? fail(context, 1, notModelledLine(`wsl ${first}`), understands(wsl))
        : misused(
            context,
            wsl,
            1,
            `Invalid command line argument: ${first}`,
            "Please use 'wsl.exe --help' to get a list of supported arguments.",
          );
    const [standard] = state.distributions;
    return standard === undefined
      ? notModelled(context, 'wsl without a distribution')
      : inside(context, state, standard.name, args);
  },
};

/** `-u root` changes nothing: who types in a distribution here is root. */
function asRoot(words: readonly string[]): readonly string[] {
  const [first = '', second] = words;
  return /^(-u|--user)$/.test(first) && second === 'root' ? words.slice(2) : words;
}

/** What `wsl --help` names besides. */
const NOT_HERE =
  /^(--(status|update|version|set-default|set-version|set-default-version|install|uninstall|export|import|import-in-place|unregister|mount|unmount|manage|help|system|user|cd|shell-type|debug-shell|default-user)|-[usv~])$/;

function list({ distributions }: WslState): readonly string[] {
  const width = Math.max(...distributions.map(({ name }) => name.length)) + 4;
  const row = (sign: string, name: string, status: string, version: string) =>
    `${sign} ${name.padEnd(width)}${status.padEnd(16)}${version}`;
  return [
    row(' ', 'NAME', 'STATE', 'VERSION'),
    ...distributions.map(({ name, running }, at) =>
      row(at === 0 ? '*' : ' ', name, running ? 'Running' : 'Stopped', '2'),
    ),
  ];
}

function find(state: WslState, name: string): WslDistribution | undefined {
  return state.distributions.find((one) => one.name.toLowerCase() === name.toLowerCase());
}

function missing(context: Context): RunResult {
  return fail(
    context,
    1,
    'There is no distribution with the supplied name.',
    'Error code: Wsl/Service/WSL_E_DISTRO_NOT_FOUND',
  );
}

function stopAll(context: Context): RunResult {
  const plane = new ControlPlane(context.world, context.netns.id);
  shutDownWsl(plane, context.machine.id);
  return ended(context, plane, []);
}

function terminate(context: Context, state: WslState, name: string): RunResult {
  const found = find(state, name);
  if (found === undefined) return missing(context);
  const plane = new ControlPlane(context.world, context.netns.id);
  stopDistribution(plane, context.machine.id, found.name);
  return ended(context, plane, ['The operation completed successfully.']);
}

function ended(context: Context, plane: ControlPlane, lines: readonly string[]): RunResult {
  plane.result(context.netns.id, 'delivered', '');
  return answer(context, lines, { world: plane.world, trace: plane.trace() });
}

/** A distribution that does not run is started first, the VM with it. Without a command a person goes there. */
function inside(context: Context, state: WslState, name: string, words: readonly string[]): RunResult {
  const found = find(state, name);
  if (found === undefined) return missing(context);
  const started = startWsl(context, found);
  if ('output' in started) return started;
  const [first = ''] = asRoot(words);
  if (NOT_HERE.test(first)) return fail(context, 1, notModelledLine(`wsl -d ${name} ${first}`), understands(wsl));
  const command = asRoot(words).slice(['--', '-e', '--exec'].includes(first) ? 1 : 0);
  const before = started.plane?.trace() ?? null;
  const world = started.plane?.world ?? context.world;
  if (command.length === 0) return answer(context, [], { world, trace: before, shellAt: found.machine });
  const result = context.run(world, found.machine, command.map(quoted).join(' '));
  return { ...result, trace: joinTraces(before, result.trace) };
}

/** @returns the exchange in which it started, null where it ran already; or why it cannot */
export function startWsl(
  context: Context,
  { name, running }: WslDistribution,
): { readonly plane: ControlPlane | null } | RunResult {
  if (running) return { plane: null };
  const config = readWslConfig(context.machine.files[WSLCONFIG] ?? '');
  if ('unmodelled' in config) return notModelled(context, config.unmodelled);
  if (config.networkingMode === 'mirrored' && !hasNetworkToMirror(context.world, context.machine))
    return notModelled(context, 'networkingMode=mirrored on a Windows without a default route');
  const plane = new ControlPlane(context.world, context.netns.id);
  startDistribution(plane, context.machine.id, name, config);
  return { plane };
}
