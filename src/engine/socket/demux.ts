/** Which listener gets a packet. Read tcp(7), udp(7) and bind(2) before editing. */
import { ANY_ADDRESS, type Ip } from '../address/ip.ts';
import type { Listener } from '../world/world.ts';

/** The listener bound to exactly this address wins over one bound to all. @see net/ipv4/inet_hashtables.c compute_score */
export function findListener(
  listeners: readonly Listener[],
  protocol: 'tcp' | 'udp',
  address: Ip,
  port: number,
): Listener | null {
  let general: Listener | null = null;
  for (const listener of listeners) {
    if (listener.protocol !== protocol || listener.port !== port) continue;
    if (listener.bindAddress === address) return listener;
    if (listener.bindAddress === ANY_ADDRESS) general = listener;
  }
  return general;
}
