/** Packets as tcpdump prints them. Read tcpdump's print-arp.c, print-icmp.c, print-tcp.c and print-sll.c (4.99) before editing. */
import {
  formatIp,
  instantAt,
  lengthBytes,
  type ArpPacket,
  type IcmpPacket,
  type Packet,
  type World,
} from '../../engine/index.ts';
import type { Captured } from '../capture/captured.ts';

export interface Shown {
  /** `-i any`: the interface and the direction stand before the packet. */
  readonly isAny: boolean;
  /** `-e`: the Ethernet header does. */
  readonly hasLink: boolean;
  /** `-t` leaves it out. */
  readonly hasTime: boolean;
}

const IP_HEADER_BYTES = 20;
const ETHERNET_HEADER_BYTES = 14;
const FLAGS = {
  SYN: 'S',
  'SYN+ACK': 'S.',
  ACK: '.',
  'PSH+ACK': 'P.',
  'FIN+ACK': 'F.',
  RST: 'R',
  'RST+ACK': 'R.',
} as const;

/** `01:35:04.820887 eno8303 In  IP 172.22.10.119 > 172.42.10.112: ICMP echo request, id 3928, seq 1, length 64` */
export function tcpdumpLine(world: World, { dev, seen, frame, atMs }: Captured, shown: Shown): string {
  const { payload, srcMac, dstMac } = frame;
  const isArp = payload.protocol === 'arp';
  const body = isArp ? arpText(payload) : ipText(payload);
  const bytes = ETHERNET_HEADER_BYTES + lengthBytes(payload);
  const protocol = isArp ? 'ARP (0x0806)' : 'IPv4 (0x0800)';
  return [
    ...(shown.hasTime ? [timeText(world, atMs)] : []),
    ...(shown.isAny ? [dev.padEnd(5), seen.padEnd(3)] : []),
    ...(shown.hasLink
      ? [`${srcMac} > ${dstMac}, ethertype ${protocol}, length ${bytes}:`, body]
      : [`${isArp ? 'ARP,' : 'IP'} ${body}`]),
  ].join(' ');
}

function timeText(world: World, atMs: number): string {
  const at = instantAt(world, atMs);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(at.hour)}:${two(at.minute)}:${two(at.second)}.${String(at.millisecond).padStart(3, '0')}000`;
}

function arpText({ op, senderIp, senderMac, targetIp }: ArpPacket): string {
  const said =
    op === 'request'
      ? `Request who-has ${formatIp(targetIp)} tell ${formatIp(senderIp)}`
      : `Reply ${formatIp(senderIp)} is-at ${senderMac}`;
  return `${said}, length 28`;
}

function ipText(packet: Packet): string {
  const [src, dst] = [formatIp(packet.src), formatIp(packet.dst)];
  if (packet.protocol === 'icmp') return `${src} > ${dst}: ICMP ${icmpText(packet)}`;
  const what =
    packet.protocol === 'udp'
      ? `UDP, length ${packet.payloadBytes}`
      : `Flags [${FLAGS[packet.flags]}], length ${packet.payloadBytes}`;
  return `${src}.${packet.sport} > ${dst}.${packet.dport}: ${what}`;
}

function icmpText(packet: IcmpPacket): string {
  const length = `length ${lengthBytes(packet) - IP_HEADER_BYTES}`;
  const { type, code, id, seq, inner, gateway } = packet;
  if (type === 8 || type === 0)
    return `echo ${type === 8 ? 'request' : 'reply'}, id ${id ?? 0}, seq ${seq ?? 0}, ${length}`;
  const about = inner === undefined ? '' : formatIp(inner.dst);
  if (type === 11) return `time exceeded in-transit, ${length}`;
  if (type === 5)
    return `redirect ${about} to ${code === 0 ? 'net' : 'host'} ${gateway === undefined ? '' : formatIp(gateway)}, ${length}`;
  if (type === 3) return `${unreachableText(code, about, inner)}, ${length}`;
  return `type-#${type}, ${length}`;
}

/** @see RFC 792, RFC 1812 5.2.7.1 for what the codes mean */
function unreachableText(code: number, about: string, inner: Packet | undefined): string {
  if (code === 3 && inner !== undefined && 'dport' in inner)
    return `${about} ${inner.protocol} port ${inner.dport} unreachable`;
  const texts: Readonly<Record<number, string>> = {
    0: `net ${about} unreachable`,
    1: `host ${about} unreachable`,
    2: `${about} protocol unreachable`,
    9: `host ${about} unreachable - admin prohibited`,
    10: `host ${about} unreachable - admin prohibited`,
    13: `host ${about} unreachable - admin prohibited filter`,
  };
  return texts[code] ?? `${about} unreachable - #${code}`;
}
