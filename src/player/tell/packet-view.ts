/** The packet chip and the Packet tab: every header field of a frame, with what this step changed. */
import {
  formatIp,
  type ArpPacket,
  type Frame as EthernetFrame,
  type IcmpPacket,
  type Packet,
} from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { HeaderField, PacketView } from '../frame.ts';

/** From here on ports are drawn by the sender and mean nothing to a reader. @see RFC 6335 6 */
const FIRST_DRAWN_PORT = 10_000;

export interface PacketSight {
  readonly packet: Packet | null;
  readonly ethernet: EthernetFrame | null;
  /** The packet as it came to this step, where the step changed it. */
  readonly before: Packet | null;
  readonly ethernetBefore: EthernetFrame | null;
}

export function packetView(messages: Messages, sight: PacketSight): PacketView | null {
  const payload = sight.ethernet?.payload;
  if (payload?.protocol === 'arp') {
    return {
      label: arpLabel(messages, payload),
      source: formatIp(payload.senderIp),
      destination: formatIp(payload.targetIp),
      fields: [...ethernetFields(messages, sight), ...arpFields(messages, payload)],
    };
  }
  const { packet, before } = sight;
  if (packet === null) return null;
  const source = endpoint(packet, 'source');
  const destination = endpoint(packet, 'destination');
  const sourceBefore = before && endpoint(before, 'source');
  const destinationBefore = before && endpoint(before, 'destination');
  return {
    label: labelOf(messages, packet),
    source,
    destination,
    ...(sourceBefore !== null && sourceBefore !== source && { sourceBefore }),
    ...(destinationBefore !== null && destinationBefore !== destination && { destinationBefore }),
    fields: [...ethernetFields(messages, sight), ...ipFields(messages, packet, before)],
  };
}

/** What a person calls the packet: `SYN-ACK`, `echo request`. */
export function labelOf(messages: Messages, packet: Packet): string {
  switch (packet.protocol) {
    case 'tcp':
      return packet.flags === 'PSH+ACK' ? messages.label.data : tcpLabel(packet.flags);
    case 'udp':
      return messages.label.udp;
    case 'icmp':
      return icmpLabel(messages, packet);
  }
}

function tcpLabel(flags: string): string {
  return flags === 'FIN+ACK' ? 'FIN' : flags === 'RST+ACK' ? 'RST' : flags.replace('+', '-');
}

function icmpLabel(messages: Messages, packet: IcmpPacket): string {
  switch (packet.type) {
    case 8:
      return messages.label['echo-request'];
    case 0:
      return messages.label['echo-reply'];
    case 3:
      return messages.label.unreachable;
    case 5:
      return messages.label.redirect;
    case 11:
      return messages.label['time-exceeded'];
    default:
      return `ICMP ${packet.type}`;
  }
}

export function arpLabel(messages: Messages, arp: ArpPacket): string {
  return messages.label[arp.op === 'request' ? 'arp-request' : 'arp-reply'];
}

/** Address, and the port where it names a service. */
export function endpoint(packet: Packet, side: 'source' | 'destination'): string {
  const address = formatIp(side === 'source' ? packet.src : packet.dst);
  if (packet.protocol === 'icmp') return address;
  const port = side === 'source' ? packet.sport : packet.dport;
  return port < FIRST_DRAWN_PORT ? `${address}:${port}` : address;
}

function ethernetFields(messages: Messages, { ethernet, ethernetBefore }: PacketSight): readonly HeaderField[] {
  if (ethernet === null) return [];
  return [
    field('ethernet', messages.field.source, ethernet.srcMac, ethernetBefore?.srcMac),
    field('ethernet', messages.field.destination, ethernet.dstMac, ethernetBefore?.dstMac),
  ];
}

function arpFields(messages: Messages, arp: ArpPacket): readonly HeaderField[] {
  return [
    field('arp', messages.field.type, arp.op),
    { ...field('arp', messages.field.sender, formatIp(arp.senderIp)), role: 'source' },
    { ...field('arp', messages.field.target, formatIp(arp.targetIp)), role: 'destination' },
  ];
}

function ipFields({ field: names }: Messages, packet: Packet, before: Packet | null): readonly HeaderField[] {
  return [
    { ...field('ip', names.source, formatIp(packet.src), before && formatIp(before.src)), role: 'source' },
    { ...field('ip', names.destination, formatIp(packet.dst), before && formatIp(before.dst)), role: 'destination' },
    field('ip', names.ttl, String(packet.ttlHops), before && String(before.ttlHops)),
    ...transportFields(names, packet, before),
  ];
}

function transportFields(names: Messages['field'], packet: Packet, before: Packet | null): readonly HeaderField[] {
  if (packet.protocol === 'icmp') return icmpFields(names, packet);
  const old = before?.protocol === packet.protocol ? before : null;
  return [
    field(packet.protocol, names['source-port'], String(packet.sport), old && String(old.sport)),
    field(packet.protocol, names['destination-port'], String(packet.dport), old && String(old.dport)),
    ...(packet.protocol === 'tcp' ? [field('tcp', names.flags, packet.flags.replace('+', ', '))] : []),
  ];
}

function icmpFields(names: Messages['field'], packet: IcmpPacket): readonly HeaderField[] {
  return [
    field('icmp', names.type, `${packet.type}/${packet.code}`),
    ...(packet.id === undefined ? [] : [field('icmp', names.id, String(packet.id))]),
    ...(packet.gateway === undefined ? [] : [field('icmp', names.gateway, formatIp(packet.gateway))]),
    ...(packet.inner === undefined
      ? []
      : [field('icmp', names.inner, `${endpoint(packet.inner, 'source')} → ${endpoint(packet.inner, 'destination')}`)]),
  ];
}

/** `before` is kept only where it differs. */
function field(layer: HeaderField['layer'], name: string, value: string, before: string | null = null): HeaderField {
  return { layer, name, value, ...(before !== null && before !== value && { before }) };
}
