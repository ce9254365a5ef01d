/** conmon keeps published ports from others and never accepts: traffic for them goes by DNAT. @see recordings h01, h02 */
import { ANY_ADDRESS, formatIp } from '../address/ip.ts';
import type { Listener } from '../world/world.ts';
import type { PublishedPort } from './docker-state.ts';
import type { PodmanHost } from './podman-host.ts';
import type { PodmanContainer, PodmanState } from './podman-state.ts';

/** Why the container's ports cannot be had, as podman words it; null when they can. */
export function portRefusal({ netns }: PodmanHost, { published }: PodmanContainer): string | null {
  const taken = published.find((port) =>
    netns.listeners.some(
      (other) =>
        isAt(other, port) &&
        (other.bindAddress === port.hostIp || other.bindAddress === ANY_ADDRESS || port.hostIp === ANY_ADDRESS),
    ),
  );
  if (taken === undefined) return null;
  const { protocol, hostIp, hostPort } = taken;
  const at = `${hostIp === ANY_ADDRESS ? '' : formatIp(hostIp)}:${hostPort}`;
  const why = `listen ${protocol}4 ${at}: bind: address already in use`;
  return `cannot listen on the ${protocol.toUpperCase()} port: ${why}`;
}

function isAt(listener: Listener, port: PublishedPort): boolean {
  return listener.protocol === port.protocol && listener.port === port.hostPort;
}

function subjectOf({ protocol, hostIp, hostPort }: PublishedPort): string {
  return `${protocol} ${formatIp(hostIp)}:${hostPort}`;
}

/**
 * Podman 6 leaves the port to its DNAT rule alone: nothing listens, and who goes by listening sockets (WSL's relay) sees nothing.
 * From 6.1 on `force_port_listen` in containers.conf brings the socket back; 6.0 does not know it. Fact V2.13.
 */
export function keepsPortsOpen({ version, forcePortListen }: PodmanState): boolean {
  return Number.parseInt(version, 10) < 6 || (forcePortListen === true && knowsPortListen(version));
}

/** Whether containers.conf may say `force_port_listen`: 5.8.6, and 6.1 on. Fact V2.13. */
export function knowsPortListen(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major > 6 || (major === 6 && minor >= 1) || (major === 5 && minor === 8 && patch >= 6);
}

export function holdPorts(host: PodmanHost, container: PodmanContainer): void {
  if (!keepsPortsOpen(host.podman)) return;
  const pid = host.number(2000, 32000);
  container.published.forEach((port, at) => {
    const listener: Listener = {
      protocol: port.protocol,
      bindAddress: port.hostIp,
      port: port.hostPort,
      process: { name: 'conmon', pid, fd: 5 + at },
      idle: true,
      ...(port.protocol === 'tcp' ? { backlog: 4096 } : {}),
    };
    host.plane.change(host.netnsId, { verb: 'add', noun: 'listener', subject: subjectOf(port) }, [
      { kind: 'add-listener', netns: host.netnsId, listener },
    ]);
  });
}

export function releasePorts(host: PodmanHost, container: PodmanContainer): void {
  for (const port of container.published) {
    const held = host.netns.listeners.find(
      (other) => other.process.name === 'conmon' && isAt(other, port) && other.bindAddress === port.hostIp,
    );
    if (held === undefined) continue;
    host.plane.change(host.netnsId, { verb: 'remove', noun: 'listener', subject: subjectOf(port) }, [
      { kind: 'remove-listener', netns: host.netnsId, listener: held },
    ]);
  }
}
