import type { Host } from '../walk/host.ts';
import type { Walk } from '../walk/walk.ts';

const FIRST = 32768;
const COUNT = 28232;

/** A port for a client that named none: from the usual range, drawn from the world's seed. @see ip-sysctl ip_local_port_range */
export function drawPort(walk: Walk, host: Host, protocol: 'tcp' | 'udp'): number {
  for (let tries = 0; tries < COUNT; tries += 1) {
    walk.draws += 1;
    const drawn = Math.imul(walk.world.seed + Math.floor(walk.world.nowMs) + walk.draws * 7919, 2654435761) >>> 0;
    const port = FIRST + (drawn % COUNT);
    const taken = host.netns.listeners.some((listener) => listener.protocol === protocol && listener.port === port);
    if (!taken && !host.sockets.usesPort(protocol, port)) return port;
  }
  return FIRST;
}
