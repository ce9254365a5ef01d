/** What the docker CLI prints about networks and containers. */
import {
  findImage,
  formatIp,
  portsInForce,
  type DockerContainer,
  type DockerNetwork,
  type DockerState,
  type World,
} from '../../engine/index.ts';
import { humanDuration } from './human-duration.ts';
import { columns } from './table.ts';

export function networkTable(networks: readonly DockerNetwork[]): readonly string[] {
  const rows = [...networks]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((network) => [network.id.slice(0, 12), network.name, network.driver, 'local']);
  return columns([['NETWORK ID', 'NAME', 'DRIVER', 'SCOPE'], ...rows]);
}

export function containerTable(
  world: World,
  docker: DockerState,
  containers: readonly DockerContainer[],
  whole = false,
): readonly string[] {
  const rows = containers.map((container) => {
    const { ID, Image, Command, RunningFor, Status, Ports, Names } = containerCells(world, docker, container, whole);
    return [ID, Image, Command, RunningFor, Status, Ports, Names];
  });
  return columns([['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'], ...rows]);
}

/** The same cells as `docker compose ps` orders them. */
export function composeTable(
  world: World,
  docker: DockerState,
  containers: readonly DockerContainer[],
  serviceOf: (container: DockerContainer) => string,
): readonly string[] {
  const rows = containers.map((container) => {
    const { Names, Image, Command, RunningFor, Status, Ports } = containerCells(world, docker, container);
    return [Names, Image, Command, serviceOf(container), RunningFor, Status, Ports];
  });
  return columns([['NAME', 'IMAGE', 'COMMAND', 'SERVICE', 'CREATED', 'STATUS', 'PORTS'], ...rows]);
}

/** What stands in each column, by the CLI's names for them. */
export function containerCells(world: World, docker: DockerState, container: DockerContainer, whole = false) {
  return {
    ID: whole ? container.id : container.id.slice(0, 12),
    Image: container.image,
    Command: `"${whole ? container.command : shortened(container.command)}"`,
    RunningFor: `${humanDuration(world.nowMs - container.createdMs)} ago`,
    Status: statusText(world, container),
    Ports: portsText(docker, container),
    Names: container.name,
  };
}

/** Twenty characters, the last an ellipsis when more were there. */
function shortened(command: string): string {
  return command.length > 20 ? `${command.slice(0, 19)}…` : command;
}

function statusText(world: World, container: DockerContainer): string {
  const since = humanDuration(world.nowMs - (container.changedMs ?? container.createdMs));
  switch (container.status) {
    case 'created':
      return 'Created';
    case 'running':
      return `Up ${since}`;
    case 'exited':
      return `Exited (${container.exitCode ?? 0}) ${since} ago`;
  }
}

interface ShownPort {
  readonly host: string;
  readonly hostPort: number | null;
  readonly containerPort: number;
  readonly protocol: string;
}

/**
 * Published ports, and those the image exposes. Neighbours are drawn together to a range where outside and inside have the
 * same number; translated ports stand behind, one by one. @see docker/cli formatter DisplayablePorts
 */
function portsText(docker: DockerState, container: DockerContainer): string {
  if (container.status !== 'running') return '';
  const published: ShownPort[] = portsInForce(docker, container).map((port) => ({
    ...port,
    host: formatIp(port.hostIp),
  }));
  const exposed = (findImage(docker, container.image)?.listens ?? [])
    .filter((port) => !published.some((other) => other.containerPort === port.port && other.protocol === port.protocol))
    .map((port) => ({ host: '', hostPort: null, containerPort: port.port, protocol: port.protocol }));
  const ports = [...published, ...exposed].sort(
    (a, b) => a.containerPort - b.containerPort || (a.protocol < b.protocol ? -1 : 1),
  );
  const runs: ShownPort[][] = [];
  for (const port of ports.filter((other) => !isTranslated(other))) {
    const run = runs.find((other) => follows(other.at(-1), port));
    if (run === undefined) runs.push([port]);
    else run.push(port);
  }
  return [...runs, ...ports.filter(isTranslated).map((port) => [port])].map(runText).join(', ');
}

function isTranslated({ hostPort, containerPort }: ShownPort): boolean {
  return hostPort !== null && hostPort !== containerPort;
}

function follows(before: ShownPort | undefined, port: ShownPort): boolean {
  return (
    before?.host === port.host && before.protocol === port.protocol && before.containerPort + 1 === port.containerPort
  );
}

function runText(run: readonly ShownPort[]): string {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return '';
  const range = (from: number, to: number) => (from === to ? String(from) : `${from}-${to}`);
  const inside = `${range(first.containerPort, last.containerPort)}/${first.protocol}`;
  if (first.hostPort === null || last.hostPort === null) return inside;
  return `${first.host}:${range(first.hostPort, last.hostPort)}->${inside}`;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The object that `docker network inspect` prints, keys in its order. */
export function networkJson(docker: DockerState, network: DockerNetwork): Readonly<Record<string, Json>> {
  const isDefault = ['bridge', 'host', 'none'].includes(network.name);
  return {
    Name: network.name,
    Id: network.id,
    Created: network.created,
    Scope: 'local',
    Driver: network.driver,
    EnableIPv6: false,
    IPAM: { Driver: 'default', Options: isDefault ? null : {}, Config: ipamConfig(network) },
    Internal: network.internal,
    Attachable: false,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: containersOf(docker, network),
    Options: network.options,
    Labels: network.labels,
  };
}

function ipamConfig(network: DockerNetwork): readonly Json[] {
  const { subnet, gateway } = network;
  if (subnet === undefined) return [];
  const text = network.subnetText ?? `${formatIp(subnet.address)}/${subnet.lengthBits}`;
  const shown = gateway !== undefined && network.gatewayShown !== false;
  return [{ Subnet: text, ...(shown ? { Gateway: formatIp(gateway) } : {}) }];
}

function containersOf(docker: DockerState, network: DockerNetwork): Readonly<Record<string, Json>> {
  const byId = [...docker.containers].sort((a, b) => (a.id < b.id ? -1 : 1));
  return Object.fromEntries(
    byId.flatMap((container) => endpointsOf(container, network).map((row) => [container.id, row])),
  );
}

function endpointsOf(container: DockerContainer, network: DockerNetwork): readonly Json[] {
  const row = (id: string, mac: string, address: string): Json => ({
    Name: container.name,
    EndpointID: id,
    MacAddress: mac,
    IPv4Address: address,
    IPv6Address: '',
  });
  const isBare = network.driver !== 'bridge' && container.status === 'running';
  if (isBare && container.bareEndpointId !== undefined && container.networkIds?.includes(network.id) === true)
    return [row(container.bareEndpointId, '', '')];
  return container.endpoints
    .filter((endpoint) => endpoint.network === network.id)
    .map(({ endpointId, mac, address, lengthBits }) => row(endpointId, mac, `${formatIp(address)}/${lengthBits}`));
}
