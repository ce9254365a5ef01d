/** `docker create | start | stop | rm` as the daemon carries them out. */
import type { Ip } from '../address/ip.ts';
import type { Machine, MachineId, NetnsId } from '../world/world.ts';
import { linesOfEndpoint } from './container-lines.ts';
import { refused, type Answer, type DockerHost } from './docker-host.ts';
import { byNameOrId } from './engine-host.ts';
import { hostsFile } from './hosts-file.ts';
import type { DockerContainer, DockerNetwork, ExtraHost, PublishedPort } from './docker-state.ts';
import {
  addDefaultRoute,
  addResolver,
  connect,
  disconnect,
  gatewayNetwork,
  inProgramOrder,
  portConflict,
  publish,
  publishingNetwork,
  unpublish,
} from './endpoints.ts';
import { exposeOnWindows } from './desktop.ts';
import { engineMajor } from './engine-version.ts';
import { endProcess, startProcess } from './image-process.ts';
import { commandOf, findImage } from './images.ts';
import { chooseAddress } from './ipam.ts';

const CREATE_MS = 80;
const START_MS = 320;
const STOP_MS = 240;

export interface ContainerRequest {
  readonly name: string;
  /** A reference that `findImage` knows. */
  readonly image: string;
  readonly command: readonly string[];
  readonly networkIds: readonly string[];
  readonly hostname?: string;
  readonly extraHosts?: readonly ExtraHost[];
  /** `--ip`: its address on the first network. */
  readonly address?: Ip;
  readonly published: readonly PublishedPort[];
  readonly restart: DockerContainer['restart'];
  readonly labels?: Readonly<Record<string, string>>;
}

export function findContainer(host: DockerHost, reference: string): DockerContainer | undefined {
  return byNameOrId(host.docker.containers, reference);
}

/** Nothing exists in the kernel yet: a created container is only remembered. */
export function createContainer(host: DockerHost, request: ContainerRequest): Answer<DockerContainer> {
  const same = host.docker.containers.find((container) => container.name === request.name);
  if (same !== undefined) {
    return refused(
      `Conflict. The container name "/${request.name}" is already in use by container "${same.id}". ` +
        'You have to remove (or rename) that container to be able to reuse that name.',
    );
  }
  const image = findImage(host.docker, request.image);
  if (image === undefined) return refused(`No such image: ${request.image}`);
  host.plane.spend(CREATE_MS);
  const { nowMs } = host.plane.world;
  const container: DockerContainer = {
    id: host.nextId('containers'),
    name: request.name,
    image: request.image,
    command: commandOf(image, request.command),
    createdMs: nowMs,
    changedMs: nowMs,
    status: 'created',
    restart: request.restart,
    networkIds: request.networkIds,
    ...(request.hostname === undefined ? {} : { hostname: request.hostname }),
    ...(request.extraHosts === undefined ? {} : { extraHosts: request.extraHosts }),
    ...(request.address === undefined ? {} : { fixedAddress: request.address }),
    endpoints: [],
    published: request.published,
    labels: request.labels ?? {},
  };
  host.plane.change(host.netnsId, { verb: 'add', noun: 'container', subject: container.name }, [
    host.setEdit({ containers: [container, ...host.docker.containers] }),
  ]);
  return { ok: true, value: container };
}

export function replaceContainer(host: DockerHost, container: DockerContainer): void {
  host.set({ containers: host.docker.containers.map((other) => (other.id === container.id ? container : other)) });
}

/** The id of the machine that stands for a container: its name, unless another machine has that already. */
export function machineOf(host: DockerHost, container: DockerContainer): MachineId {
  const present = host.plane.world.machines[container.name];
  return present === undefined || present.parent === host.machineId
    ? container.name
    : `${host.machineId}-${container.name}`;
}

/** The container whose namespace this one lives in: `--network container:…`. */
function joinedContainer(host: DockerHost, { networkIds }: DockerContainer): DockerContainer | undefined {
  const id = /^container:(.*)$/.exec(networkIds?.[0] ?? '')?.[1];
  return host.docker.containers.find((other) => other.id === id);
}

/** A namespace outlives its container while another one lives in it; a restart then makes a new one. */
function freeNetns(host: DockerHost, id: MachineId): NetnsId {
  return host.plane.world.netns[id] === undefined ? id : freeNetns(host, `${id}-new`);
}

/** Ports are bound now, not at create; when that fails the container stays as it was. */
export function startContainer(host: DockerHost, given: DockerContainer): Answer<DockerContainer> {
  if (given.status === 'running') return { ok: true, value: given };
  const networks: DockerNetwork[] = [];
  const joined = joinedContainer(host, given);
  if (joined?.status === 'created' || joined?.status === 'exited')
    return refused(`cannot join network of a non running container: ${joined.id}`);
  for (const id of joined === undefined ? (given.networkIds ?? []) : []) {
    const network = host.docker.networks.find((other) => other.id === id || other.name === id);
    if (network === undefined) return refused(`network ${id} not found`);
    networks.push(network);
  }
  const addresses: Ip[] = [];
  for (const network of networks.filter((other) => other.driver === 'bridge')) {
    const fixed = network === networks[0] ? given.fixedAddress : undefined;
    const address = fixed ?? chooseAddress(host.docker, network);
    if (address === null)
      return refused("no available IPv4 addresses on this network's address pools: " + network.name);
    addresses.push(address);
  }
  for (const port of publishingNetwork(networks) === undefined ? [] : given.published) {
    const conflict = portConflict(host, port);
    if (conflict !== null) {
      const endpoint = `endpoint ${given.name} (${host.hex(64)})`;
      return refused(
        `${networkingFailed(host)}driver failed programming external connectivity on ${endpoint}: ${conflict}`,
      );
    }
  }
  const publishing = publishingNetwork(networks);
  if (publishing !== undefined) {
    const inside = addresses[networks.filter(({ driver }) => driver === 'bridge').indexOf(publishing)] ?? (0 as Ip);
    const unavailable = exposeOnWindows(host, inProgramOrder(given.published), inside);
    if (unavailable !== null) return refused(unavailable);
  }
  host.plane.spend(START_MS);
  return { ok: true, value: bringUp(host, given, networks, addresses) };
}

/** @see moby v28.5.2 daemon/container_operations.go */
function networkingFailed({ docker }: DockerHost): string {
  return engineMajor(docker.version) >= 28 ? 'failed to set up container networking: ' : '';
}

function bringUp(
  host: DockerHost,
  given: DockerContainer,
  networks: readonly DockerNetwork[],
  addresses: readonly Ip[],
): DockerContainer {
  const id = machineOf(host, given);
  const joined = joinedContainer(host, given);
  const onHost = networks.some((network) => network.driver === 'host');
  const shared = joined === undefined ? undefined : host.plane.world.machines[machineOf(host, joined)]?.netns;
  const netns = onHost ? host.netnsId : (shared ?? freeNetns(host, id));
  const machine: Machine = {
    id,
    kind: 'container',
    title: given.name,
    subtitle: given.image,
    parent: host.machineId,
    netns,
    files: given.extraHosts === undefined ? {} : { '/etc/hosts': hostsFile(host, given, addresses[0]) },
  };
  host.plane.quietly([{ kind: 'add-machine', machine }]);
  if (!onHost && shared === undefined) {
    host.plane.change(netns, { verb: 'add', noun: 'netns', subject: id }, [
      { kind: 'add-netns', netns, machine: id, like: host.netnsId },
    ]);
  }
  const bridges = networks.filter((network) => network.driver === 'bridge');
  const endpoints = bridges.map((network, at) => connect(host, netns, network, addresses[at] ?? (0 as Ip), `eth${at}`));
  const gateway = gatewayNetwork(bridges);
  const at = gateway === undefined ? -1 : bridges.indexOf(gateway);
  const running: DockerContainer = {
    ...given,
    status: 'running',
    changedMs: host.plane.world.nowMs,
    endpoints,
    ...(networks.some(({ driver }) => driver !== 'bridge') ? { bareEndpointId: host.hex(64) } : {}),
  };
  replaceContainer(host, running);
  if (gateway?.gateway !== undefined) addDefaultRoute(host, netns, gateway.gateway, `eth${at}`);
  if (bridges.some((network) => network.bridge !== 'docker0')) addResolver(host, netns);
  const published = addresses[at];
  if (gateway !== undefined && publishingNetwork(bridges) === gateway && published !== undefined)
    publish(host, running, gateway, published);
  startProcess(host.plane, netns, findImage(host.docker, running.image), running.command);
  return running;
}

/** The process ends, ports and namespace go; the network, its bridge and its route stay. */
export function stopContainer(host: DockerHost, given: DockerContainer, exitCode: number): DockerContainer {
  if (given.status !== 'running') return given;
  const id = machineOf(host, given);
  host.plane.spend(STOP_MS);
  unpublish(host, given);
  const netns = host.plane.world.machines[id]?.netns;
  if (netns === host.netnsId) endProcess(host.plane, netns, findImage(host.docker, given.image));
  for (const endpoint of given.endpoints) {
    const network = host.docker.networks.find((other) => other.id === endpoint.network);
    if (network !== undefined)
      host.rules('remove', host.netnsId, linesOfEndpoint(host.docker, network, endpoint.address));
    const edits = disconnect(host, endpoint);
    if (edits.length > 0)
      host.plane.change(host.netnsId, { verb: 'remove', noun: 'netdev', subject: endpoint.hostVeth }, edits);
  }
  const isShared = Object.values(host.plane.world.machines).some((other) => other.id !== id && other.netns === netns);
  if (netns !== undefined && netns !== host.netnsId && !isShared) {
    host.plane.change(netns, { verb: 'remove', noun: 'netns', subject: id }, [{ kind: 'remove-netns', netns }]);
  }
  host.plane.quietly([{ kind: 'remove-machine', machine: id }]);
  const stopped: DockerContainer = {
    ...given,
    status: 'exited',
    exitCode,
    changedMs: host.plane.world.nowMs,
    endpoints: [],
  };
  replaceContainer(host, stopped);
  return stopped;
}

export function removeContainer(host: DockerHost, given: DockerContainer, force: boolean): Answer<DockerContainer> {
  if (given.status === 'running' && !force) {
    return refused(
      `You cannot remove a running container ${given.id}. Stop the container before attempting removal or force remove`,
    );
  }
  const stopped = stopContainer(host, given, 137);
  host.plane.change(host.netnsId, { verb: 'remove', noun: 'container', subject: given.name }, [
    host.setEdit({ containers: host.docker.containers.filter((other) => other.id !== given.id) }),
  ]);
  return { ok: true, value: stopped };
}
