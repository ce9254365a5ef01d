/** Reverse path filter: would the answer leave the way the packet came? Read RFC 3704, ip-sysctl rp_filter, __fib_validate_source. */
import type { Ip } from '../address/ip.ts';
import type { TableLookup } from '../trace/step.ts';
import { effectiveRpFilter, eitherSysctl } from '../world/sysctl.ts';
import type { Netns, PolicyRule, Route } from '../world/world.ts';
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

const PASSED = { reason: null, isOnLink: false } as const;

/** `out` is the device it will leave by, null for local delivery. Mode 0 looks only where a redirect may be due. */
export function checkSource(
  netns: Netns,
  packet: { readonly src: Ip; readonly dst: Ip; readonly iif: string; readonly mark?: number },
  out: string | null,
): SourceCheck {
  const { src, dst, iif } = packet;
  const mode = effectiveRpFilter(netns, iif);
  if (iif === 'lo') return { mode, tables: [], chosen: null, ...PASSED };
  const acceptsLocal = eitherSysctl(netns, iif, 'accept_local');
  if (mode === 0 && (out !== iif || !eitherSysctl(netns, iif, 'send_redirects'))) {
    if (acceptsLocal) return { mode, tables: [], chosen: null, ...PASSED };
    if (!hasCustomRules(netns.rules)) {
      const isOwn = netns.devs.some((dev) => dev.addresses.some((own) => own.address === src));
      const reason = isOwn ? 'IP_LOCAL_SOURCE' : null;
      return { mode, tables: [], chosen: null, reason, isOnLink: false };
    }
  }
  const mark = eitherSysctl(netns, iif, 'src_valid_mark') ? packet.mark : undefined;
  const question = { dst: src, src: dst, ...(mark === undefined ? {} : { mark }) };
  const { tables, chosen, error } = lookupRoute(netns, { ...question, iif: out ?? 'lo' });
  const result = { mode, tables, chosen } as const;
  const lastResort = mode > 0 ? ({ reason: 'IP_RPFILTER', isOnLink: false } as const) : PASSED;
  if (chosen === null || error !== null) return { ...result, ...lastResort };
  if (chosen.type !== 'unicast' && !(chosen.type === 'local' && acceptsLocal))
    return { ...result, reason: 'IP_LOCAL_SOURCE', isOnLink: false };
  if (chosen.netdev === iif) return { ...result, reason: null, isOnLink: chosen.nextHop === undefined };
  if (netns.devs.find((dev) => dev.name === iif)?.addresses.length === 0) return { ...result, ...lastResort };
  if (mode === 1) return { ...result, reason: 'IP_RPFILTER', isOnLink: false };
  const there = lookupRoute(netns, { ...question, oif: iif }).chosen;
  return { ...result, reason: null, isOnLink: there?.type === 'unicast' && there.nextHop === undefined };
}

function hasCustomRules(rules: readonly PolicyRule[]): boolean {
  return rules.some((rule) => rule.priority !== 0 && rule.priority !== 32766 && rule.priority !== 32767);
}
