/** What an address is to this host, and which address it would speak from. Read net/ipv4/devinet.c before editing. */
import type { Ip } from '../address/ip.ts';
import { contains, prefixOf, type Prefix } from '../address/prefix.ts';
import { isSecondary } from '../world/address-routes.ts';
import type { Netdev, Netns, Route } from '../world/world.ts';
import { candidates, fibsOf, type Fib } from './fib.ts';
import { lookupRoute } from './lookup.ts';

export type AddressType = 'LOCAL' | 'BROADCAST' | 'MULTICAST' | 'UNICAST' | 'BLACKHOLE' | 'UNREACHABLE' | 'PROHIBIT';

export function isMulticast(address: Ip): boolean {
  return address >>> 28 === 14;
}

export function isLoopback(address: Ip): boolean {
  return address >>> 24 === 127;
}

/** Asks the local table alone: what does the host itself hold. @see inet_addr_type */
export function addressType(netns: Pick<Netns, 'routes'>, address: Ip): AddressType {
  return typeIn(fibsOf(netns.routes).get('local'), address);
}

/** The same, of a local table that was looked up before. */
export function typeIn(local: Fib | undefined, address: Ip): AddressType {
  if (address === 0 || address === -1) return 'BROADCAST';
  if (isMulticast(address)) return 'MULTICAST';
  const found = candidates(local, address)[0];
  return found === undefined ? 'UNICAST' : TYPE_NAMES[found.type];
}

const TYPE_NAMES: Readonly<Record<Route['type'], AddressType>> = {
  unicast: 'UNICAST',
  local: 'LOCAL',
  broadcast: 'BROADCAST',
  blackhole: 'BLACKHOLE',
  unreachable: 'UNREACHABLE',
  prohibit: 'PROHIBIT',
  throw: 'UNICAST',
};

export function isLocalAddress(netns: Pick<Netns, 'routes'>, address: Ip): boolean {
  return addressType(netns, address) === 'LOCAL';
}

const SCOPE_NUMBERS: Readonly<Record<Route['scope'], number>> = {
  global: 0,
  site: 200,
  link: 253,
  host: 254,
  nowhere: 255,
};

/**
 * The address of `dev` that fits `towards` best: the primary address of the same subnet, else the device's first, else any
 * other device's. @returns null when the host has none of that scope. @see inet_select_addr
 */
export function selectSource(netns: Netns, devName: string, towards: Ip, scope: Route['scope'] = 'global'): Ip | null {
  const { own, other } = speakersOf(netns.devs, devName, scope);
  for (const address of own) if (contains(address.subnet, towards)) return address.address;
  return own[0]?.address ?? other;
}

/** The addresses a device speaks from, and the one that stands in when it has none. */
interface Speakers {
  readonly own: readonly { readonly address: Ip; readonly subnet: Prefix }[];
  readonly other: Ip | null;
}

const speakers = new WeakMap<readonly Netdev[], Map<Route['scope'], Map<string, Speakers>>>();

/** Put together once for a list of devices. */
function speakersOf(devs: readonly Netdev[], devName: string, scope: Route['scope']): Speakers {
  let scopes = speakers.get(devs);
  if (scopes === undefined) speakers.set(devs, (scopes = new Map<Route['scope'], Map<string, Speakers>>()));
  let byDev = scopes.get(scope);
  if (byDev === undefined) scopes.set(scope, (byDev = new Map<string, Speakers>()));
  let found = byDev.get(devName);
  if (found === undefined) byDev.set(devName, (found = findSpeakers(devs, devName, SCOPE_NUMBERS[scope])));
  return found;
}

function findSpeakers(devs: readonly Netdev[], devName: string, scopeLimit: number): Speakers {
  const dev = devs.find((other) => other.name === devName);
  const own = dev === undefined ? [] : primaries(dev, scopeLimit);
  const others = devs.flatMap((other) => primaries(other, scopeLimit)).filter(({ scope }) => scope !== 'link');
  return {
    own: own.map(({ address, peer, lengthBits }) => ({ address, subnet: prefixOf(peer ?? address, lengthBits) })),
    other: others[0]?.address ?? null,
  };
}

function primaries(dev: Netdev, scopeLimit: number) {
  return dev.addresses.filter((address) => SCOPE_NUMBERS[address.scope] <= scopeLimit && !isSecondary(dev, address));
}

/** The address a local sender gets for this route when it named none. @see fib_result_prefsrc */
export function sourceFor(netns: Netns, route: Route, dst: Ip): Ip | null {
  if (route.source !== undefined) return route.source;
  if (route.type === 'local') return dst;
  if (route.netdev === undefined) return null;
  return selectSource(netns, route.netdev, route.nextHop ?? dst, route.scope);
}

/** As `ip route get`: the decision for a packet made here, with the source address it would carry. */
export function routeGet(netns: Netns, dst: Ip, src?: Ip) {
  const lookup = lookupRoute(netns, { dst, iif: 'lo', ...(src === undefined ? {} : { src }) });
  const source = src ?? (lookup.chosen === null ? null : sourceFor(netns, lookup.chosen, dst));
  return { ...lookup, source };
}
