/** The older tools: `ifconfig` and `route -n`. */
import { deviceOf } from '../../engine/index.ts';
import { answer, fail, misused, notModelled, type Command } from '../command.ts';
import { compareNames, ifconfigLines } from '../print/ifconfig.ts';
import { kernelRouteLine, ROUTE_TABLE_HEAD } from '../print/route.ts';

/** @see ifconfig(8) of net-tools */
export const ifconfig: Command = {
  name: 'ifconfig',
  understands: ['ifconfig [-a]', 'ifconfig DEV'],
  run: (context, args) => {
    const { world, netns } = context;
    const [name, ...rest] = args.filter((arg) => arg !== '-a' && arg !== '-v');
    if (name?.startsWith('-') === true)
      return misused(
        context,
        ifconfig,
        1,
        `ifconfig: option \`${name}' not recognised.`,
        "ifconfig: `--help' gives usage information.",
      );
    if (rest.length > 0) return notModelled(context, 'ifconfig DEV … (ip addr, ip link)');
    if (name !== undefined && deviceOf(netns, name) === undefined)
      return fail(context, 1, `${name}: error fetching interface information: Device not found`);
    const shown = [...netns.devs]
      .filter((dev) => (name === undefined ? dev.up || args.includes('-a') : dev.name === name))
      .sort((a, b) => compareNames(a.name, b.name));
    return answer(
      context,
      shown.flatMap((dev) => ifconfigLines(world, netns, dev)),
    );
  },
};

/** @see route(8) of net-tools; without `-n` it would ask for names. */
export const route: Command = {
  name: 'route',
  understands: ['route -n'],
  run: (context, args) => {
    const flags = args.filter((arg) => arg.startsWith('-')).join('');
    const unknown = /^-[ne-]*([^ne-])/.exec(flags)?.[1];
    if (unknown !== undefined) return misused(context, route, 3, `route: invalid option -- '${unknown}'`);
    if (args.some((arg) => !arg.startsWith('-'))) return notModelled(context, 'route add|del (ip route add|del)');
    const routes = context.netns.routes.filter((other) => other.table === 'main' && other.type !== 'throw');
    return answer(context, [...ROUTE_TABLE_HEAD, ...routes.map(kernelRouteLine)]);
  },
};
