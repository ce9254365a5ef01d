/** Reverse path filter: would the answer leave the way the packet came? Read RFC 3704, ip-sysctl rp_filter, __fib_validate_source. */
import type { Ip } from '../address/ip.ts';
import type { TableLookup } from '../trace/step.ts';
import { settingsAt } from '../world/device-settings.ts';
import type { Netdev, Netns, PolicyRule, Route } from '../world/world.ts';
import { lookupRoute } from './lookup.ts';

export interface SourceCheck {
  readonly mode: 0 | 1 | 2;
  readonly tables: readonly TableLookup[];
  readonly chosen: Route | null;
  /** The kernel's reason to drop; null when the source is fine. */
  readonly reason: 'IP_RPFILTER' | 'IP_LOCAL_SOURCE' | null;
  /** The sender is a direct neighbour on that device: it can be told a shorter way. */
  readonly isOnLink: boolean;
}

/** `out` is the device it will leave by, null for local delivery. Mode 0 looks only where a redirect may be due. */
export function checkSource(
  netns: Netns,
  packet: { readonly src: Ip; readonly dst: Ip; readonly iif: string; readonly mark?: number },
  out: string | null,
): SourceCheck {
  const { src, dst, iif } = packet;
  const settings = settingsAt(netns, iif);
  const mode = settings.rpFilter;
  const { acceptsLocal } = settings;
  if (iif === 'lo') return unasked(mode, null);
  if (mode === 0 && (out !== iif || !settings.sendsRedirects)) {
    if (acceptsLocal) return unasked(mode, null);
    if (!hasCustomRules(netns.rules))
      return unasked(mode, ownAddresses(netns.devs).has(src) ? 'IP_LOCAL_SOURCE' : null);
  }
  const mark = settings.validatesMark ? packet.mark : undefined;
  const question = { dst: src, src: dst, iif: out ?? 'lo', mark };
  const { tables, chosen, error } = lookupRoute(netns, question);
  const checked = (reason: SourceCheck['reason'], isOnLink = false) => ({ mode, tables, chosen, reason, isOnLink });
  const lastResort = mode > 0 ? 'IP_RPFILTER' : null;
  if (chosen === null || error !== null) return checked(lastResort);
  if (chosen.type !== 'unicast' && !(chosen.type === 'local' && acceptsLocal)) return checked('IP_LOCAL_SOURCE');
  if (chosen.netdev === iif) return checked(null, chosen.nextHop === undefined);
  if (netns.devs.find((dev) => dev.name === iif)?.addresses.length === 0) return checked(lastResort);
  if (mode === 1) return checked('IP_RPFILTER');
  const there = lookupRoute(netns, { dst: src, src: dst, mark, oif: iif }).chosen;
  return checked(null, there?.type === 'unicast' && there.nextHop === undefined);
}

/** Decided without a lookup. */
function unasked(mode: SourceCheck['mode'], reason: SourceCheck['reason']): SourceCheck {
  return { mode, tables: NO_TABLES, chosen: null, reason, isOnLink: false };
}

const NO_TABLES: readonly TableLookup[] = [];
const addresses = new WeakMap<readonly Netdev[], ReadonlySet<Ip>>();

function ownAddresses(devs: readonly Netdev[]): ReadonlySet<Ip> {
  let own = addresses.get(devs);
  if (own === undefined)
    addresses.set(devs, (own = new Set(devs.flatMap((dev) => dev.addresses.map(({ address }) => address)))));
  return own;
}

function hasCustomRules(rules: readonly PolicyRule[]): boolean {
  return rules.some((rule) => rule.priority !== 0 && rule.priority !== 32766 && rule.priority !== 32767);
}
