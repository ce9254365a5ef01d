/** `reboot`: a machine starts from its configuration files. What hands did to its kernel is gone, what its Docker Engine stores is not. */
import { formatPrefix } from '../address/prefix.ts';
import type { Machine, MachineId, Netns, Route, World } from '../world/world.ts';
import { startContainer } from './containers.ts';
import { ControlPlane, routeSubject } from './control-plane.ts';
import type { DaemonConfig } from './daemon-config.ts';
import { DockerHost } from './docker-host.ts';
import type { DockerContainer, DockerNetwork, DockerState } from './docker-state.ts';
import { prepareKernel } from './install.ts';
import { chooseSubnet, firstAddress } from './ipam.ts';
import { makeBridge } from './networks.ts';
import { readConfig } from './restart-daemon.ts';

const BOOT_MS = 45_000;

/**
 * Routes, rules, kernel settings, neighbours and counters are those of the boot configuration. A Docker Engine makes its
 * networks anew with the subnets they have, and starts the containers whose policy asks for it. Cables stay as they are.
 * @param config what /etc/docker/daemon.json says; it is read anew
 * @returns the exchange, with the world after it. @throws RangeError for a machine whose boot configuration is not known
 * @see moby daemon/daemon.go restore; docker-run(1) "--restart": `always` also brings back what was stopped by hand
 */
export function rebootMachine(world: World, id: MachineId, config: DaemonConfig): ControlPlane {
  const machine = world.machines[id];
  if (machine?.boot === undefined) throw new RangeError(`nothing is known of how ${id} boots`);
  const plane = new ControlPlane(world, machine.netns);
  plane.call(machine.netns, { from: 'reboot', to: 'systemd', channel: 'unix-socket', what: 'reboot', answer: 'asked' });
  for (const route of routesByHand(world.netns[machine.netns], machine.boot))
    plane.change(machine.netns, { verb: 'remove', noun: 'route', subject: routeSubject(route) }, []);
  const host = machine.docker === undefined ? null : new DockerHost(plane, id);
  const wanted = host === null ? [] : host.docker.containers.filter((one) => comesBack(one, host.docker.down));
  if (host !== null) switchOff(host, machine);
  plane.quietly([{ kind: 'reset-netns', netns: machine.netns }]);
  plane.spend(BOOT_MS);
  if (host !== null) startEngine(host, config, wanted);
  return plane;
}

/** Typed into the kernel and written down nowhere. Routes of devices that a runtime made go with these. */
function routesByHand(now: Netns | undefined, boot: Netns): readonly Route[] {
  const names = boot.devs.map(({ name }) => name);
  const known = boot.routes.map(nameOf);
  return (now?.routes ?? []).filter(
    (route) =>
      route.protocol !== 'kernel' &&
      (route.netdev === undefined || names.includes(route.netdev)) &&
      !known.includes(nameOf(route)),
  );
}

function nameOf(route: Route): string {
  return `${route.table} ${route.type} ${formatPrefix(route.prefix)} ${routeSubject(route)}`;
}

function comesBack({ restart, status, id }: DockerContainer, down: DockerState['down']): boolean {
  if (restart === 'always') return status !== 'created';
  return restart === 'unless-stopped' && (status === 'running' || down?.ran.includes(id) === true);
}

/** The namespaces go with the power; the engine remembers its containers as stopped. */
function switchOff(host: DockerHost, machine: Machine): void {
  const inside = Object.values(host.plane.world.machines).filter(({ parent }) => parent === machine.id);
  host.plane.quietly(
    inside.flatMap(({ id, netns }) => [
      ...(netns === machine.netns ? [] : [{ kind: 'remove-netns', netns } as const]),
      { kind: 'remove-machine', machine: id } as const,
    ]),
  );
  const stopped = (container: DockerContainer): DockerContainer =>
    container.status === 'running' ? { ...container, status: 'exited', exitCode: 0, endpoints: [] } : container;
  host.set({ containers: host.docker.containers.map(stopped) });
}

function startEngine(host: DockerHost, config: DaemonConfig, wanted: readonly DockerContainer[]): void {
  host.plane.call(host.netnsId, {
    from: 'systemd',
    to: 'dockerd',
    channel: 'exec',
    what: 'start docker.service',
    answer: 'ok',
  });
  readConfig(host, config);
  renewDefaultBridge(host, config);
  const icc = host.findNetwork('bridge')?.options['com.docker.network.bridge.enable_icc'] !== 'false';
  prepareKernel(host, icc);
  for (const network of host.docker.networks)
    if (network.driver === 'bridge') makeBridge(host, network, host.drawBridgeMac());
  for (const { id } of [...wanted].reverse()) {
    const container = host.docker.containers.find((other) => other.id === id);
    if (container !== undefined) startContainer(host, container);
  }
}

/**
 * docker0 is gone with the kernel's devices, and its network is made anew: by `bip`, else from the pools, as at the very first start.
 * @see moby daemon/daemon_unix.go initBridgeDriver
 */
function renewDefaultBridge(host: DockerHost, { bip }: DaemonConfig): void {
  const others = host.docker.networks.filter(({ name }) => name !== 'bridge');
  const free = { ...host.docker, networks: others, nextSubnet: 0 };
  const choice = bip === undefined ? chooseSubnet(free, host.netns, host.machine) : null;
  const subnet = bip?.subnet ?? choice?.chosen ?? null;
  const gateway = bip?.gateway ?? (subnet && firstAddress(subnet));
  if (subnet === null || gateway === null) return;
  const renewed = (network: DockerNetwork) => (network.name === 'bridge' ? { ...network, subnet, gateway } : network);
  host.set({ networks: host.docker.networks.map(renewed), ...(choice ? { nextSubnet: choice.nextSubnet } : {}) });
}
