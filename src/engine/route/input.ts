/** The routing decision for a packet that arrived, source check included. Read net/ipv4/route.c ip_route_input_slow, __mkroute_input. */
import { ANY_ADDRESS, LIMITED_BROADCAST, type Ip } from '../address/ip.ts';
import { contains, prefixOf } from '../address/prefix.ts';
import type { FactDetail, Together } from '../trace/fact.ts';
import type { Way } from '../walk/skb.ts';
import { interned } from '../world/interned.ts';
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
  /** What was asked to come to this, for the trace; nothing where the addresses alone decided. */
  readonly told: FactDetail | Together | null;
} & (
  | ({ readonly kind: 'local' | 'broadcast' | 'forward' } & Way)
  /** The kernel answers with an ICMP error where it forwards at all. */
  | { readonly kind: 'unroutable'; readonly errno: Errno }
  /** Thrown away without a word. `reason` is the kernel's. */
  | { readonly kind: 'martian'; readonly reason: string }
);

export function routeInput(netns: Netns, query: InputQuery): RoutedInput {
  const martian = martianReason(netns, query);
  if (martian !== null) return { kind: 'martian', reason: martian, told: null };
  if (query.dst === LIMITED_BROADCAST || (query.dst === ANY_ADDRESS && query.src === ANY_ADDRESS))
    return way('broadcast', ALL_ONES, query.iif, query.dst, false, null);
  const lookup = lookupRoute(netns, query);
  const { chosen, error } = lookup;
  if (chosen?.type === 'local' || chosen?.type === 'broadcast') {
    const check = checkSource(netns, query, null);
    const told = factsOf(query, lookup, check);
    if (check.reason !== null) return { kind: 'martian', reason: check.reason, told };
    return way(chosen.type, chosen, query.iif, query.dst, false, told);
  }
  if (!settingsAt(netns, query.iif).isForwarding)
    return { kind: 'unroutable', errno: 'EHOSTUNREACH', told: factsOf(query, lookup, null) };
  if (chosen === null || error !== null)
    return { kind: 'unroutable', errno: error ?? 'ENETUNREACH', told: factsOf(query, lookup, null) };
  const dev = chosen.netdev ?? '';
  const check = checkSource(netns, query, dev);
  const told = factsOf(query, lookup, check);
  if (check.reason !== null) return { kind: 'martian', reason: check.reason, told };
  const nextHop = chosen.nextHop ?? query.dst;
  const redirect = check.isOnLink && dev === query.iif && mayRedirect(netns, query, nextHop);
  return way('forward', chosen, dev, nextHop, redirect, told);
}

function way(
  kind: 'local' | 'broadcast' | 'forward',
  route: Route,
  dev: string,
  nextHop: Ip,
  redirect: boolean,
  told: RoutedInput['told'],
) {
  return { kind, route, dev: interned(dev), nextHop, redirect, exit: null, told };
}

/** For the limited broadcast no table is asked. */
const ALL_ONES: Route = {
  table: 'local',
  type: 'broadcast',
  prefix: { address: LIMITED_BROADCAST, lengthBits: 32 },
  metric: 0,
  scope: 'link',
  protocol: 'kernel',
};

/** `check` is null when it was not looked at: no way was found. */
function factsOf({ dst, src }: InputQuery, lookup: RouteLookup, check: SourceCheck | null): RoutedInput['told'] {
  const { tables, chosen } = lookup;
  const route: FactDetail = {
    kind: 'route',
    purpose: 'input',
    destination: dst,
    tables,
    chosen,
    chosenSource: undefined,
  };
  if (check === null || check.mode === 0) return route;
  const { mode, reason } = check;
  const ok = reason === null;
  const checked: FactDetail = {
    kind: 'source-check',
    mode,
    source: src,
    tables: check.tables,
    chosen: check.chosen,
    ok,
  };
  return { kind: 'together', details: [route, checked] };
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
