/** Ports that nobody chose get one from the engine. */
import type { DockerHost } from './docker-host.ts';
import type { PublishedPort } from './docker-state.ts';
import { engineMajor } from './engine-version.ts';
import type { PortRequest } from './published-port.ts';

/** @see moby portallocator: 49153 up to 20.10, the start of ip_local_port_range later */
export function publishedFor(host: DockerHost, requests: readonly PortRequest[]): readonly PublishedPort[] {
  const used = new Set(host.docker.containers.flatMap((container) => container.published.map((port) => port.hostPort)));
  let next = engineMajor(host.docker.version) <= 20 ? 49153 : 32768;
  return requests.map(({ hostPort, ...rest }) => {
    if (hostPort !== null) return { ...rest, hostPort };
    while (used.has(next)) next += 1;
    used.add(next);
    return { ...rest, hostPort: next };
  });
}
