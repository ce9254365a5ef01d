/** What REJECT answers. Read net/ipv4/netfilter/nf_reject_ipv4.c before editing. */
import type { Packet, TcpPacket } from '../packet/packet.ts';
import { ECHO_REPLY, tupleOf } from '../packet/tuple-of.ts';
import type { Hook } from '../trace/step.ts';
import type { Host } from '../walk/host.ts';
import type { Skb } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import { attached } from '../netfilter/conntrack.ts';
import { localOut } from '../send.ts';
import { transmit } from './transmit.ts';
import { Unmodelled } from '../trace/unmodelled.ts';
import { opposite, sendIcmpError } from './icmp-error.ts';

const ICMP_CODES: Readonly<Record<string, number>> = {
  'icmp-net-unreachable': 0,
  'icmp-host-unreachable': 1,
  'icmp-proto-unreachable': 2,
  'icmp-port-unreachable': 3,
  'icmp-net-prohibited': 9,
  'icmp-host-prohibited': 10,
  'icmp-admin-prohibited': 13,
};

export function sendReject(walk: Walk, host: Host, skb: Skb, hook: Hook, iif: string, how: string): void {
  if (how === 'tcp-reset') {
    if (skb.packet.protocol === 'tcp' && !skb.packet.flags.startsWith('RST')) sendReset(walk, host, skb, skb.packet);
    return;
  }
  const code = ICMP_CODES[how];
  if (code === undefined) throw new Unmodelled(`REJECT --reject-with ${how}`);
  // A packet refused before the routing decision needs one for the answer. @see nf_send_unreach
  if (hook === 'prerouting' && skb.way === null) throw new Unmodelled(`REJECT in PREROUTING at ${iif}`);
  if (!isAnswering(skb.packet, hook)) sendIcmpError(walk, host, skb, { type: 3, code });
}

/** The kernel has one socket for its ICMP a processor, and holds it while an echo reply goes out: it cannot send an error about that. @see icmp_xmit_lock */
function isAnswering(packet: Packet, hook: Hook): boolean {
  return hook === 'output' && packet.protocol === 'icmp' && packet.type === ECHO_REPLY;
}

/** The reset carries the refused packet's own tuple, turned round, and belongs to its flow. @see nf_send_reset, nf_ct_attach */
function sendReset(walk: Walk, host: Host, skb: Skb, refused: TcpPacket): void {
  const tuple = tupleOf(refused);
  const packet: TcpPacket = {
    protocol: 'tcp',
    src: tuple.dst,
    dst: tuple.src,
    sport: tuple.dport,
    dport: tuple.sport,
    flags: refused.flags === 'SYN' ? 'RST+ACK' : 'RST',
    ttlHops: host.settings.defaultTtlHops,
    payloadBytes: 0,
  };
  const routed = host.routeOutput({ dst: packet.dst, src: packet.src, anySource: true });
  if (routed.way === null) return;
  const answer = walk.make(host, packet, opposite(skb.visit));
  answer.way = routed.way;
  answer.tracked = attached(skb.tracked);
  walk.tell(answer, { kind: 'send', origin: 'kernel', reason: 'reset', process: undefined });
  const port = skb.bridged === null ? undefined : host.devs.get(skb.bridged.port);
  if (skb.bridged === null || port === undefined) {
    localOut(walk, host, answer);
    return;
  }
  // Refused on a bridge it goes straight back by its port, in the name of the station it was meant for.
  const { srcMac, dstMac } = skb.bridged;
  transmit(walk, host, port, { srcMac: dstMac, dstMac: srcMac, payload: packet }, answer.visit, answer);
}
