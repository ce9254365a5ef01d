import type { Ip } from '../address/ip.ts';
import type { Protocol } from './packet.ts';

/** One direction of a flow, as conntrack keys it. For ICMP echo `sport` and `dport` both hold the echo id. @see conntrack(8) */
export interface Tuple {
  readonly protocol: Protocol;
  readonly src: Ip;
  readonly dst: Ip;
  readonly sport: number;
  readonly dport: number;
}

/** One header field that a translation changed. */
export interface TupleDiff {
  readonly field: 'src' | 'dst' | 'sport' | 'dport';
  readonly before: number;
  readonly after: number;
}
