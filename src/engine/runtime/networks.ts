/** `docker network create | rm | prune` as the daemon carries them out. */
import { formatIp, type Ip } from '../address/ip.ts';
import { broadcastOf, contains, formatPrefix, type Prefix } from '../address/prefix.ts';
import type { SubnetChoice } from '../trace/subnet-choice.ts';
import { deviceOf } from '../world/carrier.ts';
import type { Netdev } from '../world/world.ts';
import { routeSubject } from './control-plane.ts';
import { linesOfNetwork, refused, type Answer, type DockerHost } from './docker-host.ts';
import type { DockerNetwork, DockerState } from './docker-state.ts';
import { engineMajor } from './engine-version.ts';
import { chooseSubnet, firstAddress, overlappingNetwork } from './ipam.ts';

const PREDEFINED: readonly string[] = ['bridge', 'host', 'none'];

const CREATE_MS = 90;

export interface NetworkRequest {
  readonly name: string;
  readonly subnet?: Prefix;
  /** `--subnet` as typed. */
  readonly subnetText?: string;
  readonly gateway?: Ip;
  readonly internal?: boolean;
  readonly options?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export function createNetwork(host: DockerHost, request: NetworkRequest): Answer<DockerNetwork> {
  if (host.docker.networks.some((network) => network.name === request.name))
    return refused(`network with name ${request.name} already exists`);
  const pool = poolFor(host, request);
  if (!pool.ok) return pool;
  const { subnet, choice } = pool.value;
  const gateway = request.gateway ?? firstAddress(subnet);
  if (gateway === null) return refused('failed to allocate gateway (): No available addresses on this pool');
  if (!contains(subnet, gateway)) return refused(`invalid gateway ${formatIp(gateway)}`);
  const id = host.nextId('networks');
  const network: DockerNetwork = {
    id,
    name: request.name,
    driver: 'bridge',
    created: host.createdNow(),
    subnet,
    gateway,
    ...(request.subnetText === undefined ? {} : { subnetText: request.subnetText }),
    gatewayShown: request.subnet === undefined || request.gateway !== undefined,
    bridge: request.options?.['com.docker.network.bridge.name'] ?? `br-${id.slice(0, 12)}`,
    internal: request.internal ?? false,
    options: request.options ?? {},
    labels: request.labels ?? {},
  };
  if (deviceOf(host.netns, bridgeOf(network)) !== undefined)
    return refused(`bridge device ${bridgeOf(network)} exists already`);
  host.plane.spend(CREATE_MS);
  host.plane.change(
    host.netnsId,
    {
      verb: 'add',
      noun: 'network',
      subject: `${network.name} ${formatPrefix(subnet)}`,
      ...(choice === undefined ? {} : { choice }),
    },
    [host.setEdit({ networks: [...host.docker.networks, network] })],
  );
  makeBridge(host, network, host.nextBridgeMac());
  return { ok: true, value: network };
}

/** An explicit subnet is only held against other networks; one the engine finds itself also against the host's on-link routes. */
function poolFor(host: DockerHost, request: NetworkRequest): Answer<{ subnet: Prefix; choice?: SubnetChoice }> {
  if (request.subnet !== undefined) {
    return overlappingNetwork(host.docker, request.subnet) === undefined
      ? { ok: true, value: { subnet: request.subnet } }
      : refused('Pool overlaps with other one on this address space');
  }
  const choice = chooseSubnet(host.docker, host.netns, host.machine);
  host.set({ nextSubnet: choice.nextSubnet });
  return choice.chosen === null
    ? refused(exhaustedText(host.docker))
    : { ok: true, value: { subnet: choice.chosen, choice } };
}

function exhaustedText(docker: DockerState): string {
  return engineMajor(docker.version) <= 26
    ? 'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network'
    : 'all predefined address pools have been fully subnetted';
}

export function bridgeOf(network: DockerNetwork): string {
  return network.bridge ?? `br-${network.id.slice(0, 12)}`;
}

/** The device, its address, the route that comes with it, and the rules. */
export function makeBridge(host: DockerHost, network: DockerNetwork, mac: string): void {
  const { subnet, gateway } = network;
  if (subnet === undefined || gateway === undefined) return;
  const { plane, netnsId: netns } = host;
  const dev = bridgeOf(network);
  const netdev: Netdev = {
    name: dev,
    index: 0,
    kind: 'bridge',
    mac,
    mtuBytes: Number(network.options['com.docker.network.driver.mtu'] ?? 1500),
    addresses: [],
    up: false,
    txQueueLength: 0,
  };
  plane.call(netns, {
    from: 'dockerd',
    to: 'kernel',
    channel: 'netlink',
    what: `ip link add ${dev} type bridge`,
    answer: 'ok',
  });
  plane.change(netns, { verb: 'add', noun: 'netdev', subject: dev }, [{ kind: 'add-netdev', netns, netdev }], dev);
  const address = {
    address: gateway,
    lengthBits: subnet.lengthBits,
    scope: 'global',
    broadcast: broadcastOf(subnet),
  } as const;
  plane.change(
    netns,
    { verb: 'add', noun: 'address', subject: `${formatIp(gateway)}/${subnet.lengthBits} dev ${dev}` },
    [{ kind: 'add-address', netns, dev, address }],
    dev,
  );
  plane.change(
    netns,
    { verb: 'add', noun: 'route', subject: routeSubject({ prefix: subnet, netdev: dev }) },
    [{ kind: 'set-netdev', netns, dev, up: true }],
    dev,
  );
  // A frame between two of its ports meets the rule that keeps them apart only with this.
  if (network.options['com.docker.network.bridge.enable_icc'] === 'false')
    plane.quietly([{ kind: 'set-sysctl', netns, key: 'net.bridge.bridge-nf-call-iptables', value: '1' }]);
  routeLoopback(host, network);
  host.rules('add', netns, linesOfNetwork(host.docker, network));
}

/**
 * Without the userland proxy what the host sends to 127.0.0.1 is translated too, and leaves by the bridge with a loopback source.
 * @see moby setupLoopbackAddressesRouting, ip-sysctl route_localnet
 */
export function routeLoopback(host: DockerHost, network: DockerNetwork): void {
  const key = `net.ipv4.conf.${bridgeOf(network)}.route_localnet`;
  const value = host.docker.userlandProxy ? '0' : '1';
  if ((host.netns.sysctl[key] ?? '0') === value) return;
  host.plane.quietly([{ kind: 'set-sysctl', netns: host.netnsId, key, value }]);
}

/** The bridge goes, and with it its address and route. */
export function removeBridge(host: DockerHost, network: DockerNetwork): void {
  const { plane, netnsId: netns } = host;
  const dev = bridgeOf(network);
  host.rules('remove', netns, linesOfNetwork(host.docker, network));
  if (deviceOf(host.netns, dev) === undefined) return;
  plane.call(netns, { from: 'dockerd', to: 'kernel', channel: 'netlink', what: `ip link del ${dev}`, answer: 'ok' });
  const route = { prefix: network.subnet ?? { address: 0 as Ip, lengthBits: 0 }, netdev: dev };
  plane.change(netns, { verb: 'remove', noun: 'route', subject: routeSubject(route) }, [
    { kind: 'set-netdev', netns, dev, up: false },
  ]);
  plane.change(netns, { verb: 'remove', noun: 'netdev', subject: dev }, [{ kind: 'remove-netdev', netns, dev }]);
}

export function removeNetwork(host: DockerHost, reference: string): Answer<DockerNetwork> {
  const network = host.findNetwork(reference);
  if (network === undefined) return refused(`network ${reference} not found`);
  if (PREDEFINED.includes(network.name))
    return refused(`${network.name} is a pre-defined network and cannot be removed`);
  if (hasLiveEndpoint(host.docker, network)) return refused(inUseText(host.docker, network));
  host.plane.spend(CREATE_MS);
  removeBridge(host, network);
  host.plane.change(host.netnsId, { verb: 'remove', noun: 'network', subject: network.name }, [
    host.setEdit({ networks: host.docker.networks.filter((other) => other.id !== network.id) }),
  ]);
  return { ok: true, value: network };
}

/** From 28 on the text names who is in the way. @see facts.md 2.3 */
function inUseText(docker: DockerState, network: DockerNetwork): string {
  const text = 'error while removing network: network';
  if (engineMajor(docker.version) < 28) return `${text} ${network.name} id ${network.id} has active endpoints`;
  const inWay = docker.containers.flatMap(({ name, endpoints }) =>
    endpoints
      .filter((endpoint) => endpoint.network === network.id)
      .map(({ endpointId }) => `name:"${name}" id:"${endpointId.slice(0, 12)}"`),
  );
  return `${text} ${network.name} has active endpoints (${inWay.join(', ')})`;
}

/**
 * Removes every network of the user's without a running container, whatever stopped containers still expect.
 * @see moby daemon/prune.go, which asks for endpoints only
 */
export function pruneNetworks(host: DockerHost): readonly DockerNetwork[] {
  return host.docker.networks
    .filter((network) => !PREDEFINED.includes(network.name) && !hasLiveEndpoint(host.docker, network))
    .filter((network) => removeNetwork(host, network.id).ok);
}

function hasLiveEndpoint(docker: DockerState, network: DockerNetwork): boolean {
  return docker.containers.some((container) => container.endpoints.some((endpoint) => endpoint.network === network.id));
}
