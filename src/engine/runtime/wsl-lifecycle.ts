/**
 * The WSL VM stops and starts: containers end, relays on Windows close, and the VM comes back with another address, or, mirrored, with
 * Windows' own. Facts V2.8, V2.11. Where in the adapter's subnet the next address lies is drawn: only that it changes is known.
 */
import { formatIp, type Ip } from '../address/ip.ts';
import { broadcastOf, prefixOf } from '../address/prefix.ts';
import { isVmRunning, isWslAdapter, type WslState } from '../windows/wsl.ts';
import type { WslConfig } from '../windows/wslconfig.ts';
import type { InterfaceAddress, Machine, MachineId, Netdev, Netns, World } from '../world/world.ts';
import type { Edit } from '../world/edit.ts';
import type { ControlPlane } from './control-plane.ts';
import { cutOffDocker } from './cut-off-docker.ts';
import { drawNumber } from './draw.ts';
import { dropUserModeNetwork } from './user-mode-network.ts';
import { parseRoute } from '../world/route-text.ts';

const STOP_MS = 2_000;
const BOOT_MS = 4_000;
const ETH0 = 'eth0';
/** A subnet without an address to spare ends the search. */
const MOST_TRIES = 100;

interface Site {
  readonly plane: ControlPlane;
  readonly windows: Machine;
  readonly wsl: WslState;
  readonly vm: Machine;
}

/** @throws Error on a machine without WSL: its commands are not found there */
function siteOf(plane: ControlPlane, id: MachineId): Site {
  const windows = plane.world.machines[id];
  const wsl = windows?.windows?.wsl;
  const vm = plane.world.machines[wsl?.vm ?? ''];
  if (windows === undefined || wsl === undefined || vm === undefined) throw new Error(`no WSL on ${id}`);
  return { plane, windows, wsl, vm };
}

function setWsl({ plane, windows }: Site, fields: Partial<WslState>): void {
  const state = plane.world.machines[windows.id]?.windows;
  if (state?.wsl === undefined) return;
  plane.quietly([
    { kind: 'set-windows', machine: windows.id, windows: { ...state, wsl: { ...state.wsl, ...fields } } },
  ]);
}

/** `wsl --shutdown`: all distributions and the VM under them. Nothing happens where none runs. */
export function shutDownWsl(plane: ControlPlane, windows: MachineId): void {
  const site = siteOf(plane, windows);
  if (!isVmRunning(site.wsl)) return;
  const { vm, wsl } = site;
  const netns = vm.netns;
  endAll(plane, inside(plane, vm.id));
  dropUserModeNetwork(plane, windows);
  const address = addressOf(netnsOf(site, vm));
  const off: readonly Edit[] = [
    { kind: 'reset-netns', netns },
    { kind: 'set-netdev', netns, dev: ETH0, up: false },
    ...forgotten(site),
  ];
  plane.change(netns, { verb: 'remove', noun: 'address', subject: `${address} dev ${ETH0}` }, off, ETH0);
  plane.spend(STOP_MS);
  setWsl(siteOf(plane, windows), { distributions: wsl.distributions.map((one) => ({ ...one, running: false })) });
}

function addressOf({ devs }: Netns): string {
  const [own] = devs.find(({ name }) => name === ETH0)?.addresses ?? [];
  return own === undefined ? '' : `${formatIp(own.address)}/${own.lengthBits}`;
}

/** By the time that it runs again Windows has forgotten the VM's MAC address. */
function forgotten(site: Site): readonly Edit[] {
  const { id, state } = netnsOf(site, site.windows);
  return state.neighbours
    .filter(({ dev }) => isWslAdapter(dev))
    .map(({ dev, ip }) => ({ kind: 'remove-neighbour', netns: id, dev, ip }));
}

/** One distribution ends; the VM goes with the last one (in truth some idle seconds later). */
export function stopDistribution(plane: ControlPlane, windows: MachineId, name: string): void {
  const { wsl } = siteOf(plane, windows);
  const gone = wsl.distributions.find((one) => one.name === name && one.running);
  if (gone === undefined) return;
  if (wsl.distributions.filter(({ running }) => running).length === 1) {
    shutDownWsl(plane, windows);
    return;
  }
  const machine = plane.world.machines[gone.machine];
  if (machine !== undefined) endAll(plane, [machine, ...inside(plane, machine.id)]);
  setWsl(siteOf(plane, windows), {
    distributions: wsl.distributions.map((one) => (one === gone ? { ...one, running: false } : one)),
  });
}

/** A distribution starts, and the VM before it where it does not run yet: what `.wslconfig` says counts from then on. */
export function startDistribution(plane: ControlPlane, windows: MachineId, name: string, config: WslConfig): void {
  const site = siteOf(plane, windows);
  const { distributions } = site.wsl;
  if (distributions.some((one) => one.name === name && one.running)) return;
  if (!isVmRunning(site.wsl)) {
    plane.spend(BOOT_MS);
    const { netns } = site.vm;
    bootVm(site, config, (subject, edits) => {
      plane.change(netns, { verb: 'add', noun: 'address', subject }, edits, ETH0);
    });
  }
  setWsl(siteOf(plane, windows), {
    distributions: distributions.map((one) => (one.name === name ? { ...one, running: true } : one)),
  });
}

/** The VM starts again with Windows, one distribution in it: a part of the boot, of which nothing is told. */
export function startWithWindows(plane: ControlPlane, windows: MachineId, name: string, config: WslConfig): void {
  bootVm(siteOf(plane, windows), config, (_subject, edits) => {
    plane.quietly(edits);
  });
  const site = siteOf(plane, windows);
  setWsl(site, { distributions: site.wsl.distributions.map((one) => ({ ...one, running: one.name === name })) });
}

function bootVm(site: Site, config: WslConfig, change: (subject: string, edits: readonly Edit[]) => void): void {
  const { plane, windows, wsl, vm } = site;
  plane.quietly([{ kind: 'reset-netns', netns: vm.netns }]);
  const given = config.networkingMode === 'mirrored' ? mirrored(site) : translated(site);
  const before = netnsOf(site, vm).devs.find(({ name }) => name === ETH0)?.addresses ?? [];
  const { address, gateway, mac } = given;
  const subject = `${formatIp(address.address)}/${address.lengthBits} dev ${ETH0}`;
  const { natAfterStop: _mended, ...rest } = wsl;
  change(subject, [
    ...before.map((own): Edit => ({
      kind: 'remove-address',
      netns: vm.netns,
      dev: ETH0,
      address: { address: own.address, lengthBits: own.lengthBits },
    })),
    ...(mac === undefined ? [] : [{ kind: 'set-netdev', netns: vm.netns, dev: ETH0, mac } as const]),
    { kind: 'add-address', netns: vm.netns, dev: ETH0, address },
    ...defaultRoute(vm.netns, gateway),
    ...adapterEdits(site, config.networkingMode),
  ]);
  const state = plane.world.machines[windows.id]?.windows;
  if (state !== undefined)
    plane.quietly([
      {
        kind: 'set-windows',
        machine: windows.id,
        windows: { ...state, wsl: { ...rest, ...config, starts: wsl.starts + 1 } },
      },
    ]);
}

interface Given {
  readonly address: InterfaceAddress;
  readonly gateway: Ip | undefined;
  /** Its own where absent. */
  readonly mac?: Netdev['mac'];
}

function netnsOf({ plane }: Site, machine: Machine): Netns {
  const netns = plane.world.netns[machine.netns];
  if (netns === undefined) throw new Error(`no namespace ${machine.netns}`);
  return netns;
}

/** Any other address of the adapter's subnet than the one it had; the same where it has no other. */
function translated(site: Site): Given {
  const { plane, wsl, vm } = site;
  const own = wslAdapterOf(site)?.addresses[0];
  if (own === undefined) throw new Error('WSL has no adapter on Windows');
  const subnet = prefixOf(own.address, own.lengthBits);
  const used = [
    own.address,
    ...(vm.boot?.devs ?? []).flatMap(({ addresses }) => addresses.map(({ address }) => address)),
  ];
  const size = 2 ** (32 - subnet.lengthBits);
  let address: number;
  let tries = 0;
  do {
    const label = `${vm.id}/start/${wsl.starts}/${tries}`;
    address = (subnet.address + drawNumber(plane.world.seed, label, 2, size - 2)) | 0;
    tries += 1;
  } while (used.includes(address as Ip) && tries < MOST_TRIES);
  return {
    address: { address: address as Ip, lengthBits: subnet.lengthBits, scope: 'global', broadcast: broadcastOf(subnet) },
    gateway: own.address,
  };
}

/** What Windows' first adapter with a default route has. @throws Error where it has none: {@link hasNetworkToMirror} is asked before */
function mirrored({ plane, windows }: Site): Given {
  const given = mirrorOf(plane.world, windows);
  if (given === null) throw new Error('Windows has no network to mirror');
  return given;
}

function mirrorOf({ netns }: World, windows: Machine): Given | null {
  const { routes, devs } = netns[windows.netns] ?? { routes: [], devs: [] };
  const route = routes.find(({ prefix, netdev }) => prefix.lengthBits === 0 && netdev !== undefined);
  const adapter = devs.find(({ name }) => name === route?.netdev);
  const [address] = adapter?.addresses ?? [];
  return adapter === undefined || address === undefined ? null : { address, gateway: route?.nextHop, mac: adapter.mac };
}

/** Whether Windows has an adapter with a way out: mirrored mode is not followed without one. */
export function hasNetworkToMirror(world: World, windows: Machine): boolean {
  return mirrorOf(world, windows) !== null;
}

function defaultRoute(netns: string, gateway: Ip | undefined): readonly Edit[] {
  if (gateway === undefined) return [];
  const route = parseRoute(`default via ${formatIp(gateway)} dev ${ETH0}`);
  return 'error' in route ? [] : [{ kind: 'add-route', netns, route }];
}

function wslAdapterOf(site: Site): Netdev | undefined {
  const adapters = site.windows.boot?.devs ?? netnsOf(site, site.windows).devs;
  return adapters.find(({ name }) => isWslAdapter(name));
}

/** In mirrored mode Windows has no adapter of its own towards WSL. */
function adapterEdits(site: Site, mode: WslState['networkingMode']): readonly Edit[] {
  const adapter = wslAdapterOf(site);
  if (adapter === undefined) return [];
  return [{ kind: 'set-netdev', netns: site.windows.netns, dev: adapter.name, up: mode === 'nat' }];
}

function inside(plane: ControlPlane, outer: MachineId): readonly Machine[] {
  const own = Object.values(plane.world.machines).filter(({ parent }) => parent === outer);
  return own.flatMap((machine) => [machine, ...inside(plane, machine.id)]);
}

/** Docker's own first, as long as their namespaces are there to be left in order. */
function endAll(plane: ControlPlane, machines: readonly Machine[]): void {
  for (const { id, docker } of machines) if (docker !== undefined) cutOffDocker(plane, id);
  for (const { id } of machines) {
    const left = plane.world.machines[id];
    if (left !== undefined) endContainers(plane, left);
  }
}

/**
 * The power goes: their namespaces with it, without a word. An engine remembers its containers as stopped; which address it gave last
 * stood in /run, and is gone.
 */
function endContainers(plane: ControlPlane, machine: Machine): void {
  const { id, podman, netns } = machine;
  if (machine.kind === 'container') {
    const owned = plane.world.netns[netns]?.machine === id;
    plane.quietly([
      ...(owned ? [{ kind: 'remove-netns', netns } as const] : []),
      { kind: 'remove-machine', machine: id },
    ]);
    return;
  }
  if (podman !== undefined) {
    const containers = podman.containers.map(({ endpoint: _gone, ...container }) =>
      container.status === 'running' ? { ...container, status: 'exited' as const, exitCode: 0 } : container,
    );
    plane.quietly([{ kind: 'set-podman', machine: id, podman: { ...podman, containers, lastAddress: {} } }]);
  }
}
