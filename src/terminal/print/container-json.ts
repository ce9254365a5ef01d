/** What `docker inspect` tells about a container's state and network, keys in its order (engine 20.10). The rest is not modelled. */
import {
  drawHex,
  formatIp,
  portsInForce,
  type DockerContainer,
  type DockerNetwork,
  type DockerState,
  type PublishedPort,
  type World,
} from '../../engine/index.ts';
import type { Json } from './docker.ts';

type Fields = Readonly<Record<string, Json>>;

type Plugged = Readonly<Record<'EndpointID' | 'Gateway' | 'IPAddress' | 'MacAddress', string>> &
  Readonly<Record<'GlobalIPv6Address' | 'IPv6Gateway', string>> &
  Readonly<Record<'GlobalIPv6PrefixLen' | 'IPPrefixLen', number>>;

/** Where an endpoint is not plugged in, or does not exist. */
const NOWHERE: Plugged = {
  EndpointID: '',
  Gateway: '',
  GlobalIPv6Address: '',
  GlobalIPv6PrefixLen: 0,
  IPAddress: '',
  IPPrefixLen: 0,
  IPv6Gateway: '',
  MacAddress: '',
};

export function containerJson(world: World, docker: DockerState, container: DockerContainer): Fields {
  const { status, networkIds = [] } = container;
  const networks = docker.networks.filter(({ id }) => networkIds.includes(id));
  const isRunning = status === 'running';
  // A name that no network had stays what it was when the container was made.
  const missing = networkIds.filter((id) => !/^([0-9a-f]{64}|container:.*)$/.test(id));
  return {
    Id: container.id,
    State: { Status: status, Running: isRunning, ExitCode: container.exitCode ?? 0 },
    Name: `/${container.name}`,
    HostConfig: { NetworkMode: modeOf(docker, container), PortBindings: bindings(container.published, '') },
    NetworkSettings: {
      ...sandbox(world, docker, container),
      Ports: bindings(portsInForce(docker, container), '0.0.0.0'),
      ...behind(sandboxKey(world, docker, container)),
      ...plugged(
        container,
        networks.find(({ bridge }) => bridge === 'docker0'),
      ),
      Networks: Object.fromEntries(
        [...networks.map(({ name }) => name), ...missing].sort().map((name) => [
          name,
          endpointJson(
            container,
            networks.find((network) => network.name === name),
          ),
        ]),
      ),
    },
  };
}

function modeOf(docker: DockerState, { networkIds = [] }: DockerContainer): string {
  const [first = ''] = networkIds;
  const network = docker.networks.find(({ id }) => id === first);
  return network === undefined ? first : network.name === 'bridge' ? 'default' : network.name;
}

function sandbox(world: World, docker: DockerState, container: DockerContainer): Fields {
  return {
    Bridge: '',
    SandboxID: sandboxId(world, docker, container),
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
  };
}

/** Drawn anew at each start; one that lives in another's namespace has none of its own. */
function sandboxId({ seed }: World, docker: DockerState, container: DockerContainer): string {
  if (modeOf(docker, container).startsWith('container:') || container.status === 'created') return '';
  return drawHex(seed, `sandbox/${container.id}/${container.changedMs ?? 0}`, 64);
}

function sandboxKey(world: World, docker: DockerState, container: DockerContainer): string {
  if (modeOf(docker, container) === 'host') return '/var/run/docker/netns/default';
  const id = sandboxId(world, docker, container);
  return id === '' ? '' : `/var/run/docker/netns/${id.slice(0, 12)}`;
}

function behind(key: string): Fields {
  return { SandboxKey: key, SecondaryIPAddresses: null, SecondaryIPv6Addresses: null };
}

/** Of docker0 itself; of other networks only under `Networks`. */
function plugged(container: DockerContainer, network: DockerNetwork | undefined): Plugged {
  const endpoint = container.endpoints.find((other) => other.network === network?.id);
  if (endpoint === undefined || network === undefined) return NOWHERE;
  return {
    ...NOWHERE,
    EndpointID: endpoint.endpointId,
    Gateway: network.gateway === undefined ? '' : formatIp(network.gateway),
    IPAddress: formatIp(endpoint.address),
    IPPrefixLen: endpoint.lengthBits,
    MacAddress: endpoint.mac,
  };
}

/** Networks behind the first were joined by `docker network connect`, which leaves empty settings behind. */
function endpointJson(container: DockerContainer, network: DockerNetwork | undefined): Fields {
  const isLater = network !== undefined && container.networkIds?.indexOf(network.id) !== 0;
  const isOwn = network?.driver === 'bridge' && network.bridge !== 'docker0';
  const isBare = network !== undefined && network.driver !== 'bridge' && container.status === 'running';
  const { EndpointID, Gateway, IPAddress, IPPrefixLen, MacAddress } = plugged(container, network);
  const fixed = isLater
    ? {}
    : container.fixedAddress === undefined
      ? null
      : { IPv4Address: formatIp(container.fixedAddress) };
  const names = [container.id.slice(0, 12), ...(container.hostname === undefined ? [] : [container.hostname])];
  return {
    IPAMConfig: fixed,
    Links: null,
    Aliases: isOwn ? names : null,
    NetworkID: network?.id ?? '',
    EndpointID: isBare ? (container.bareEndpointId ?? '') : EndpointID,
    Gateway,
    IPAddress,
    IPPrefixLen,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    MacAddress,
    DriverOpts: isLater ? {} : null,
  };
}

/** `anyAddress`: how a port published at every address is written here. */
function bindings(published: readonly PublishedPort[], anyAddress: string): Fields {
  const ports: Record<string, Json[]> = {};
  for (const { hostIp, hostPort, containerPort, protocol } of published) {
    const binding = { HostIp: hostIp === 0 ? anyAddress : formatIp(hostIp), HostPort: String(hostPort) };
    (ports[`${containerPort}/${protocol}`] ??= []).push(binding);
  }
  return Object.fromEntries(Object.entries(ports).sort(([a], [b]) => (a < b ? -1 : 1)));
}
