import { formatIp } from '../address/ip.ts';
import type { IcmpPacket } from '../packet/packet.ts';

/** As ping prints an answer. @see iputils ping_common.c gather_statistics */
export function echoWords({ src, ttlHops, payloadBytes, seq }: IcmpPacket): string {
  return `${payloadBytes + 8} bytes from ${formatIp(src)}: icmp_seq=${seq ?? 1} ttl=${ttlHops}`;
}
