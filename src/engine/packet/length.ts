/** How many bytes a packet has on the wire: what interface counters count. */
import type { ArpPacket, Packet, TcpFlags } from './packet.ts';

export const ETHERNET_HEADER_BYTES = 14;
const IP_HEADER_BYTES = 20;
const ARP_BYTES = 28;
/** Room an ICMP error has for the packet it speaks about. @see RFC 1812 4.3.2.3 */
const MAX_ERROR_BYTES = 576;

/** As Linux sends them: a SYN carries 20 bytes of options, later segments 12 (time stamps), a reset none. */
const TCP_HEADER_BYTES: Readonly<Record<TcpFlags, number>> = {
  SYN: 40,
  'SYN+ACK': 40,
  ACK: 32,
  'PSH+ACK': 32,
  'FIN+ACK': 32,
  RST: 20,
  'RST+ACK': 20,
};

/** From the network header on, without Ethernet's. */
export function lengthBytes(packet: Packet | ArpPacket): number {
  switch (packet.protocol) {
    case 'arp':
      return ARP_BYTES;
    case 'tcp':
      return IP_HEADER_BYTES + TCP_HEADER_BYTES[packet.flags] + packet.payloadBytes;
    case 'udp':
      return IP_HEADER_BYTES + 8 + packet.payloadBytes;
    case 'icmp':
      if (packet.inner === undefined) return IP_HEADER_BYTES + 8 + packet.payloadBytes;
      return Math.min(MAX_ERROR_BYTES, IP_HEADER_BYTES + 8 + lengthBytes(packet.inner));
  }
}
