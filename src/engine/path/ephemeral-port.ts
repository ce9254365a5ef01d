import type { Host } from '../walk/host.ts';
import type { Walk } from '../walk/walk.ts';
import type { World } from '../world/world.ts';

const LINUX = { start: 32768, count: 28232 };

/**
 * A port for a client that named none, drawn from the world's seed: from Linux's usual range, or from the dynamic range of a Windows
 * machine. @see ip-sysctl ip_local_port_range; fact V0.3
 */
export function drawPort(walk: Walk, host: Host, protocol: 'tcp' | 'udp'): number {
  const { start, count } = host.windows?.ports.dynamic[protocol] ?? LINUX;
  for (let tries = 0; tries < count; tries += 1) {
    walk.draws += 1;
    const drawn = Math.imul(walk.world.seed + Math.floor(walk.world.nowMs) + walk.draws * 7919, 2654435761) >>> 0;
    const port = start + (drawn % count);
    const taken = host.netns.listeners.some((listener) => listener.protocol === protocol && listener.port === port);
    if (!taken && !host.sockets.usesPort(protocol, port)) return port;
  }
  return start;
}

/** The id of a new program's echo requests: drawn from the world's seed, and not one that a flow still goes by. @see icmp(7) */
export function drawEchoId({ seed, nowMs, netns }: World): number {
  const tracked = Object.values(netns).flatMap(({ state }) => state.conntrack);
  const used = new Set(tracked.filter(({ protocol }) => protocol === 'icmp').map(({ original }) => original.sport));
  let id = 4096 + (Math.imul(seed + nowMs, 40503) & 0xfff);
  while (used.has(id)) id += 1;
  return id;
}
