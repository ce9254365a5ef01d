/** `docker inspect` of all containers: where docker-proxy takes the connections that it accepts. */
import { parseIp, type Ip } from '../address/ip.ts';
import type { PublishedPort } from '../runtime/docker-state.ts';
import { isObject, listOf, objectOf, readRows, textOf, type JsonObject } from './json.ts';
import type { Report } from './problem.ts';

export interface Publication extends PublishedPort {
  /** The container's address. */
  readonly target: Ip;
}

export function readPublications(text: string, report: Report): readonly Publication[] {
  return readRows(text, report).flatMap((container) => {
    const settings = objectOf(container, 'NetworkSettings');
    const target = addressOf(settings);
    if (target === null) return [];
    const ports = objectOf(settings, 'Ports');
    return Object.keys(ports).flatMap((key) => {
      const [port = '', protocol = 'tcp'] = key.split('/');
      return listOf(ports, key)
        .filter(isObject)
        .flatMap((binding) => readBinding(binding, Number(port), protocol === 'udp' ? 'udp' : 'tcp', target));
    });
  });
}

/** A container on several networks is published through the first of them, by name. @see libnetwork sandbox getGatewayEndpoint */
function addressOf(settings: JsonObject): Ip | null {
  const networks = objectOf(settings, 'Networks');
  const withGateway = Object.keys(networks)
    .sort()
    .map((name) => objectOf(networks, name))
    .filter((network) => (textOf(network, 'Gateway') ?? '') !== '');
  return parseIp(textOf(withGateway[0] ?? {}, 'IPAddress') ?? '');
}

function readBinding(
  row: JsonObject,
  containerPort: number,
  protocol: 'tcp' | 'udp',
  target: Ip,
): readonly Publication[] {
  const hostIp = parseIp(textOf(row, 'HostIp') ?? '');
  return hostIp === null
    ? []
    : [{ hostIp, hostPort: Number(textOf(row, 'HostPort')), containerPort, protocol, target }];
}
