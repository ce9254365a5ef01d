/** Bridges and what is plugged into them: `brctl show` of bridge-utils, `bridge link` of iproute2. */
import { deviceOf } from '../../engine/index.ts';
import { answer, err, fail, misused, notModelled, type Command } from '../command.ts';
import type { OutputLine } from '../run-result.ts';
import { BRCTL_HEAD, brctlLines, bridgeLinkLine, portsOf } from '../print/bridge.ts';

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
  understands: ['bridge link [show] [dev DEV]'],
  run: (context, args) => {
    const [object = '', ...rest] = args;
    if (object === '') return misused(context, bridge, 255, 'Usage: bridge [ OPTIONS ] OBJECT { COMMAND | help }');
    if (!/^l(i(nk?)?)?$/.test(object)) return notModelled(context, `bridge ${object}`);
    const words = rest.filter((word) => word !== 'show' && word !== 'list');
    if (words.length > 0 && words[0] !== 'dev') return notModelled(context, `bridge link ${words[0] ?? ''}`);
    const [, only] = words;
    const { world, netns } = context;
    if (only !== undefined && deviceOf(netns, only) === undefined)
      return fail(context, 1, `Cannot find bridge device "${only}"`);
    const ports = portsOf(netns).filter(({ name }) => only === undefined || name === only);
    return answer(
      context,
      ports.map((port) => bridgeLinkLine(world, netns, port)),
    );
  },
};
