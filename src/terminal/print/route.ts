/** Routes as `ip route`, `ip route get` and `route -n` print them. Read iproute2 ip/iproute.c before editing. */
import {
  deviceOf,
  formatIp,
  hasCarrier,
  netmask,
  type Ip,
  type Netns,
  type Route,
  type World,
} from '../../engine/index.ts';

function destination({ prefix }: Route): string {
  if (prefix.lengthBits === 0) return 'default';
  return prefix.lengthBits === 32 ? formatIp(prefix.address) : `${formatIp(prefix.address)}/${prefix.lengthBits}`;
}

/** The device is up and nothing is plugged in: the route stays, and says so. A local address is there all the same. */
function isLinkDown(world: World, netns: Netns, route: Route): boolean {
  const dev = deviceOf(netns, route.netdev ?? '');
  return dev?.up === true && route.type !== 'local' && !hasCarrier(world, netns.id, dev.name);
}

/** One line, with the space that the tool leaves at its end. */
export function routeLine(world: World, netns: Netns, route: Route, showTable = false): string {
  const words = [
    ...(route.type === 'unicast' ? [] : [route.type]),
    destination(route),
    ...(route.nextHop === undefined ? [] : ['via', formatIp(route.nextHop)]),
    ...(route.netdev === undefined ? [] : ['dev', route.netdev]),
    ...(showTable && route.table !== 'main' ? ['table', route.table] : []),
    ...(route.protocol === 'boot' ? [] : ['proto', route.protocol]),
    ...(route.scope === 'global' ? [] : ['scope', route.scope]),
    ...(route.source === undefined ? [] : ['src', formatIp(route.source)]),
    ...(route.metric === 0 ? [] : ['metric', String(route.metric)]),
    ...(route.onlink === true ? ['onlink'] : []),
    ...(isLinkDown(world, netns, route) ? ['linkdown'] : []),
  ];
  return `${words.join(' ')} `;
}

/** The answer of `ip route get`, two lines. */
export function routeGetLines(dst: Ip, route: Route, source: Ip | null): readonly string[] {
  const local = route.type === 'local';
  const words = [
    ...(route.type === 'unicast' ? [] : [route.type]),
    formatIp(dst),
    ...(route.nextHop === undefined ? [] : ['via', formatIp(route.nextHop)]),
    ...(route.netdev === undefined ? [] : ['dev', local ? 'lo' : route.netdev]),
    ...(local ? ['table', 'local'] : route.table === 'main' ? [] : ['table', route.table]),
    ...(source === null ? [] : ['src', formatIp(source)]),
    'uid',
    '0',
  ];
  return [`${words.join(' ')} `, `    cache ${local ? '<local> ' : ''}`];
}

export const ROUTE_TABLE_HEAD: readonly string[] = [
  'Kernel IP routing table',
  'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface',
];

export const NETSTAT_ROUTE_HEAD: readonly string[] = [
  'Kernel IP routing table',
  'Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface',
];

/** One line of `route -n`; the tool shows the main table only. @see net-tools route(8) */
export function kernelRouteLine(route: Route): string {
  const refused = route.netdev === undefined;
  const numbers = `${String(route.metric).padEnd(6)} ${refused ? '- ' : '0 '} ${(refused ? '-' : '0').padStart(7)}`;
  return `${kernelRouteStart(route)} ${numbers} ${route.netdev ?? '-'}`;
}

/** One line of `netstat -rn`. @see net-tools netstat(8) */
export function netstatRouteLine(route: Route): string {
  const none = route.netdev === undefined ? '-' : '0';
  return `${kernelRouteStart(route)}   ${none.padStart(3)} ${none.padEnd(6)} ${none.padStart(5)} ${route.netdev ?? '-'}`;
}

function kernelRouteStart({ prefix, nextHop, netdev }: Route): string {
  const refused = netdev === undefined;
  const flags = `${refused ? '!' : 'U'}${nextHop === undefined ? '' : 'G'}${prefix.lengthBits === 32 ? 'H' : ''}`;
  const gateway = refused ? '-' : formatIp(nextHop ?? (0 as Ip));
  const start = [formatIp(prefix.address), gateway, formatIp(netmask(prefix.lengthBits))].map((text) =>
    text.padEnd(15),
  );
  return `${start.join(' ')} ${flags.padEnd(5)}`;
}
