/** IPv4 packets as the simulator carries them: every header field that decides something, no payload bytes. */
import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';

interface IpHeader {
  readonly src: Ip;
  readonly dst: Ip;
  readonly ttlHops: number;
}

/** As a recording writes them, joined with `+`: `SYN`, `SYN+ACK`, `ACK`, `FIN+ACK`, `RST`, `RST+ACK`; data is `PSH+ACK`. @see RFC 9293 3.1 */
export type TcpFlags = 'SYN' | 'SYN+ACK' | 'ACK' | 'FIN+ACK' | 'RST' | 'RST+ACK' | 'PSH+ACK';

export interface TcpPacket extends IpHeader {
  readonly protocol: 'tcp';
  readonly sport: number;
  readonly dport: number;
  readonly flags: TcpFlags;
  readonly payloadBytes: number;
}

export interface UdpPacket extends IpHeader {
  readonly protocol: 'udp';
  readonly sport: number;
  readonly dport: number;
  readonly payloadBytes: number;
}

/** @see RFC 792. `type` 8/0 echo, 3 unreachable, 5 redirect, 11 time exceeded. */
export interface IcmpPacket extends IpHeader {
  readonly protocol: 'icmp';
  readonly type: number;
  readonly code: number;
  /** Echo only. */
  readonly id?: number;
  readonly seq?: number;
  readonly payloadBytes: number;
  /** Redirect only: the router to use instead. */
  readonly gateway?: Ip;
  /** Errors only: the packet that caused the error, as the sender of the error saw it. */
  readonly inner?: Packet;
}

export type Packet = TcpPacket | UdpPacket | IcmpPacket;
export type Protocol = Packet['protocol'];

type Mutable<T> = T extends unknown ? { -readonly [K in keyof T]: T[K] } : never;

/**
 * A packet that may still be changed, because nobody else has seen it. Field by field, three times as fast as a spread, and in the
 * order in which senders write them: then V8 sees one kind of object.
 */
export function copyOf(packet: Packet): Mutable<Packet> {
  const { src, dst, ttlHops, payloadBytes } = packet;
  switch (packet.protocol) {
    case 'tcp': {
      const { protocol, sport, dport, flags } = packet;
      return { protocol, src, dst, sport, dport, flags, ttlHops, payloadBytes };
    }
    case 'udp': {
      const { protocol, sport, dport } = packet;
      return { protocol, src, dst, sport, dport, ttlHops, payloadBytes };
    }
    case 'icmp': {
      const { protocol, type, code, id, seq, gateway, inner } = packet;
      if (gateway !== undefined || inner !== undefined || id === undefined || seq === undefined) return { ...packet };
      return { protocol, type, code, id, seq, src, dst, ttlHops, payloadBytes };
    }
  }
}

/** The packet after one more router. */
export function withTtl(packet: Packet, ttlHops: number): Packet {
  const next = copyOf(packet);
  next.ttlHops = ttlHops;
  return next;
}

/** The same question turned into its answer. */
export function echoReply(request: IcmpPacket, header: IpHeader): IcmpPacket {
  const { protocol, code, id, seq, payloadBytes } = request;
  const { src, dst, ttlHops } = header;
  if (id === undefined || seq === undefined) return { ...request, ...header, type: 0 };
  return { protocol, type: 0, code, id, seq, src, dst, ttlHops, payloadBytes };
}

/** @see RFC 826 */
export interface ArpPacket {
  readonly protocol: 'arp';
  readonly op: 'request' | 'reply';
  readonly senderMac: Mac;
  readonly senderIp: Ip;
  readonly targetMac: Mac;
  readonly targetIp: Ip;
}

/** What a wire carries. On `lo` both addresses are zero. */
export interface Frame {
  readonly srcMac: Mac;
  readonly dstMac: Mac;
  readonly payload: Packet | ArpPacket;
}

/** Null for ARP, which is no IP. */
export function packetIn({ payload }: Frame): Packet | null {
  return payload.protocol === 'arp' ? null : payload;
}
