/** What the kernel does inside one namespace when a device, address or route changes. Read ip-link(8) and ip-address(8). */
import { contains, formatPrefix, prefixOf, type Prefix } from '../address/prefix.ts';
import { formatIp, type Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import { isSecondary, routesOfAddress } from './address-routes.ts';
import { deviceOf } from './carrier.ts';
import { EditRefused } from './refusal.ts';
import { insertRoute, sameDestination } from './route-list.ts';
import { withDeviceSysctls, withoutDeviceSysctls } from './sysctl.ts';
import type { FdbEntry, InterfaceAddress, Netdev, Netns, Route } from './world.ts';

export const EMPTY_STATE: Netns['state'] = {
  neighbours: [],
  fdb: [],
  conntrack: [],
  counters: {},
  stats: {},
  rules: {},
};

export function requireDevice(netns: Netns, name: string): Netdev {
  const dev = deviceOf(netns, name);
  if (dev === undefined) throw new EditRefused('ENODEV', name);
  return dev;
}

export function replaceDevice(netns: Netns, dev: Netdev): Netns {
  return { ...netns, devs: netns.devs.map((other) => (other.name === dev.name ? dev : other)) };
}

function withRoutes(netns: Netns, routes: readonly Route[]): Netns {
  return { ...netns, routes: routes.reduce(insertRoute, netns.routes) };
}

/** Index 0 takes the next free one. A port gets its own addresses into the bridge's table, as permanent entries. */
export function withDevice(netns: Netns, dev: Netdev): Netns {
  if (deviceOf(netns, dev.name) !== undefined) throw new EditRefused('EEXIST', dev.name);
  const index = dev.index || Math.max(0, ...netns.devs.map((other) => other.index)) + 1;
  const placed = { ...dev, index };
  const added: Netns = {
    ...netns,
    devs: [...netns.devs, placed],
    sysctl: withDeviceSysctls(netns.sysctl, dev.name),
    state: { ...netns.state, fdb: [...netns.state.fdb, ...ownFdbEntries(placed)] },
  };
  return placed.addresses.reduce((next, address) => withRoutes(next, routesOfAddress(placed, address)), added);
}

function ownFdbEntries(dev: Netdev): readonly FdbEntry[] {
  const bridge = dev.kind === 'bridge' ? dev.name : dev.master;
  return bridge === undefined ? [] : [{ bridge, mac: dev.mac, port: dev.name, learned: false }];
}

/** The device takes its addresses, routes, neighbours, learned addresses and settings with it; a bridge lets its ports go. */
export function withoutDevice(netns: Netns, name: string): Netns {
  requireDevice(netns, name);
  const { fdb, neighbours, counters } = netns.state;
  return {
    ...netns,
    devs: netns.devs.filter((dev) => dev.name !== name).map((dev) => (dev.master === name ? released(dev) : dev)),
    routes: netns.routes.filter((route) => route.netdev !== name),
    sysctl: withoutDeviceSysctls(netns.sysctl, name),
    state: {
      ...netns.state,
      neighbours: neighbours.filter((entry) => entry.dev !== name),
      fdb: fdb.filter((entry) => entry.port !== name && entry.bridge !== name),
      counters: Object.fromEntries(Object.entries(counters).filter(([dev]) => dev !== name)),
    },
  };
}

function released(dev: Netdev): Netdev {
  const { master: _master, port: _port, ...rest } = dev;
  return rest;
}

/** Enslaves the device to a bridge, or releases it (null). */
export function withMaster(netns: Netns, name: string, master: string | null): Netns {
  const dev = requireDevice(netns, name);
  if (master !== null && requireDevice(netns, master).kind !== 'bridge') throw new EditRefused('EINVAL', master);
  const next: Netdev = master === null ? released(dev) : { ...released(dev), master };
  const fdb = netns.state.fdb.filter((entry) => entry.port !== name);
  return {
    ...replaceDevice(netns, next),
    state: { ...netns.state, fdb: master === null ? fdb : [...fdb, ...ownFdbEntries(next)] },
  };
}

/** Whether a bridge may send a frame back by the port it came in by. */
export function withHairpin(netns: Netns, name: string, hairpin: boolean): Netns {
  const dev = requireDevice(netns, name);
  return replaceDevice(netns, { ...dev, port: { ...PLAIN_PORT, ...dev.port, hairpin } });
}

/** A port's settings as the kernel gives them. */
const PLAIN_PORT = { learning: true, flood: true, isolated: false } as const;

/** A bridge that nobody gave an address takes the lowest of its ports'. */
export function withMac(netns: Netns, name: string, mac: Mac): Netns {
  return replaceDevice(netns, { ...requireDevice(netns, name), mac });
}

/**
 * Sets the administrative state. Going down removes the device's routes except its local ones (an address keeps answering), and
 * what was learned behind it; coming up brings the connected routes back, not the others. @see fib_disable_ip
 */
export function withLinkState(netns: Netns, name: string, up: boolean): Netns {
  const dev = requireDevice(netns, name);
  if (dev.up === up) return netns;
  const next = { ...dev, up };
  const changed = replaceDevice(netns, next);
  if (up)
    return next.addresses.reduce((result, address) => withRoutes(result, routesOfAddress(next, address)), changed);
  return {
    ...changed,
    routes: netns.routes.filter((route) => route.netdev !== name || route.scope === 'host'),
    state: {
      ...netns.state,
      neighbours: netns.state.neighbours.filter((entry) => entry.dev !== name),
      fdb: netns.state.fdb.filter((entry) => !entry.learned || (entry.port !== name && entry.bridge !== name)),
    },
  };
}

export function withAddress(netns: Netns, name: string, address: InterfaceAddress): Netns {
  const dev = requireDevice(netns, name);
  if (dev.addresses.some((other) => other.address === address.address && other.lengthBits === address.lengthBits))
    throw new EditRefused('EEXIST', formatIp(address.address));
  const next = { ...dev, addresses: [...dev.addresses, address] };
  return withRoutes(replaceDevice(netns, next), routesOfAddress(next, address));
}

/** With a primary address its secondaries go too (`promote_secondaries` 0), and routes that preferred it as their source. */
export function withoutAddress(netns: Netns, name: string, target: Prefix): Netns {
  const dev = requireDevice(netns, name);
  const found = dev.addresses.find(
    (other) => other.address === target.address && other.lengthBits === target.lengthBits,
  );
  if (found === undefined) throw new EditRefused('EADDRNOTAVAIL', formatPrefix(target));
  const subnet = prefixOf(found.address, found.lengthBits);
  const goes = (other: InterfaceAddress) =>
    other === found ||
    (!isSecondary(dev, found) && other.lengthBits === found.lengthBits && contains(subnet, other.address));
  const next = { ...dev, addresses: dev.addresses.filter((other) => !goes(other)) };
  const gone = new Set<Ip>(dev.addresses.filter(goes).map((other) => other.address));
  const kept = netns.routes.filter((route) => {
    if (next.addresses.length === 0 && route.netdev === name) return false;
    // A secondary address's local route names the primary as its source.
    if (
      route.netdev === name &&
      route.table === 'local' &&
      route.protocol === 'kernel' &&
      gone.has(route.prefix.address)
    )
      return false;
    return (
      route.source === undefined || !gone.has(route.source) || (route.netdev !== name && route.protocol === 'kernel')
    );
  });
  const base: Netns = { ...replaceDevice(netns, next), routes: kept };
  return next.addresses.reduce((result, address) => withRoutes(result, routesOfAddress(next, address)), base);
}

/** As `ip route add`: the same destination and metric may stand only once in a table; the next hop must be on a link. */
export function withRoute(netns: Netns, route: Route): Netns {
  if (netns.routes.some((other) => sameDestination(other, route)))
    throw new EditRefused('EEXIST', formatPrefix(route.prefix));
  const netdev = route.netdev ?? deviceTowards(netns, route);
  if (netdev !== undefined && !requireDevice(netns, netdev).up) throw new EditRefused('ENETDOWN', netdev);
  if (netdev !== undefined && route.nextHop !== undefined && route.onlink !== true) {
    const reached = onLinkRoute(netns, route.nextHop, netdev);
    if (!reached) throw new EditRefused('ENETUNREACH', formatIp(route.nextHop));
  }
  return withRoutes(netns, [netdev === undefined ? route : { ...route, netdev }]);
}

function deviceTowards(netns: Netns, route: Route): string | undefined {
  if (route.nextHop === undefined) return undefined;
  const own = ownDevice(netns, route.nextHop);
  if (own !== undefined) return own.name;
  const found = onLinkRoute(netns, route.nextHop);
  if (!found) throw new EditRefused('ENETUNREACH', formatIp(route.nextHop));
  return found.netdev;
}

/** Tables local and main are one as long as nobody added a policy rule: there an own address is found first. @see fib_unmerge */
function ownDevice(netns: Netns, nextHop: Ip): Netdev | undefined {
  if (netns.rules.length > 3) return undefined;
  return netns.devs.find(
    ({ kind, addresses }) => kind !== 'loopback' && addresses.some(({ address }) => address === nextHop),
  );
}

function onLinkRoute(netns: Netns, nextHop: Ip, dev?: string): Route | undefined {
  return netns.routes
    .filter(
      (route) =>
        route.type === 'unicast' &&
        route.nextHop === undefined &&
        contains(route.prefix, nextHop) &&
        (dev === undefined || route.netdev === dev),
    )
    .sort((a, b) => b.prefix.lengthBits - a.prefix.lengthBits)[0];
}

/** As `ip route del`: the first route with this destination, and next hop and device where given. */
export function withoutRoute(netns: Netns, target: Route): Netns {
  const found = netns.routes.find(
    (route) =>
      route.table === target.table &&
      route.prefix.address === target.prefix.address &&
      route.prefix.lengthBits === target.prefix.lengthBits &&
      (target.nextHop === undefined || route.nextHop === target.nextHop) &&
      (target.netdev === undefined || route.netdev === target.netdev) &&
      (target.metric === 0 || route.metric === target.metric),
  );
  if (found === undefined) throw new EditRefused('ESRCH', formatPrefix(target.prefix));
  return { ...netns, routes: netns.routes.filter((route) => route !== found) };
}
