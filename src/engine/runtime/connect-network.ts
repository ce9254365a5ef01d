import { machineOf, replaceContainer } from './containers.ts';
import { refused, type Answer, type DockerHost } from './docker-host.ts';
import type { DockerContainer, DockerNetwork } from './docker-state.ts';
import {
  addDefaultRoute,
  connect,
  dropDefaultRoute,
  gatewayNetwork,
  publish,
  publishingNetwork,
  unpublish,
} from './endpoints.ts';
import { chooseAddress } from './ipam.ts';

/**
 * `docker network connect`: one more interface. Where the new network's name comes first the default route moves there, and with it
 * the published ports. @see moby libnetwork endpoint.go sbJoin, moveExtConn
 */
export function connectNetwork(
  host: DockerHost,
  container: DockerContainer,
  network: DockerNetwork,
): Answer<DockerContainer> {
  if ((container.networkIds ?? []).includes(network.id))
    return refused(`endpoint with name ${container.name} already exists in network ${network.name}`);
  const networkIds = [...(container.networkIds ?? []), network.id];
  if (container.status !== 'running') {
    replaceContainer(host, { ...container, networkIds });
    return { ok: true, value: { ...container, networkIds } };
  }
  const address = chooseAddress(host.docker, network);
  if (address === null) return refused(`no available IPv4 addresses on this network's address pools: ${network.name}`);
  const netns = machineOf(host, container);
  const dev = `eth${container.endpoints.length}`;
  const endpoint = connect(host, netns, network, address, dev);
  const joined = host.docker.networks.filter((other) => networkIds.includes(other.id));
  const connected = { ...container, networkIds, endpoints: [...container.endpoints, endpoint] };
  if (gatewayNetwork(joined) === network && network.gateway !== undefined) {
    unpublish(host, container);
    dropDefaultRoute(host, netns);
    addDefaultRoute(host, netns, network.gateway, dev);
    if (publishingNetwork(joined) === network) publish(host, connected, network, address);
  }
  replaceContainer(host, connected);
  return { ok: true, value: connected };
}
