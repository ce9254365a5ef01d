/**
 * Lines that begin with `:`: what has no real command. `:write` is an editor's saved result, `:cable` a hand at a plug, `:set`
 * another version of a program, as a package manager would leave it.
 */
import { applyEdits, peerOf, switchEngine, WSLCONFIG } from '../engine/index.ts';
import { answer, err, fail, misused, notModelled, out, type Context } from './command.ts';
import { closeDaemon, openDaemon } from './commands/docker-call.ts';
import { startAgain } from './commands/reboot.ts';
import { ruleSource } from './commands/rule-source.ts';
import type { RunResult } from './run-result.ts';
import { HAND_LINES } from './windows/hand-lines.ts';
import { hns, restartWindows } from './windows/restart.ts';
import { PODMAN_SETTINGS, setPodman } from './set-podman.ts';
import { elevate, setLanguage } from './windows/session.ts';
import { setDesktop } from './windows/set-desktop.ts';

const EDITOR = {
  understands: [':write PATH', ':cable unplug DEV', ':cable plug DEV', ':set engine VERSION', ...PODMAN_SETTINGS],
};
const ON_WINDOWS = { understands: HAND_LINES };

export function runEditorLine(context: Context, line: string): RunResult {
  const [head = '', ...rest] = line.split('\n');
  const words = head.trim().split(/\s+/);
  if (words[0] === ':write') return write(context, words[1], rest.join('\n'));
  if (words[0] === ':cable') return cable(context, words[1], words[2]);
  if (words[0] === ':set' && words[1] === 'language') return setLanguage(context, words[2] ?? '');
  if (words[0] === ':set' && /^(podman|force_port_listen)$/.test(words[1] ?? ''))
    return setPodman(context, words[1] ?? '', words[2]);
  if (words[0] === ':set' && words[1] === 'desktop') return setDesktop(context, words[2] ?? '');
  if (words[0] === ':set') return set(context, words[1], words[2]);
  if (words[0] === ':reboot') return context.machine.kind === 'windows' ? restartWindows(context) : startAgain(context);
  if (words[0] === ':hns') return hns(context, words[1]);
  if (words[0] === ':elevate') return elevate(context, words[1]);
  const known = context.machine.kind === 'windows' ? ON_WINDOWS : EDITOR;
  return misused(context, known, 127, `${words[0] ?? ':'}: command not found`);
}

function write(context: Context, typed: string | undefined, text: string): RunResult {
  if (typed === undefined || !isWhole(context, typed))
    return misused(context, EDITOR, 1, ':write: a path from / (C:\\ on Windows) is needed');
  const path = asNamed(context, typed);
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const world = applyEdits(context.world, [{ kind: 'write-file', machine: context.machine.id, path, text: whole }]);
  const count = whole.split('\n').length - 1;
  return answer(context, [`"${path}" ${count}L, ${new TextEncoder().encode(whole).length}B written`], { world });
}

/** `/etc/hosts`, `C:\Users\dev\.wslconfig` */
function isWhole({ machine }: Context, path: string): boolean {
  return machine.kind === 'windows' ? /^[A-Za-z]:\\/.test(path) : path.startsWith('/');
}

/** Windows minds no capitals: a file keeps the name that it has, `.wslconfig` the one that WSL reads. */
function asNamed({ machine }: Context, path: string): string {
  if (machine.kind !== 'windows') return path;
  const same = (name: string) => name.toLowerCase() === path.toLowerCase();
  return [...Object.keys(machine.files), WSLCONFIG].find(same) ?? path;
}

function cable(context: Context, verb: string | undefined, dev: string | undefined): RunResult {
  if ((verb !== 'plug' && verb !== 'unplug') || dev === undefined)
    return misused(context, EDITOR, 1, ':cable: plug or unplug, and a device');
  if (peerOf(context.world, context.netns.id, dev) === null) return fail(context, 1, err(`${dev}: no cable`));
  const edit = { kind: 'set-link', netns: context.netns.id, dev, up: verb === 'plug' } as const;
  return answer(context, [], { world: applyEdits(context.world, [edit]) });
}

function set(context: Context, what: string | undefined, version: string | undefined): RunResult {
  if (what !== 'engine' || version === undefined)
    return misused(context, EDITOR, 1, ':set: engine, and a version (27, 28, 29, 20.10.24 …)');
  if (context.machine.docker === undefined) return fail(context, 1, ':set: no Docker Engine on this machine');
  const host = openDaemon(context);
  const switched = switchEngine(host, version);
  if (!switched.ok) return notModelled(context, switched.message);
  const machine = host.machine;
  return closeDaemon(context, host, [out(`Docker Engine ${switched.value}`), ...ruleSource({ machine })]);
}
