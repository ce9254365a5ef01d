/** The process of a container's image, as far as others notice: the sockets it waits on. */
import { ANY_ADDRESS, formatIp } from '../address/ip.ts';
import type { NetnsId } from '../world/world.ts';
import type { ControlPlane } from './control-plane.ts';
import type { DockerImage } from './docker-state.ts';
import { portsListenedOn } from './images.ts';

/** On a shared network a port that is taken already stays with its holder. @param command what the container runs, entry point first */
export function startProcess(
  plane: ControlPlane,
  netns: NetnsId,
  image: DockerImage | undefined,
  command: string,
): void {
  for (const { protocol, port, address = ANY_ADDRESS } of image === undefined ? [] : portsListenedOn(image, command)) {
    const taken = plane.world.netns[netns]?.listeners.some(
      (other) => other.protocol === protocol && other.port === port,
    );
    if (taken === true) continue;
    const process = { name: image?.process ?? 'app', pid: 1, fd: 7 };
    const backlog = protocol === 'tcp' ? { backlog: 511 } : {};
    plane.change(netns, { verb: 'add', noun: 'listener', subject: `${protocol} ${formatIp(address)}:${port}` }, [
      { kind: 'add-listener', netns, listener: { protocol, bindAddress: address, port, process, ...backlog } },
    ]);
  }
}

/** What it opened on a network that stays when it ends. */
export function endProcess(plane: ControlPlane, netns: NetnsId, image: DockerImage | undefined): void {
  const own = plane.world.netns[netns]?.listeners.filter(({ process }) => process.name === image?.process) ?? [];
  plane.quietly(own.map((listener) => ({ kind: 'remove-listener', netns, listener })));
}
