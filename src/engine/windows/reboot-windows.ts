/**
 * `Restart-Computer`: Windows starts again, and with it the VM and the engine inside. Blocks of ports are drawn anew in the dynamic range as
 * it is set then; what an administrator added persistently stays. Facts F0.16, V0.5, V0.9.
 */
import { formatIp } from '../address/ip.ts';
import { ControlPlane } from '../runtime/control-plane.ts';
import { findContainer, startContainer, stopContainer } from '../runtime/containers.ts';
import { DockerHost } from '../runtime/docker-host.ts';
import { FOUND_DEAD } from '../runtime/cut-off-docker.ts';
import { hasNetworkToMirror, shutDownWsl, startDistribution, startWithWindows } from '../runtime/wsl-lifecycle.ts';
import { dropUserModeNetwork } from '../runtime/user-mode-network.ts';
import type { DockerContainer } from '../runtime/docker-state.ts';
import { EMPTY_NETNS } from '../world/empty.ts';
import type { Listener, Machine, MachineId, World } from '../world/world.ts';
import { takeBlocks } from './port-blocks.ts';
import { WindowsHost } from './windows-host.ts';
import type { WindowsState } from './windows-state.ts';
import { isVmRunning } from './wsl.ts';
import { readWslConfig, WSLCONFIG, type WslConfig } from './wslconfig.ts';

const BOOT_MS = 60_000;

/**
 * Services run, programs' sockets are gone, a shell is not elevated. Blocks are taken before Docker Desktop starts its containers (the real
 * order is not known). A container whose policy asks for it is started, and stays stopped where Windows refuses its port.
 * @throws RangeError for a machine whose boot configuration is not known
 */
export function rebootWindows(world: World, id: MachineId): ControlPlane {
  const machine = world.machines[id];
  if (machine?.windows === undefined || machine.boot === undefined)
    throw new RangeError(`nothing is known of how ${id} boots`);
  const plane = new ControlPlane(switchedOff(world, machine), machine.netns);
  const host = new WindowsHost(plane, id);
  plane.quietly([{ kind: 'reset-netns', netns: machine.netns }]);
  restartVm(plane, machine);
  tellClosed(plane, world.netns[machine.netns]?.listeners ?? [], machine);
  plane.spend(BOOT_MS);
  const { excluded } = host.state.ports;
  const stays = (range: (typeof excluded.tcp)[number]) => range.administered && range.untilReboot !== true;
  host.tellRanges(
    'remove',
    excluded.tcp.filter((range) => !stays(range)),
  );
  host.setPorts({ excluded: { tcp: excluded.tcp.filter(stays), udp: excluded.udp.filter(stays) }, freed: [] });
  host.set({
    services: { winnat: 'running', iphlpsvc: 'running', hns: 'running' },
    elevated: false,
    shell: 'powershell',
    ...mended(host.state),
  });
  const asking = { from: 'Windows', to: 'Hyper-V, HNS, winnat' } as const;
  plane.call(machine.netns, { ...asking, channel: 'exec', what: 'boot', answer: 'ok' });
  takeBlocks(host);
  const { desktop } = host.state;
  if (desktop?.running === true && hasItsVm(plane, machine))
    startAgain(plane, desktop.engine, world.machines[desktop.engine]?.docker?.containers ?? []);
  return plane;
}

/** Docker Desktop starts the distribution that its engine is in, where somebody had shut WSL down. @returns false where it cannot be started */
function hasItsVm(plane: ControlPlane, machine: Machine): boolean {
  const { wsl } = machine.windows ?? {};
  if (wsl === undefined || isVmRunning(wsl)) return true;
  const start = startOf(plane.world, machine);
  if (start !== null) startDistribution(plane, machine.id, start.name, start.config);
  return start !== null;
}

/** A VM that ran is a new one after the boot: with another address, and as `.wslconfig` says now. Facts V2.8, V2.11. */
function restartVm(plane: ControlPlane, machine: Machine): void {
  const { wsl } = machine.windows ?? {};
  const start = startOf(plane.world, machine);
  if (wsl !== undefined && isVmRunning(wsl) && start !== null)
    startWithWindows(plane, machine.id, start.name, start.config);
}

/** The distribution that Docker Desktop starts, and how; null where it has none, or where this world does not follow what `.wslconfig` asks for. */
function startOf(world: World, machine: Machine): { readonly name: string; readonly config: WslConfig } | null {
  const { wsl, desktop } = machine.windows ?? {};
  const around =
    desktop?.running === true
      ? wsl?.distributions.find((one) => isInside(world, desktop.engine, one.machine))
      : undefined;
  const config = readWslConfig(machine.files[WSLCONFIG] ?? '');
  if (around === undefined || 'unmodelled' in config) return null;
  if (config.networkingMode === 'mirrored' && !hasNetworkToMirror(world, machine)) return null;
  return { name: around.name, config };
}

/** A boot gives the VM its way out back. Fact V0.6. */
function mended({ wsl }: WindowsState): Pick<WindowsState, 'wsl'> | null {
  if (wsl === undefined) return null;
  const { natAfterStop: _mended, ...rest } = wsl;
  return { wsl: rest };
}

/** Sockets that were open and are not there by themselves. */
function tellClosed(plane: ControlPlane, before: readonly Listener[], { netns }: Machine): void {
  const now = plane.world.netns[netns]?.listeners ?? [];
  const isOpen = (one: Listener) =>
    now.some(
      ({ port, bindAddress, protocol }) =>
        `${protocol} ${port} ${bindAddress}` === `${one.protocol} ${one.port} ${one.bindAddress}`,
    );
  const [first, ...also] = before
    .filter((one) => !isOpen(one))
    .map(({ protocol, bindAddress, port }) => `${protocol} ${formatIp(bindAddress)}:${port}`);
  if (first === undefined) return;
  const told = { verb: 'remove', noun: 'listener', subject: first, ...(also.length > 0 ? { also } : {}) } as const;
  plane.change(netns, told, []);
}

/** The power goes: containers end without a word, and what the kernels inside had learned is forgotten. */
function switchedOff(world: World, machine: Machine): World {
  const engine = machine.windows?.desktop?.engine;
  const off = new ControlPlane(world, machine.netns);
  // Docker Desktop starts WSL again by itself; nobody else does.
  if (machine.windows?.wsl !== undefined && engine === undefined) shutDownWsl(off, machine.id);
  dropUserModeNetwork(off, machine.id);
  if (engine !== undefined) {
    const host = new DockerHost(off, engine);
    for (const container of host.docker.containers) stopContainer(host, container, 0);
  }
  const netns = Object.entries(off.world.netns).map(([id, one]) =>
    isInside(off.world, one.machine, machine.id) ? [id, { ...one, state: EMPTY_NETNS.state }] : [id, one],
  );
  return { ...off.world, netns: Object.fromEntries(netns) as World['netns'] };
}

function isInside({ machines }: World, id: MachineId, outer: MachineId): boolean {
  const parent = machines[id]?.parent ?? null;
  return parent !== null && (parent === outer || isInside({ machines } as World, parent, outer));
}

/** As a daemon's start does: `always` brings back what ran or was stopped by hand, `unless-stopped` what ran or died with WSL. Rule BOO-2. */
function startAgain(plane: ControlPlane, engine: MachineId, before: readonly DockerContainer[]): void {
  const host = new DockerHost(plane, engine);
  const ran = ({ status, exitCode }: DockerContainer) =>
    status === 'running' || (status === 'exited' && exitCode === FOUND_DEAD);
  const wanted = before.filter((container) =>
    container.restart === 'always'
      ? container.status !== 'created'
      : container.restart === 'unless-stopped' && ran(container),
  );
  for (const { id } of [...wanted].reverse()) {
    const container = findContainer(host, id);
    if (container !== undefined) startContainer(host, container);
  }
}
