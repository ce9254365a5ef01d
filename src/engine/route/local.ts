/** What an address is to this host, and which address it would speak from. Read net/ipv4/devinet.c before editing. */
import type { Ip } from '../address/ip.ts';
import { contains, prefixOf } from '../address/prefix.ts';
import { isSecondary } from '../world/address-routes.ts';
import type { Netdev, Netns, Route } from '../world/world.ts';
import { candidates, fibsOf } from './fib.ts';
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
  if (address === 0 || address === -1) return 'BROADCAST';
  if (isMulticast(address)) return 'MULTICAST';
  const found = candidates(fibsOf(netns.routes).get('local'), address)[0];
  return found === undefined || found.type === 'throw' ? 'UNICAST' : (found.type.toUpperCase() as AddressType);
}

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
  const limit = SCOPE_NUMBERS[scope];
  const dev = netns.devs.find((other) => other.name === devName);
  const own = dev === undefined ? [] : primaries(dev, limit);
  const near =
    own.find((address) => contains(prefixOf(address.peer ?? address.address, address.lengthBits), towards)) ?? own[0];
  if (near !== undefined) return near.address;
  for (const other of netns.devs) {
    const found = primaries(other, limit).find((address) => address.scope !== 'link');
    if (found !== undefined) return found.address;
  }
  return null;
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
