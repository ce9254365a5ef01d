/** `podman create | start | stop | rm`. Read podman libpod/container_internal.go before editing; the recorded transcript holds the result. */
import { ANY_ADDRESS, formatIp } from '../address/ip.ts';
import type { Machine, MachineId } from '../world/world.ts';
import type { DockerImage, PublishedPort } from './docker-state.ts';
import { startProcess } from './image-process.ts';
import { commandOf } from './images.ts';
import { plugIn, unplug } from './netavark.ts';
import { nextAddress } from './podman-address.ts';
import { podmanRefused, type PodmanAnswer, type PodmanHost } from './podman-host.ts';
import { podmanImage } from './podman-images.ts';
import { holdPorts, portRefusal, releasePorts } from './podman-ports.ts';
import type { PodmanContainer, PodmanNetwork } from './podman-state.ts';

const CREATE_MS = 90;
const START_MS = 300;
const STOP_MS = 120;

export interface PodmanContainerRequest {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly network: string;
  readonly published: readonly PublishedPort[];
}

export function createPodmanContainer(
  host: PodmanHost,
  request: PodmanContainerRequest,
): PodmanAnswer<PodmanContainer> {
  const network = host.network(request.network);
  if (network === undefined)
    return podmanRefused(`unable to find network with name or ID ${request.network}: network not found`);
  const same = host.podman.containers.find(({ name }) => name === request.name);
  if (same !== undefined) {
    const used = `the container name "${same.name}" is already in use by ${same.id}`;
    const remedy = 'You have to remove that container to be able to reuse that name: that name is already in use';
    return podmanRefused(`creating container storage: ${used}. ${remedy}`);
  }
  const image = podmanImage(host.podman, request.image);
  if (image === undefined) return podmanRefused(`no such image: ${request.image}`);
  host.plane.spend(CREATE_MS);
  const { nowMs } = host.plane.world;
  const container: PodmanContainer = {
    id: host.given('containers') ?? host.hex(64),
    name: request.name,
    image: image.reference,
    command: typedCommand(image.image, request.command),
    createdMs: nowMs,
    changedMs: nowMs,
    status: 'created',
    network: network.name,
    published: inOrder(request.published),
  };
  host.plane.change(host.netnsId, { verb: 'add', noun: 'container', subject: container.name }, [
    host.setEdit({ containers: [...host.podman.containers, container] }),
  ]);
  return { ok: true, value: container };
}

/** Podman shows what was typed or the image's own words, never the entry point. */
function typedCommand(image: DockerImage, typed: readonly string[]): string {
  const { entrypoint: _hidden, ...plain } = image;
  return commandOf(plain, typed);
}

/** By host address, those for all addresses first, then by protocol and port. @see podman specgen/generate ParsePortMapping */
function inOrder(published: readonly PublishedPort[]): readonly PublishedPort[] {
  const key = ({ hostIp, protocol, containerPort }: PublishedPort) =>
    `${hostIp === ANY_ADDRESS ? '' : formatIp(hostIp)} ${protocol} ${String(containerPort).padStart(5, '0')}`;
  return [...published].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

export function podmanMachineOf(host: PodmanHost, container: PodmanContainer): MachineId {
  const present = host.plane.world.machines[container.name];
  return present === undefined || present.parent === host.machineId
    ? container.name
    : `${host.machineId}-${container.name}`;
}

function networkOf(host: PodmanHost, container: PodmanContainer): PodmanNetwork {
  const network = host.network(container.network);
  if (network === undefined) throw new Error(`no network ${container.network}`);
  return network;
}

/**
 * The network comes first, the ports are bound after it: a start that fails for a port takes its network down again, and with it the
 * marks of a container that has the same port published. @see the recorded transcript; facts.md 3.4
 */
export function startPodmanContainer(host: PodmanHost, given: PodmanContainer): PodmanAnswer<PodmanContainer> {
  if (given.status === 'running') return { ok: true, value: given };
  const network = networkOf(host, given);
  const address = nextAddress(host, network);
  if (address === null)
    return podmanRefused(`IPAM error: failed to find free IP in range: ${formatIp(network.gateway)}`, 126);
  host.plane.spend(START_MS);
  const id = podmanMachineOf(host, given);
  const machine: Machine = {
    id,
    kind: 'container',
    title: given.name,
    subtitle: given.image,
    parent: host.machineId,
    netns: id,
    files: {},
  };
  host.plane.quietly([{ kind: 'add-machine', machine }]);
  host.plane.change(id, { verb: 'add', noun: 'netns', subject: id }, [
    { kind: 'add-netns', netns: id, machine: id, like: host.netnsId },
  ]);
  const endpoint = plugIn(host, given, network, id, address);
  const running: PodmanContainer = {
    ...given,
    status: 'running',
    changedMs: host.plane.world.nowMs,
    endpoint,
  };
  const refusal = portRefusal(host, given);
  if (refusal !== null) {
    takeDown(host, running);
    return podmanRefused(refusal, 126);
  }
  host.replace(running);
  holdPorts(host, running);
  startProcess(host.plane, id, podmanImage(host.podman, running.image)?.image, running.command);
  return { ok: true, value: running };
}

export function stopPodmanContainer(host: PodmanHost, given: PodmanContainer, exitCode: number): PodmanContainer {
  if (given.status !== 'running') return given;
  host.plane.spend(STOP_MS);
  releasePorts(host, given);
  takeDown(host, given);
  const { endpoint: _gone, ...rest } = given;
  const stopped: PodmanContainer = { ...rest, status: 'exited', exitCode, changedMs: host.plane.world.nowMs };
  host.replace(stopped);
  return stopped;
}

/** Network and namespace of a container that runs, or was about to. */
function takeDown(host: PodmanHost, container: PodmanContainer): void {
  const { endpoint } = container;
  const id = podmanMachineOf(host, container);
  if (endpoint !== undefined) {
    const network = networkOf(host, container);
    const isLast = !host.podman.containers.some(
      (other) => other.id !== container.id && other.network === network.name && other.status === 'running',
    );
    unplug(host, container, network, endpoint, isLast);
  }
  host.plane.change(id, { verb: 'remove', noun: 'netns', subject: id }, [{ kind: 'remove-netns', netns: id }]);
  host.plane.quietly([{ kind: 'remove-machine', machine: id }]);
}

export function removePodmanContainer(
  host: PodmanHost,
  given: PodmanContainer,
  isForced: boolean,
): PodmanAnswer<PodmanContainer> {
  if (given.status === 'running' && !isForced) {
    const why = 'running or paused containers cannot be removed without force: container state improper';
    return podmanRefused(`cannot remove container ${given.id} as it is running - ${why}`, 2);
  }
  const stopped = stopPodmanContainer(host, given, 137);
  host.plane.change(host.netnsId, { verb: 'remove', noun: 'container', subject: given.name }, [
    host.setEdit({ containers: host.podman.containers.filter((other) => other.id !== given.id) }),
  ]);
  return { ok: true, value: stopped };
}
