/** Bridges, what is plugged into them and what they have learned: `brctl show` of bridge-utils, `bridge link | fdb` of iproute2. */
import { deviceOf } from '../../engine/index.ts';
import { answer, err, fail, misused, notModelled, type Command, type Context } from '../command.ts';
import type { OutputLine, RunResult } from '../run-result.ts';
import { BRCTL_HEAD, brctlLines, bridgeLinkLine, fdbLines, portsOf } from '../print/bridge.ts';
import { inOrder } from './ip-address.ts';

/** @see brctl(8) */
export const brctl: Command = {
  name: 'brctl',
  understands: ['brctl show [BRIDGE]'],
  run: (context, args) => {
    const [verb, ...names] = args;
    if (verb === undefined) return misused(context, brctl, 1, 'Usage: brctl [commands]');
    if (verb !== 'show') return notModelled(context, `brctl ${verb}`);
    const bridges = context.netns.devs.filter(({ kind }) => kind === 'bridge');
    if (names.length === 0)
      return answer(context, [BRCTL_HEAD, ...bridges.flatMap((bridge) => brctlLines(context.netns, bridge))]);
    const lines = names.flatMap((name): readonly (string | OutputLine)[] => {
      const bridge = bridges.find((other) => other.name === name);
      if (bridge !== undefined) return brctlLines(context.netns, bridge);
      return deviceOf(context.netns, name) === undefined
        ? [err(`bridge ${name} does not exist!`)]
        : [err(`device ${name} is not a bridge!`)];
    });
    return answer(context, [BRCTL_HEAD, ...lines], {
      exitCode: lines.some((line) => typeof line !== 'string') ? 1 : 0,
    });
  },
};

/** @see bridge(8) */
export const bridge: Command = {
  name: 'bridge',
  understands: ['bridge link [show] [dev DEV]', 'bridge fdb [show] [br BRIDGE] [brport|dev DEV]'],
  run: (context, args) => {
    const [object = '', verb = 'show', ...rest] = args;
    if (object === '') return misused(context, bridge, 255, 'Usage: bridge [ OPTIONS ] OBJECT { COMMAND | help }');
    const isLink = /^l(i(nk?)?)?$/.test(object);
    if (!isLink && !/^f(db?)?$/.test(object)) return notModelled(context, `bridge ${object}`);
    if (verb === 'dev' && isLink) return links(context, [verb, ...rest]);
    if (!['show', 'list', 'lst'].includes(verb)) return notModelled(context, `bridge ${object} ${verb}`);
    return isLink ? links(context, rest) : learned(context, rest);
  },
};

function links(context: Context, words: readonly string[]): RunResult {
  const [word, only] = words;
  if (word !== undefined && word !== 'dev') return notModelled(context, `bridge link ${word}`);
  const { world, netns } = context;
  if (only !== undefined && deviceOf(netns, only) === undefined)
    return fail(context, 1, `Cannot find bridge device "${only}"`);
  const ports = portsOf(netns).filter(({ name }) => only === undefined || name === only);
  return answer(
    context,
    ports.map((port) => bridgeLinkLine(world, netns, port)),
  );
}

/** Device by device: what its bridge knows behind it, then the groups that it listens to itself. Words it does not know the tool passes over. */
function learned(context: Context, words: readonly string[]): RunResult {
  const { netns } = context;
  const valueOf = (...names: readonly string[]) => words[words.findIndex((word) => names.includes(word)) + 1];
  const master = words.includes('br') ? valueOf('br') : undefined;
  const only = words.some((word) => word === 'brport' || word === 'dev') ? valueOf('brport', 'dev') : undefined;
  if (master !== undefined && deviceOf(netns, master) === undefined)
    return fail(context, 255, `Cannot find bridge device "${master}"`);
  if (only !== undefined && deviceOf(netns, only) === undefined)
    return fail(context, 255, `Cannot find device "${only}"`);
  const shown = inOrder(netns.devs)
    .filter((dev) => only === undefined || dev.name === only)
    .filter((dev) => master === undefined || dev.name === master || dev.master === master);
  return answer(
    context,
    shown.flatMap((dev) => fdbLines(netns, dev, only === undefined)),
  );
}
