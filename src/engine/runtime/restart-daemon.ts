/** `systemctl restart docker`: everything stops, the configuration is read again, what should run starts again. */
import { makeBridge, removeBridge } from './networks.ts';
import { startContainer, stopContainer } from './containers.ts';
import type { DaemonConfig } from './daemon-config.ts';
import type { DockerHost } from './docker-host.ts';

const RESTART_MS = 1800;

/**
 * Networks keep the subnet they have; only docker0 follows `bip`, and the next-fit allocator begins anew. Containers with a
 * restart policy come back, the others stay exited. Rules of networks that did not change are left in place.
 */
export function restartDaemon(host: DockerHost, config: DaemonConfig): void {
  const { plane } = host;
  plane.call(host.netnsId, {
    from: 'systemctl',
    to: 'systemd',
    channel: 'unix-socket',
    what: 'restart docker.service',
    answer: 'asked',
  });
  plane.spend(RESTART_MS);
  const running = host.docker.containers.filter((container) => container.status === 'running');
  for (const container of running) stopContainer(host, container, 0);
  readConfig(host, config);
  moveDefaultBridge(host, config);
  for (const container of [...running].reverse()) {
    const stopped = host.docker.containers.find((other) => other.id === container.id);
    if (stopped !== undefined && container.restart !== 'no') startContainer(host, stopped);
  }
}

/** What a starting daemon takes from its configuration; its next-fit allocator begins anew. */
export function readConfig(host: DockerHost, config: DaemonConfig): void {
  const { pools: _old, ...kept } = host.docker;
  const nextSubnet = config.bip === undefined ? 1 : 0;
  const docker = { ...kept, nextSubnet, ...(config.pools ? { pools: config.pools } : {}) };
  host.plane.quietly([{ kind: 'set-docker', machine: host.machineId, docker }]);
}

function moveDefaultBridge(host: DockerHost, { bip }: DaemonConfig): void {
  const bridge = host.docker.networks.find((network) => network.name === 'bridge');
  if (bip === undefined || bridge?.subnet === undefined) return;
  if (bridge.gateway === bip.gateway && bridge.subnet.lengthBits === bip.subnet.lengthBits) return;
  const mac = host.netns.devs.find((dev) => dev.name === bridge.bridge)?.mac ?? host.drawBridgeMac();
  removeBridge(host, bridge);
  const moved = { ...bridge, gateway: bip.gateway, subnet: bip.subnet };
  host.set({ networks: host.docker.networks.map((network) => (network.id === bridge.id ? moved : network)) });
  makeBridge(host, moved, mac);
}
