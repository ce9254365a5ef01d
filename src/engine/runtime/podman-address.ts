import type { Ip } from '../address/ip.ts';
import type { PodmanHost } from './podman-host.ts';
import type { PodmanNetwork } from './podman-state.ts';

/**
 * The address behind the one given last, and from the start again when the subnet ends; null when none is free. What was given is
 * remembered even if the start fails. @see containers/common libnetwork/netavark/ipam.go
 */
export function nextAddress(host: PodmanHost, network: PodmanNetwork): Ip | null {
  const size = 2 ** (32 - network.subnet.lengthBits);
  const used = new Set<number>([
    network.gateway,
    ...host.podman.containers.flatMap(({ network: name, endpoint }) =>
      name === network.name && endpoint !== undefined ? [endpoint.address] : [],
    ),
  ]);
  const last = host.podman.lastAddress[network.name] ?? network.subnet.address;
  for (let step = 1; step < size; step += 1) {
    const offset = (((last - network.subnet.address) >>> 0) + step) % size;
    const address = (network.subnet.address + offset) | 0;
    if (offset === 0 || offset === size - 1 || used.has(address)) continue;
    host.set({ lastAddress: { ...host.podman.lastAddress, [network.name]: address as Ip } });
    return address as Ip;
  }
  return null;
}
