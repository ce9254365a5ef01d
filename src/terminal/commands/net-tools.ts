/** The older tools: `ifconfig`, `route -n`, `arp -n` and `netstat -ltn`. */
import { deviceOf, formatIp, type Listener, type NeighbourEntry, type Route } from '../../engine/index.ts';
import { answer, fail, misused, notModelled, notModelledLine, type Command, type Context } from '../command.ts';
import { readShort } from '../options.ts';
import { compareNames, ifconfigLines } from '../print/ifconfig.ts';
import { kernelRouteLine, netstatRouteLine, NETSTAT_ROUTE_HEAD, ROUTE_TABLE_HEAD } from '../print/route.ts';

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

/** @see route(8) of net-tools. Without `-n` it would also ask DNS, which no lesson's network has, for the gateways' names. */
export const route: Command = {
  name: 'route',
  understands: ['route [-n]'],
  run: (context, args) => {
    const flags = args.filter((arg) => arg.startsWith('-')).join('');
    const unknown = /^-[ne-]*([^ne-])/.exec(flags)?.[1];
    if (unknown !== undefined) return misused(context, route, 3, `route: invalid option -- '${unknown}'`);
    if (args.some((arg) => !arg.startsWith('-'))) return notModelled(context, 'route add|del (ip route add|del)');
    const rows = kernelRoutes(context).map(kernelRouteLine);
    const named = rows.map((row) => row.replace(/^0\.0\.0\.0/, 'default'));
    return answer(context, [...ROUTE_TABLE_HEAD, ...(flags.includes('n') ? rows : named)]);
  },
};

function kernelRoutes({ netns }: Context): readonly Route[] {
  return netns.routes.filter((other) => other.table === 'main' && other.type !== 'throw');
}

const ARP_HEAD = 'Address                  HWtype  HWaddress           Flags Mask            Iface';

/** Whom the kernel asked for, answered or not. @see arp(8) of net-tools; without `-n` it would ask for names. */
export const arp: Command = {
  name: 'arp',
  understands: ['arp -n [-i DEV]', 'arp -an'],
  run: (context, args) => {
    const options = readShort(args, 'ani:ve');
    if (options.fault !== null) return notModelled(context, `arp ${args.join(' ')}`);
    if (!options.values.has('n')) return notModelled(context, 'arp without -n (names in place of addresses)');
    const [dev] = options.values.get('i') ?? [];
    const [target] = options.operands;
    const shown = context.netns.state.neighbours.filter(
      (entry) => (dev === undefined || entry.dev === dev) && (target === undefined || formatIp(entry.ip) === target),
    );
    if (options.values.has('a')) return answer(context, shown.map(arpBsdLine));
    if (shown.length === 0 && target !== undefined) return answer(context, [`${target} (${target}) -- no entry`]);
    return answer(context, shown.length === 0 ? [] : [ARP_HEAD, ...shown.map(arpLine)]);
  },
};

function arpLine({ ip, dev, mac, state }: NeighbourEntry): string {
  const hardware = mac === undefined ? `${' '.repeat(8)}(incomplete)`.padEnd(28) : `ether   ${mac.padEnd(20)}`;
  const flags = mac === undefined ? '' : state === 'PERMANENT' ? 'CM' : 'C';
  return `${formatIp(ip).padEnd(25)}${hardware}${flags.padEnd(22)}${dev}`;
}

function arpBsdLine({ ip, dev, mac, state }: NeighbourEntry): string {
  const hardware = mac === undefined ? '<incomplete>' : `${mac} [ether]${state === 'PERMANENT' ? ' PERM' : ''}`;
  return `? (${formatIp(ip)}) at ${hardware} on ${dev}`;
}

const NETSTAT_HEAD = 'Proto Recv-Q Send-Q Local Address           Foreign Address         State      ';

/** Connections do not outlive a command here: without `-l` or `-a` the head stands alone. @see netstat(8) of net-tools */
export const netstat: Command = {
  name: 'netstat',
  understands: ['netstat -ltn[p]', 'netstat -lun[p]', 'netstat -tan[p]', 'netstat -tn[p]', 'netstat -rn'],
  run: (context, args) => {
    const options = readShort(args, 'ltunpar46eW');
    if (options.fault !== null || options.operands.length > 0) return notModelled(context, `netstat ${args.join(' ')}`);
    const has = (name: string) => options.values.has(name);
    if (!has('n')) return notModelled(context, 'netstat without -n (names in place of addresses)');
    if (has('r')) return answer(context, [...NETSTAT_ROUTE_HEAD, ...kernelRoutes(context).map(netstatRouteLine)]);
    const waiting = has('l') || has('a');
    if (!waiting && !has('t') && !has('u')) return notModelled(context, 'netstat without -t or -u');
    const both = has('t') === has('u');
    const shown = ['tcp', 'udp'].flatMap((protocol) =>
      context.netns.listeners.filter(
        (one) => waiting && one.protocol === protocol && (both || has(protocol.charAt(0))),
      ),
    );
    const which = has('a') ? 'servers and established' : waiting ? 'only servers' : 'w/o servers';
    const unseen = [
      ...((has('l') && !has('a')) || (has('u') && !both)
        ? []
        : ["closed connections, in TIME_WAIT for a minute, and an ssh session's own"]),
      ...(has('a') && !has('t') && !has('u') ? ['the table of UNIX sockets'] : []),
    ];
    return answer(context, [
      `Active Internet connections (${which})`,
      has('p') ? `${NETSTAT_HEAD} PID/Program name    ` : NETSTAT_HEAD,
      ...shown.map((one) => netstatLine(one, has('p'))),
      ...(unseen.length === 0 ? [] : [notModelledLine(unseen.join('; '))]),
    ]);
  },
};

function netstatLine({ protocol, bindAddress, port, process }: Listener, withProcess: boolean): string {
  const local = `${formatIp(bindAddress)}:${port}`.padEnd(23);
  const state = (protocol === 'tcp' ? 'LISTEN' : '').padEnd(11);
  const owner = withProcess ? ` ${`${process.pid}/${process.name}`.padEnd(20)}` : '';
  return `${protocol.padEnd(5)}      0      0 ${local} 0.0.0.0:*               ${state}${owner}`;
}
