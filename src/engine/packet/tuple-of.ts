/** A packet's tuple, and tuples turned round. Read net/netfilter/nf_conntrack_proto_*.c before editing. */
import { copyOf, type IcmpPacket, type Packet } from './packet.ts';
import type { Tuple, TupleDiff } from './tuple.ts';

export const ECHO_REPLY = 0;
export const UNREACHABLE = 3;
export const REDIRECT = 5;
export const ECHO_REQUEST = 8;
export const TIME_EXCEEDED = 11;

/** An ICMP message that is no echo. */
export type IcmpError = IcmpPacket & { readonly id?: never };

/** Errors speak about another packet and are never answered with an error. @see RFC 1122 3.2.2 */
export function isIcmpError(packet: Packet): packet is IcmpError {
  return packet.protocol === 'icmp' && packet.type !== ECHO_REPLY && packet.type !== ECHO_REQUEST;
}

export function tupleOf(packet: Packet): Tuple {
  const { protocol, src, dst } = packet;
  if (protocol === 'icmp') return { protocol, src, dst, sport: packet.id ?? 0, dport: packet.id ?? 0 };
  return { protocol, src, dst, sport: packet.sport, dport: packet.dport };
}

export function invert(tuple: Tuple): Tuple {
  return {
    protocol: tuple.protocol,
    src: tuple.dst,
    dst: tuple.src,
    sport: tuple.dport,
    dport: tuple.sport,
  };
}

export function sameTuple(a: Tuple, b: Tuple): boolean {
  return a.src === b.src && a.dst === b.dst && a.sport === b.sport && a.dport === b.dport && a.protocol === b.protocol;
}

/** The same of two packets, without making their tuples. */
export function haveSameTuple(a: Packet, b: Packet): boolean {
  if (a.src !== b.src || a.dst !== b.dst) return false;
  if (a.protocol === 'icmp') return b.protocol === 'icmp' && a.id === b.id;
  return a.protocol === b.protocol && a.sport === b.sport && a.dport === b.dport;
}

const FIELDS = ['src', 'dst', 'sport', 'dport'] as const;

/** The fields in which two tuples differ; an echo id counts once. */
export function diffTuples(before: Tuple, after: Tuple): readonly TupleDiff[] {
  return FIELDS.filter((field) => before[field] !== after[field])
    .filter((field) => before.protocol !== 'icmp' || field !== 'dport')
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** The packet with the source (or destination) half of `tuple` written into its headers. */
export function withHalf(packet: Packet, half: 'source' | 'destination', tuple: Tuple): Packet {
  const isSource = half === 'source';
  const next = copyOf(packet);
  if (isSource) next.src = tuple.src;
  else next.dst = tuple.dst;
  if (next.protocol === 'icmp') {
    if (next.id !== undefined) next.id = isSource ? tuple.sport : tuple.dport;
  } else if (isSource) next.sport = tuple.sport;
  else next.dport = tuple.dport;
  return next;
}
