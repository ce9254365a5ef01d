/** The kernel tells a sender what became of its packet. Read RFC 1122 3.2.2 and net/ipv4/icmp.c __icmp_send before editing. */
import type { Ip } from '../address/ip.ts';
import type { IcmpPacket } from '../packet/packet.ts';
import { isIcmpError, REDIRECT, UNREACHABLE } from '../packet/tuple-of.ts';
import { attached } from '../netfilter/conntrack.ts';
import { isMulticast, selectSource } from '../route/local.ts';
import type { Host } from '../walk/host.ts';
import type { Skb, Thread } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import { localOut } from '../send.ts';

export function opposite(thread: Thread): Thread {
  return { conversation: thread.conversation, direction: thread.direction === 'forward' ? 'reply' : 'forward' };
}

export function sendUnreachable(walk: Walk, host: Host, skb: Skb, what: 'net' | 'host' | 'port' | 'admin'): void {
  const code = { net: 0, host: 1, port: 3, admin: 13 }[what];
  sendIcmpError(walk, host, skb, { type: UNREACHABLE, code });
}

/** Not about errors, and not about what went to many. The error speaks from the address that was asked when it is our own, else from the one by which it leaves. */
export function sendIcmpError(
  walk: Walk,
  host: Host,
  skb: Skb,
  error: { readonly type: number; readonly code: number; readonly gateway?: Ip },
): void {
  const { packet } = skb;
  if (isIcmpError(packet) || isMulticast(packet.dst) || host.addressType(packet.dst) === 'BROADCAST') return;
  if (skb.way?.kind === 'broadcast') return;
  const fromAsked = skb.way?.kind === 'local';
  const from = fromAsked ? packet.dst : inboundAddress(host, skb);
  const routed = host.routeOutput({ dst: packet.src, ...(from === null ? {} : { src: from }) });
  if (routed.way === null || routed.source === null) return;
  const answer: IcmpPacket = {
    protocol: 'icmp',
    src: routed.source,
    dst: packet.src,
    ttlHops: host.settings.defaultTtlHops,
    payloadBytes: 0,
    inner: packet,
    ...error,
  };
  const reason = error.type === REDIRECT ? 'redirect' : 'icmp-error';
  const out = walk.make(host, answer, opposite(skb.visit));
  out.way = routed.way;
  out.tracked = attached(skb.tracked);
  walk.tell(out, { kind: 'send', origin: 'kernel', reason, process: undefined });
  localOut(walk, host, out);
}

/** An address of the device that the packet came in by, where errors are to speak from there. @see ip-sysctl icmp_errors_use_inbound_ifaddr */
function inboundAddress(host: Host, { iif, packet }: Skb): Ip | null {
  if (iif === '' || !host.settings.errorsFromInbound) return null;
  return selectSource(host.netns, iif, packet.src, 'link');
}
