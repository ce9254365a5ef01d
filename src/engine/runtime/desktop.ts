/**
 * Docker Desktop on Windows: a client's request goes over a named pipe to a Windows program, and from there over a hypervisor socket to
 * dockerd; a published port is a socket of that same Windows program, which has to ask Windows for it. Facts V0.11 to V0.17.
 * The programs and channels are those of Docker's own pages; what the VM's end of the channel is called is not known.
 */
import { formatIp, type Ip } from '../address/ip.ts';
import { BIND_ERRORS, judgeBind } from '../windows/bind.ts';
import { WindowsHost } from '../windows/windows-host.ts';
import type { Listener, MachineId, World } from '../world/world.ts';
import type { ControlPlane } from './control-plane.ts';
import type { DockerHost } from './docker-host.ts';
import type { PublishedPort } from './docker-state.ts';

const BACKEND = 'com.docker.backend.exe';
/** Stands for the demultiplexer in the VM, which makes the last connection, to the container's own address. Fact V0.13. */
const FORWARDER = 'port-forwarder';

/** The Windows machine whose Docker Desktop runs this engine; null for an engine of its own. */
export function desktopOf(world: World, engine: MachineId): MachineId | null {
  return Object.values(world.machines).find(({ windows }) => windows?.desktop?.engine === engine)?.id ?? null;
}

function windowsOf({ plane, machineId }: DockerHost): WindowsHost | null {
  const id = desktopOf(plane.world, machineId);
  return id === null ? null : new WindowsHost(plane, id);
}

/** Whether the client sits on Windows: inside the VM it has the daemon's own socket at hand. */
export function asksThroughDesktop(host: DockerHost): boolean {
  const windows = windowsOf(host);
  return windows !== null && windows.netnsId === host.plane.client;
}

/** The request on its way in, or the answer on its way out: two channels, one behind the other. Fact V0.15. */
export function passThroughDesktop(
  host: DockerHost,
  client: string,
  what: string,
  answer: 'asked' | 'ok' | 'error',
  text?: string,
): void {
  const windows = windowsOf(host);
  if (windows === null) return;
  const told = { what, answer, ...(text === undefined ? {} : { text }) };
  const pipe = { ...told, channel: 'named-pipe' } as const;
  const socket = { ...told, channel: 'hypervisor-socket' } as const;
  if (answer === 'asked') {
    host.plane.call(windows.netnsId, { ...pipe, from: client, to: BACKEND });
    host.plane.call(host.netnsId, { ...socket, from: BACKEND, to: 'dockerd' });
  } else {
    host.plane.call(host.netnsId, { ...socket, from: 'dockerd', to: BACKEND });
    host.plane.call(windows.netnsId, { ...pipe, from: BACKEND, to: client });
  }
}

/** Whether a container of this engine has the port already: the daemon knows that without asking Windows. */
export function isPublished(host: DockerHost, port: PublishedPort): boolean {
  return windowsOf(host)?.netns.listeners.some((other) => isBackends(other, port)) ?? false;
}

function isBackends(listener: Listener, { protocol, hostIp, hostPort }: PublishedPort): boolean {
  const isSame = listener.protocol === protocol && listener.port === hostPort && listener.bindAddress === hostIp;
  return isSame && listener.process.name === BACKEND;
}

/**
 * Has the backend listen on Windows, one port after the other; at the first that Windows refuses the others are given back.
 * @param inside the container's own address: the last hop goes there directly (facts V0.12, V0.14)
 * @returns the daemon's error, null when all are bound; null too for an engine that is no Docker Desktop's
 */
export function exposeOnWindows(host: DockerHost, ports: readonly PublishedPort[], inside: Ip): string | null {
  const windows = windowsOf(host);
  if (windows === null) return null;
  for (const [index, port] of ports.entries()) {
    const error = expose(host, windows, port, inside);
    if (error === null) continue;
    withdrawFromWindows(host, ports.slice(0, index));
    return error;
  }
  return null;
}

function expose(host: DockerHost, windows: WindowsHost, port: PublishedPort, inside: Ip): string | null {
  const { plane } = host;
  const { protocol, hostIp: address, hostPort, containerPort } = port;
  const at = `${formatIp(address)}:${hostPort}`;
  const call = { channel: 'hypervisor-socket', what: `expose ${protocol.toUpperCase()} ${at}` } as const;
  plane.call(windows.netnsId, { ...call, from: 'dockerd', to: BACKEND, answer: 'asked' });
  const process = { name: BACKEND, pid: windows.state.desktop?.backendPid ?? 0 };
  const answer = judgeBind(windows.state.ports, windows.netns, { protocol, address, port: hostPort });
  const excluded = windows.state.ports.excluded[protocol];
  plane.bind(windows.netnsId, { protocol, address, port: hostPort, process, answer, excluded });
  if (answer.kind !== 'bound') {
    const text = `listen ${protocol} ${at}: bind: ${BIND_ERRORS[answer.kind].text}`;
    plane.call(host.netnsId, { ...call, from: BACKEND, to: 'dockerd', answer: 'error', text });
    return `Ports are not available: exposing port ${protocol.toUpperCase()} ${at} -> 0.0.0.0:0: ${text}`;
  }
  const listener: Listener = {
    protocol,
    bindAddress: address,
    port: hostPort,
    process,
    relayTo: {
      address: inside,
      port: containerPort,
      netns: host.netnsId,
      channel: { kind: 'hypervisor-socket', agent: FORWARDER },
    },
  };
  tellListener(plane, windows, 'add', listener);
  plane.call(host.netnsId, { ...call, from: BACKEND, to: 'dockerd', answer: 'ok' });
  return null;
}

/** Closes the backend's sockets; what Windows has to say about it is nothing. */
export function withdrawFromWindows(host: DockerHost, ports: readonly PublishedPort[]): void {
  const windows = windowsOf(host);
  if (windows === null) return;
  for (const port of ports) {
    const listener = windows.netns.listeners.find((other) => isBackends(other, port));
    if (listener !== undefined) tellListener(host.plane, windows, 'remove', listener);
  }
}

function tellListener(plane: ControlPlane, windows: WindowsHost, verb: 'add' | 'remove', listener: Listener): void {
  const netns = windows.netnsId;
  const subject = `${listener.protocol} ${formatIp(listener.bindAddress)}:${listener.port}`;
  const edit = { kind: verb === 'add' ? 'add-listener' : 'remove-listener', netns, listener } as const;
  plane.change(netns, { verb, noun: 'listener', subject }, [edit]);
}
