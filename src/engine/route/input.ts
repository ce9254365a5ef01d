/** The routing decision for a packet that arrived, source check included. Read net/ipv4/route.c ip_route_input_slow, __mkroute_input. */
import { ANY_ADDRESS, LIMITED_BROADCAST, type Ip } from '../address/ip.ts';
import { contains, prefixOf } from '../address/prefix.ts';
import type { Netns, Route } from '../world/world.ts';
import { settingsAt } from '../world/device-settings.ts';
import type { Errno } from '../world/refusal.ts';
import { isLoopback, isMulticast } from './local.ts';
import { lookupRoute, type RouteLookup } from './lookup.ts';
import { checkSource, type SourceCheck } from './source-check.ts';

export interface InputQuery {
  readonly dst: Ip;
  readonly src: Ip;
  readonly iif: string;
  readonly mark?: number;
}

export type RoutedInput = {
  /** Null where the addresses alone decided. */
  readonly lookup: RouteLookup | null;
  /** Null when it was not looked at: no way was found, or it needs none. */
  readonly check: SourceCheck | null;
} & (
  | { readonly kind: 'local' | 'broadcast' }
  | {
      readonly kind: 'forward';
      readonly route: Route;
      readonly dev: string;
      readonly nextHop: Ip;
      readonly redirect: boolean;
    }
  /** The kernel answers with an ICMP error where it forwards at all. */
  | { readonly kind: 'unroutable'; readonly errno: Errno }
  /** Thrown away without a word. `reason` is the kernel's. */
  | { readonly kind: 'martian'; readonly reason: string }
);

export function routeInput(netns: Netns, query: InputQuery): RoutedInput {
  const martian = martianReason(netns, query);
  if (martian !== null) return { kind: 'martian', reason: martian, lookup: null, check: null };
  if (query.dst === LIMITED_BROADCAST || (query.dst === ANY_ADDRESS && query.src === ANY_ADDRESS))
    return { kind: 'broadcast', lookup: null, check: null };
  const lookup = lookupRoute(netns, query);
  const { chosen, error } = lookup;
  if (chosen?.type === 'local' || chosen?.type === 'broadcast') {
    const check = checkSource(netns, query, null);
    if (check.reason !== null) return { kind: 'martian', reason: check.reason, lookup, check };
    return { kind: chosen.type, lookup, check };
  }
  if (!settingsAt(netns, query.iif).isForwarding)
    return { kind: 'unroutable', errno: 'EHOSTUNREACH', lookup, check: null };
  if (chosen === null || error !== null)
    return { kind: 'unroutable', errno: error ?? 'ENETUNREACH', lookup, check: null };
  const dev = chosen.netdev ?? '';
  const check = checkSource(netns, query, dev);
  if (check.reason !== null) return { kind: 'martian', reason: check.reason, lookup, check };
  const nextHop = chosen.nextHop ?? query.dst;
  const redirect = check.isOnLink && dev === query.iif && mayRedirect(netns, query, nextHop);
  return { kind: 'forward', route: chosen, dev, nextHop, redirect, lookup, check };
}

/** Addresses that must not come in by a wire. @see ip_route_input_slow "martian" */
function martianReason(netns: Netns, { src, dst, iif }: InputQuery): string | null {
  if (isMulticast(src) || src === LIMITED_BROADCAST) return 'IP_INVALID_SOURCE';
  if (src === ANY_ADDRESS && dst !== LIMITED_BROADCAST && dst !== ANY_ADDRESS) return 'IP_INVALID_SOURCE';
  if (dst === ANY_ADDRESS && src !== ANY_ADDRESS) return 'IP_INVALID_DEST';
  if (!isLoopback(src) && !isLoopback(dst)) return null;
  return iif === 'lo' || settingsAt(netns, iif).routesLocalnet ? null : 'IP_LOCALNET';
}

/** @see ip-sysctl send_redirects, shared_media */
function mayRedirect(netns: Netns, query: InputQuery, nextHop: Ip): boolean {
  const { sendsRedirects, sharesMedia } = settingsAt(netns, query.iif);
  if (!sendsRedirects) return false;
  if (sharesMedia) return true;
  const own = netns.devs.find((dev) => dev.name === query.iif)?.addresses ?? [];
  return own.some((address) => {
    const subnet = prefixOf(address.address, address.lengthBits);
    return contains(subnet, query.src) && contains(subnet, nextHop);
  });
}
