/** Tracked flows as `conntrack -L` prints them. Read conntrack(8) and libnetfilter_conntrack src/conntrack/snprintf_default.c before editing. */
import { formatIp, type ConntrackEntry, type Tuple } from '../../engine/index.ts';

const NUMBER = { icmp: 1, tcp: 6, udp: 17 } as const;

/** `icmp     1 29 src=172.17.0.3 dst=8.8.8.8 type=8 code=0 id=4100 src=8.8.8.8 dst=192.168.1.10 type=0 code=0 id=4100 mark=0 use=1` */
export function conntrackLine(entry: ConntrackEntry, nowMs: number): string {
  const { protocol, original, reply, tcpState, seenReply, assured, expiresAtMs } = entry;
  return [
    protocol.padEnd(8),
    NUMBER[protocol],
    Math.floor((expiresAtMs - nowMs) / 1000),
    ...(tcpState === undefined ? [] : [tcpState]),
    half(original, 8),
    ...(seenReply ? [] : ['[UNREPLIED]']),
    half(reply, 0),
    ...(assured ? ['[ASSURED]'] : []),
    'mark=0 use=1',
  ].join(' ');
}

function half({ protocol, src, dst, sport, dport }: Tuple, icmpType: 0 | 8): string {
  const ends = `src=${formatIp(src)} dst=${formatIp(dst)}`;
  return protocol === 'icmp' ? `${ends} type=${icmpType} code=0 id=${sport}` : `${ends} sport=${sport} dport=${dport}`;
}
