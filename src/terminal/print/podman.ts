/** What podman prints about networks and containers. @see podman-ps(1), podman-network-ls(1) */
import {
  drawHex,
  formatIp,
  type PodmanContainer,
  type PodmanNetwork,
  type PublishedPort,
  type World,
} from '../../engine/index.ts';
import { humanDuration } from './human-duration.ts';
import type { Json } from './docker.ts';

/** Two spaces between columns, none narrower than twelve, the last as it is. @see Go text/tabwriter, as podman sets it up */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(12, ...rows.map((row) => (row[at]?.length ?? 0) + 2)));
  return rows.map((row) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join(''),
  );
}

export function podmanNetworkTable(networks: readonly PodmanNetwork[]): readonly string[] {
  const rows = byName(networks).map((network) => [network.id.slice(0, 12), network.name, 'bridge']);
  return columns([['NETWORK ID', 'NAME', 'DRIVER'], ...rows]);
}

export function byName(networks: readonly PodmanNetwork[]): readonly PodmanNetwork[] {
  return [...networks].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A command of more than 17 characters is cut there, and an ellipsis follows. @see containers/podman cmd/podman/containers/ps.go */
export function podmanContainerTable(
  world: World,
  containers: readonly PodmanContainer[],
  whole: boolean,
): readonly string[] {
  const rows = containers.map((container) => [
    whole ? container.id : container.id.slice(0, 12),
    container.image,
    !whole && container.command.length > 17 ? `${container.command.slice(0, 17)}...` : container.command,
    `${humanDuration(world.nowMs - container.createdMs)} ago`,
    statusText(world, container),
    container.published.map(publishedText).join(', '),
    container.name,
  ]);
  return columns([['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'], ...rows]);
}

function statusText(world: World, container: PodmanContainer): string {
  const since = `${humanDuration(world.nowMs - container.changedMs)} ago`;
  switch (container.status) {
    case 'created':
      return 'Created';
    case 'running':
      return `Up ${since}`;
    case 'exited':
      return `Exited (${container.exitCode ?? 0}) ${since}`;
  }
}

function publishedText({ hostIp, hostPort, containerPort, protocol }: PublishedPort): string {
  return `${formatIp(hostIp)}:${hostPort}->${containerPort}/${protocol}`;
}

/** One entry of what `podman network inspect` prints, keys in its order. */
export function podmanNetworkJson(network: PodmanNetwork): Readonly<Record<string, Json>> {
  const { subnet, gateway } = network;
  return {
    name: network.name,
    id: network.id,
    driver: 'bridge',
    network_interface: network.bridge,
    created: network.created,
    subnets: [{ subnet: `${formatIp(subnet.address)}/${subnet.lengthBits}`, gateway: formatIp(gateway) }],
    ipv6_enabled: false,
    internal: network.internal,
    dns_enabled: network.dns,
    ipam_options: { driver: 'host-local' },
  };
}

/** What `podman inspect` tells about a container's network; the rest of its long answer is not modelled. */
export function podmanContainerJson(
  world: World,
  container: PodmanContainer,
  network: PodmanNetwork | undefined,
): Readonly<Record<string, Json>> {
  const { endpoint } = container;
  const plugged = {
    EndpointID: '',
    Gateway: endpoint === undefined || network === undefined || network.internal ? '' : formatIp(network.gateway),
    IPAddress: endpoint === undefined ? '' : formatIp(endpoint.address),
    IPPrefixLen: endpoint === undefined ? 0 : (network?.subnet.lengthBits ?? 0),
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    MacAddress: endpoint?.mac ?? '',
  };
  const isDefault = container.network === 'podman';
  const nowhere = { ...plugged, Gateway: '', IPAddress: '', IPPrefixLen: 0, MacAddress: '' };
  return {
    Id: container.id,
    Name: container.name,
    ImageName: container.image,
    State: { Status: container.status, Running: container.status === 'running', ExitCode: container.exitCode ?? 0 },
    NetworkSettings: {
      ...(isDefault ? plugged : nowhere),
      Bridge: '',
      SandboxID: '',
      HairpinMode: false,
      LinkLocalIPv6Address: '',
      LinkLocalIPv6PrefixLen: 0,
      Ports: bindings(container),
      SandboxKey: endpoint === undefined ? '' : `/run/netns/netns-${drawnUuid(world, container)}`,
      Networks: {
        [container.network]: {
          ...plugged,
          NetworkID: container.network,
          DriverOpts: null,
          IPAMConfig: null,
          Links: null,
          Aliases: [container.id.slice(0, 12)],
        },
      },
    },
  };
}

function bindings({ published }: PodmanContainer): Readonly<Record<string, Json>> {
  const ports: Record<string, Json[]> = {};
  for (const { hostIp, hostPort, containerPort, protocol } of published) {
    const binding = { HostIp: hostIp === 0 ? '' : formatIp(hostIp), HostPort: String(hostPort) };
    (ports[`${containerPort}/${protocol}`] ??= []).push(binding);
  }
  return Object.fromEntries(Object.entries(ports).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The name of its namespace, drawn anew at each start. */
function drawnUuid({ seed }: World, { id, changedMs }: PodmanContainer): string {
  const digits = drawHex(seed, `netns/${id}/${changedMs}`, 32);
  return [0, 8, 12, 16, 20].map((from, at, starts) => digits.slice(from, starts[at + 1] ?? 32)).join('-');
}

/** Podman indents by five spaces. */
export function podmanJson(value: Json): readonly string[] {
  return JSON.stringify(value, null, 5).split('\n');
}
