/** Plugs a starting container into its networks, and unplugs it. */
import { ANY_ADDRESS, formatIp, ip, type Ip } from '../address/ip.ts';
import { broadcastOf, DEFAULT_PREFIX } from '../address/prefix.ts';
import { deviceOf } from '../world/carrier.ts';
import type { Edit } from '../world/edit.ts';
import type { Listener, Netdev, NetnsId } from '../world/world.ts';
import { inPairs, type DockerHost } from './docker-host.ts';
import type { DockerContainer, DockerEndpoint, DockerNetwork, DockerState, PublishedPort } from './docker-state.ts';
import { isPublished, withdrawFromWindows } from './desktop.ts';
import { derivesMacFromAddress } from './engine-version.ts';
import { bridgeOf } from './networks.ts';
import { resolverLines } from './resolver-lines.ts';
import { linesOfEndpoint, linesOfPort } from './container-lines.ts';

/** A veth pair between the bridge and the container's namespace, with the address and the default route inside. */
export function connect(
  host: DockerHost,
  netns: NetnsId,
  network: DockerNetwork,
  address: Ip,
  dev: string,
): DockerEndpoint {
  const { plane } = host;
  const lengthBits = network.subnet?.lengthBits ?? 32;
  const hostVeth = host.nextVethName();
  const mac = derivesMacFromAddress(host.docker.version) ? macOf(address) : `02:42:${inPairs(host.hex(8))}`;
  const top = Math.max(0, ...host.netns.devs.map((other) => other.index));
  const inside: Netdev = { ...VETH, name: dev, index: top + 1, mac, up: true };
  const outside: Netdev = { ...VETH, name: hostVeth, index: top + 2, mac: drawnMac(host), up: false };
  const link = { ends: [end(host.netnsId, hostVeth), end(netns, dev)], up: true } as const;
  plane.call(host.netnsId, {
    from: 'dockerd',
    to: 'kernel',
    channel: 'netlink',
    what: `ip link add ${hostVeth} type veth peer name ${dev} netns ${netns}`,
    answer: 'ok',
  });
  plane.change(
    host.netnsId,
    { verb: 'add', noun: 'netdev', subject: hostVeth },
    [
      { kind: 'add-netdev', netns: host.netnsId, netdev: outside },
      { kind: 'add-netdev', netns, netdev: inside },
      { kind: 'add-link', link },
      { kind: 'set-netdev', netns: host.netnsId, dev: hostVeth, master: bridgeOf(network), ...hairpinMode(host) },
      { kind: 'set-netdev', netns: host.netnsId, dev: hostVeth, up: true },
    ],
    hostVeth,
  );
  const broadcast = network.subnet === undefined ? {} : { broadcast: broadcastOf(network.subnet) };
  plane.change(
    netns,
    { verb: 'add', noun: 'address', subject: `${formatIp(address)}/${lengthBits} dev ${dev}` },
    [{ kind: 'add-address', netns, dev, address: { address, lengthBits, scope: 'global', ...broadcast } }],
    dev,
  );
  host.rules('add', host.netnsId, linesOfEndpoint(host.docker, network, address));
  return { network: network.id, endpointId: host.hex(64), mac, address, lengthBits, hostVeth };
}

/** Without the userland proxy a container's call to its own published port comes back by the port it left by. @see moby setHairpinMode */
function hairpinMode({ docker }: DockerHost): { readonly hairpin?: true } {
  return docker.userlandProxy ? {} : { hairpin: true };
}

const VETH = { kind: 'veth', mtuBytes: 1500, addresses: [], txQueueLength: 0 } as const;

function end(netns: NetnsId, dev: string) {
  return { netns, dev };
}

/** @see moby netutils GenerateMACFromIP: 02:42 and the four bytes of the address */
export function macOf(address: Ip): string {
  return `02:42:${inPairs((address >>> 0).toString(16).padStart(8, '0'))}`;
}

/** The kernel's own choice for the host's end: any, but locally administered and not for a group. */
function drawnMac(host: DockerHost): string {
  const digits = host.hex(12);
  const first = ((Number.parseInt(digits.slice(0, 2), 16) & 0xfc) | 2).toString(16).padStart(2, '0');
  return `${first}:${inPairs(digits.slice(2))}`;
}

/** Takes the default route of `netns` away, where there is one. */
export function dropDefaultRoute(host: DockerHost, netns: NetnsId): void {
  const route = host.plane.world.netns[netns]?.routes.find(
    (other) => other.table === 'main' && other.prefix.lengthBits === 0,
  );
  if (route === undefined) return;
  const subject = `default via ${formatIp(route.nextHop ?? ANY_ADDRESS)} dev ${route.netdev ?? ''}`;
  host.plane.change(netns, { verb: 'remove', noun: 'route', subject }, [{ kind: 'remove-route', netns, route }]);
}

export function addDefaultRoute(host: DockerHost, netns: NetnsId, gateway: Ip, dev: string): void {
  const route = {
    table: 'main',
    type: 'unicast',
    prefix: DEFAULT_PREFIX,
    nextHop: gateway,
    netdev: dev,
    metric: 0,
    scope: 'global',
    protocol: 'boot',
  } as const;
  const subject = `default via ${formatIp(gateway)} dev ${dev}`;
  host.plane.change(netns, { verb: 'add', noun: 'route', subject }, [{ kind: 'add-route', netns, route }], dev);
}

/** On a network of the user's, names are answered by dockerd inside the container's own namespace. */
export function addResolver(host: DockerHost, netns: NetnsId): void {
  const tcpPort = host.number(32768, 60999);
  const udpPort = host.number(32768, 60999);
  const dockerd = { name: 'dockerd', pid: 1 };
  const at = ip('127.0.0.11');
  host.plane.quietly([
    { kind: 'add-chain', netns, table: 'nat', chain: 'DOCKER_OUTPUT' },
    { kind: 'add-chain', netns, table: 'nat', chain: 'DOCKER_POSTROUTING' },
    {
      kind: 'add-listener',
      netns,
      listener: { protocol: 'udp', bindAddress: at, port: udpPort, process: { ...dockerd, fd: 31 } },
    },
    {
      kind: 'add-listener',
      netns,
      listener: { protocol: 'tcp', bindAddress: at, port: tcpPort, process: { ...dockerd, fd: 33 }, backlog: 4096 },
    },
  ]);
  host.rules('add', netns, resolverLines(tcpPort, udpPort));
}

/**
 * In the order in which the engine programs them: the highest host port first. Where the container's ports sort the other way
 * round the real order varies from run to run: its comparison then says yes to both. @see go-connections nat.SortPortMap
 */
export function inProgramOrder(published: readonly PublishedPort[]): readonly PublishedPort[] {
  return [...published].sort((a, b) => b.hostPort - a.hostPort);
}

/** DNAT and its companions, and the proxy that holds the port for local callers: under Docker Desktop that one waits on Windows. */
export function publish(host: DockerHost, container: DockerContainer, network: DockerNetwork, address: Ip): void {
  const { userlandProxy } = host.docker;
  for (const port of inProgramOrder(container.published)) {
    host.rules('add', host.netnsId, linesOfPort(host.docker, network, address, port));
    if (isPublished(host, port)) continue;
    if (!userlandProxy) {
      holdPort(host, port);
      continue;
    }
    const listener = proxyListener(port, address, host.number(2000, 32000));
    const what = `docker-proxy -proto ${port.protocol} -host-ip ${formatIp(port.hostIp)} -host-port ${port.hostPort} -container-ip ${formatIp(address)} -container-port ${port.containerPort}`;
    host.plane.call(host.netnsId, { from: 'dockerd', to: 'docker-proxy', channel: 'exec', what, answer: 'ok' });
    host.plane.change(
      host.netnsId,
      { verb: 'add', noun: 'listener', subject: `${port.protocol} ${formatIp(port.hostIp)}:${port.hostPort}` },
      [{ kind: 'add-listener', netns: host.netnsId, listener }],
    );
  }
}

/** Without its proxy dockerd itself keeps the port from others, and never accepts. @see recordings b04, d04 */
function holdPort(host: DockerHost, port: PublishedPort): void {
  const listener: Listener = {
    protocol: port.protocol,
    bindAddress: port.hostIp,
    port: port.hostPort,
    process: { name: 'dockerd', pid: 1, fd: 40 },
    idle: true,
    ...(port.protocol === 'tcp' ? { backlog: 4096 } : {}),
  };
  const subject = `${port.protocol} ${formatIp(port.hostIp)}:${port.hostPort}`;
  host.plane.change(host.netnsId, { verb: 'add', noun: 'listener', subject }, [
    { kind: 'add-listener', netns: host.netnsId, listener },
  ]);
}

/** Processes that hold published ports. */
const PORT_HOLDERS: readonly string[] = ['docker-proxy', 'dockerd'];

function proxyListener(port: PublishedPort, address: Ip, pid: number): Listener {
  return {
    protocol: port.protocol,
    bindAddress: port.hostIp,
    port: port.hostPort,
    process: { name: 'docker-proxy', pid, fd: 4 },
    relayTo: { address, port: port.containerPort },
    ...(port.protocol === 'tcp' ? { backlog: 4096 } : {}),
  };
}

/**
 * The network whose gateway a container uses, and by which its ports are published: of those that are not internal the first
 * by name. @see moby libnetwork sandbox.go epHeap
 */
export function gatewayNetwork(networks: readonly DockerNetwork[]): DockerNetwork | undefined {
  const order = (network: DockerNetwork) => `${network.internal ? 1 : 0}${network.name}`;
  return networks
    .filter((network) => network.driver === 'bridge')
    .reduce<DockerNetwork | undefined>((best, one) => (best && order(best) < order(one) ? best : one), undefined);
}

/** The network by which a container's ports are published: an internal one publishes nothing. */
export function publishingNetwork(networks: readonly DockerNetwork[]): DockerNetwork | undefined {
  const network = gatewayNetwork(networks);
  return network?.internal === true ? undefined : network;
}

/** The ports that are really published now, out of those that were asked for. */
export function portsInForce(docker: DockerState, container: DockerContainer): readonly PublishedPort[] {
  if (container.status !== 'running') return [];
  const joined = docker.networks.filter(({ id }) => container.endpoints.some((endpoint) => endpoint.network === id));
  return publishingNetwork(joined) === undefined ? [] : container.published;
}

export function unpublish(host: DockerHost, container: DockerContainer): void {
  const joined = host.docker.networks.filter((other) =>
    container.endpoints.some((endpoint) => endpoint.network === other.id),
  );
  const network = publishingNetwork(joined);
  const endpoint = container.endpoints.find((other) => other.network === network?.id);
  if (endpoint === undefined || network === undefined) return;
  const netns = host.netnsId;
  withdrawFromWindows(host, inProgramOrder(container.published));
  for (const port of inProgramOrder(container.published)) {
    host.rules('remove', netns, linesOfPort(host.docker, network, endpoint.address, port));
    const listener = host.netns.listeners.find(
      (other) =>
        other.protocol === port.protocol &&
        other.port === port.hostPort &&
        other.bindAddress === port.hostIp &&
        PORT_HOLDERS.includes(other.process.name),
    );
    if (listener === undefined) continue;
    const subject = `${port.protocol} ${formatIp(port.hostIp)}:${port.hostPort}`;
    host.plane.change(netns, { verb: 'remove', noun: 'listener', subject }, [
      { kind: 'remove-listener', netns, listener },
    ]);
  }
}

/** Why the port cannot be had, as the daemon words it; null when it can. */
export function portConflict(host: DockerHost, port: PublishedPort): string | null {
  const at = `${formatIp(port.hostIp)}:${port.hostPort}`;
  const taken = host.netns.listeners.find(
    (other) =>
      other.protocol === port.protocol &&
      other.port === port.hostPort &&
      (other.bindAddress === port.hostIp || other.bindAddress === ANY_ADDRESS || port.hostIp === ANY_ADDRESS),
  );
  if (isPublished(host, port)) return `Bind for ${at} failed: port is already allocated`;
  if (taken === undefined) return null;
  return PORT_HOLDERS.includes(taken.process.name)
    ? `Bind for ${at} failed: port is already allocated`
    : `Error starting userland proxy: listen ${port.protocol}4 ${at}: bind: address already in use`;
}

/** The host's end goes; the kernel takes the container's end with it. */
export function disconnect(host: DockerHost, endpoint: DockerEndpoint): readonly Edit[] {
  if (deviceOf(host.netns, endpoint.hostVeth) === undefined) return [];
  return [{ kind: 'remove-netdev', netns: host.netnsId, dev: endpoint.hostVeth }];
}
