/** The routing decision for a packet made here. Read net/ipv4/route.c ip_route_output_key_hash_rcu before editing. */
import { ANY_ADDRESS, LIMITED_BROADCAST, type Ip } from '../address/ip.ts';
import { interned } from '../world/interned.ts';
import type { Errno } from '../world/refusal.ts';
import { eitherSysctl } from '../world/sysctl.ts';
import type { RouteFact } from '../trace/fact.ts';
import type { Way } from '../walk/skb.ts';
import type { Netns } from '../world/world.ts';
import { addressType, isLocalAddress, isMulticast, sourceFor } from './local.ts';
import { lookupRoute, type RouteLookup } from './lookup.ts';

export interface OutputQuery {
  readonly dst: Ip;
  /** Absent: the kernel picks one. */
  readonly src?: Ip | undefined;
  readonly mark?: number;
  /** The source need not be an address of this host: answers written in another's name. */
  readonly anySource?: boolean;
  /** Next hops learned from redirects. */
  readonly redirected?: ReadonlyMap<Ip, Ip> | undefined;
}

/** Either `way` and `source` are there, or `errno` says what the sender hears. */
export interface RoutedOutput {
  readonly lookup: RouteLookup | null;
  readonly way: Way | null;
  readonly source: Ip | null;
  readonly errno: Errno | null;
  /** What a trace has told of it last; the next packet is told the same, most likely. */
  told: RouteFact | null;
}

export function routeOutput(netns: Netns, query: OutputQuery): RoutedOutput {
  const { dst, mark } = query;
  // A source that is not ours is left out of the question, and out of the answer.
  const foreign = query.src !== undefined && query.anySource === true && !isLocalAddress(netns, query.src);
  const src = foreign ? undefined : query.src;
  const fails = (errno: Errno, lookup: RouteLookup | null = null) => ({
    lookup,
    way: null,
    source: null,
    errno,
    told: null,
  });
  if (src !== undefined && (src === LIMITED_BROADCAST || isMulticast(src) || !isLocalAddress(netns, src)))
    return fails('EINVAL');
  const target = dst === ANY_ADDRESS ? (src ?? ANY_ADDRESS) : dst;
  const lookup = lookupRoute(netns, { dst: target, iif: 'lo', src, mark });
  const { chosen, error } = lookup;
  if (chosen === null || error !== null) return fails(error ?? 'ENETUNREACH', lookup);
  const source = query.src ?? sourceFor(netns, chosen, dst);
  if (source === null) return fails('EADDRNOTAVAIL', lookup);
  const isOwn = chosen.type === 'local';
  if (!isOwn && isLoopback(source) && !mayLeave(netns, chosen.netdev ?? '')) return fails('EINVAL', lookup);
  const kind = chosen.type === 'broadcast' || addressType(netns, dst) === 'BROADCAST' ? 'broadcast' : 'output';
  const nextHop = query.redirected?.get(dst) ?? chosen.nextHop ?? dst;
  const way: Way = {
    kind: isOwn ? 'local' : kind,
    route: chosen,
    dev: isOwn ? 'lo' : interned(chosen.netdev ?? ''),
    nextHop,
    redirect: false,
    exit: null,
  };
  return { lookup, way, source, errno: null, told: null };
}

function isLoopback(address: Ip): boolean {
  return address >>> 24 === 127;
}

/** A loopback address speaks to the outside only where that is allowed. @see __mkroute_output, ip-sysctl route_localnet */
function mayLeave(netns: Netns, dev: string): boolean {
  return dev === 'lo' || eitherSysctl(netns, dev, 'route_localnet');
}
