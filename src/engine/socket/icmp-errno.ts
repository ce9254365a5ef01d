/** What an ICMP error means to the program whose packet caused it. @see net/ipv4/icmp.c icmp_err_convert, RFC 1122 4.2.3.9 */
import { TIME_EXCEEDED, UNREACHABLE } from '../packet/tuple-of.ts';
import type { IcmpPacket } from '../packet/packet.ts';
import type { Errno } from '../world/refusal.ts';

const BY_CODE: readonly Errno[] = [
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENOPROTOOPT',
  'ECONNREFUSED',
  'EMSGSIZE',
  'EOPNOTSUPP',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENONET',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EHOSTUNREACH',
  'EHOSTUNREACH',
  'EHOSTUNREACH',
];

/** @returns null for a message that is no error to a program (a redirect). */
export function errnoOf(packet: IcmpPacket): Errno | null {
  if (packet.type === TIME_EXCEEDED) return 'EHOSTUNREACH';
  return packet.type === UNREACHABLE ? (BY_CODE[packet.code] ?? 'EHOSTUNREACH') : null;
}

const CODE_TEXTS: Readonly<Record<number, string>> = {
  0: 'Destination Net Unreachable',
  1: 'Destination Host Unreachable',
  2: 'Destination Protocol Unreachable',
  3: 'Destination Port Unreachable',
  4: 'Frag needed',
  9: 'Destination Net Prohibited',
  10: 'Destination Host Prohibited',
  13: 'Packet filtered',
};

/** As ping words it. @see iputils ping_common.c */
export function errorWords(packet: IcmpPacket): string {
  if (packet.type === TIME_EXCEEDED) return 'Time to live exceeded';
  return CODE_TEXTS[packet.code] ?? `Dest Unreachable, Bad Code: ${packet.code}`;
}
