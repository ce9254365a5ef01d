/**
 * `--user-mode-networking` of a Podman machine in WSL: gvproxy.exe, a Windows program with a TCP/IP of its own, takes the place of the WSL
 * NAT for as long as the machine runs. Its link into the VM is the device `podman-usermode`; all distributions share it. Facts V2.3, V2.5.
 * @see containers/podman pkg/machine/wsl/usermodenet.go; containers/gvisor-tap-vsock cmd/gvproxy/main.go for addresses and link addresses
 */
import { ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import { broadcastOf, prefix } from '../address/prefix.ts';
import type { Edit } from '../world/edit.ts';
import { parseRoute } from '../world/route-text.ts';
import type { Machine, MachineId, Netdev, Netns, NetnsId } from '../world/world.ts';
import { GVPROXY, USER_MODE } from '../windows/user-mode.ts';
import type { WslState } from '../windows/wsl.ts';
import { routeSubject, type ControlPlane } from './control-plane.ts';

const START_MS = 1_000;
const DEV = 'podman-usermode';
const LENGTH_BITS = 24;

interface Site {
  readonly windows: Machine;
  readonly wsl: WslState;
  readonly vm: Netns;
}

/** null on a machine without WSL. */
function siteOf({ world }: ControlPlane, id: MachineId): Site | null {
  const windows = world.machines[id];
  const wsl = windows?.windows?.wsl;
  const vm = world.netns[world.machines[wsl?.vm ?? '']?.netns ?? ''];
  return windows === undefined || wsl === undefined || vm === undefined ? null : { windows, wsl, vm };
}

/** After the machine has started: gvproxy.exe, its link into the VM, and the default route that leads there. Nothing where it runs already. */
export function startUserModeNetwork(plane: ControlPlane, id: MachineId): void {
  const site = siteOf(plane, id);
  if (site === null || site.wsl.userMode !== undefined) return;
  const { windows, wsl, vm } = site;
  const machine = nameFor(plane);
  plane.spend(START_MS);
  plane.call(windows.netns, {
    from: 'podman.exe',
    to: GVPROXY.name,
    channel: 'exec',
    what: 'user-mode networking',
    answer: 'ok',
  });
  plane.quietly(itself(machine, windows));
  const link = { ends: [end(machine, 'tap'), end(vm.id, DEV)], up: true } as const;
  plane.change(
    vm.id,
    { verb: 'add', noun: 'netdev', subject: DEV },
    [
      { kind: 'add-netdev', netns: vm.id, netdev: tap(DEV, '5a:94:ef:e4:0c:ee') },
      { kind: 'set-netdev', netns: vm.id, dev: DEV, up: true },
      { kind: 'add-link', link },
    ],
    DEV,
  );
  plane.change(
    vm.id,
    { verb: 'add', noun: 'address', subject: `192.168.127.2/${LENGTH_BITS} dev ${DEV}` },
    [address(vm.id, DEV, '192.168.127.2')],
    DEV,
  );
  leadOut(plane, vm.id, `default via 192.168.127.1 dev ${DEV}`);
  setWsl(plane, site, { ...wsl, userMode: machine });
}

/** When the machine stops and the VM stays: the WSL NAT is the way out again. Nothing where it does not run. */
export function stopUserModeNetwork(plane: ControlPlane, id: MachineId): void {
  const site = siteOf(plane, id);
  if (site?.wsl.userMode === undefined) return;
  const { vm, windows } = site;
  const own = plane.world.machines[vm.machine]?.boot?.routes.find(({ prefix: to }) => to.lengthBits === 0);
  dropUserModeNetwork(plane, id);
  plane.change(
    vm.id,
    { verb: 'remove', noun: 'netdev', subject: DEV },
    [{ kind: 'remove-netdev', netns: vm.id, dev: DEV }],
    DEV,
  );
  if (own !== undefined) leadOut(plane, vm.id, routeSubject(own));
  plane.call(windows.netns, {
    from: 'podman.exe',
    to: GVPROXY.name,
    channel: 'exec',
    what: 'stop user-mode networking',
    answer: 'ok',
  });
}

/** gvproxy.exe ends without a word: the VM goes, or Windows does. */
export function dropUserModeNetwork(plane: ControlPlane, id: MachineId): void {
  const site = siteOf(plane, id);
  const machine = site?.wsl.userMode;
  if (site === null || machine === undefined) return;
  const { userMode: _gone, ...rest } = site.wsl;
  setWsl(plane, site, rest);
  plane.quietly([
    { kind: 'remove-netns', netns: machine },
    { kind: 'remove-machine', machine },
  ]);
}

function nameFor({ world }: ControlPlane): MachineId {
  return world.machines['gvproxy'] === undefined ? 'gvproxy' : 'podman-gvproxy';
}

function itself(id: MachineId, windows: Machine): readonly Edit[] {
  const machine: Machine = {
    id,
    kind: 'router',
    title: { ko: 'gvproxy의 네트워크', en: 'gvproxy’s network' },
    parent: windows.id,
    netns: id,
    files: {},
  };
  const userNetwork = { process: GVPROXY.name, netns: windows.netns, hostAlias: USER_MODE.hostAlias };
  return [
    { kind: 'add-machine', machine },
    { kind: 'add-netns', netns: id, machine: id, userNetwork },
    { kind: 'add-netdev', netns: id, netdev: tap('tap', '5a:94:ef:e4:0c:dd') },
    { kind: 'set-netdev', netns: id, dev: 'tap', up: true },
    address(id, 'tap', '192.168.127.1'),
    address(id, 'tap', '192.168.127.254'),
  ];
}

function tap(name: string, mac: Mac): Netdev {
  return {
    name,
    index: 0,
    kind: 'ethernet',
    mac,
    mtuBytes: 1500,
    addresses: [],
    up: false,
    txQueueLength: 1000,
  };
}

function address(netns: NetnsId, dev: string, text: string): Edit {
  const own = { address: ip(text), lengthBits: LENGTH_BITS, scope: 'global' } as const;
  return {
    kind: 'add-address',
    netns,
    dev,
    address: { ...own, broadcast: broadcastOf(prefix(`192.168.127.0/${LENGTH_BITS}`)) },
  };
}

function end(netns: NetnsId, dev: string) {
  return { netns, dev } as const;
}

/** One default route takes the place of the other. */
function leadOut(plane: ControlPlane, netns: NetnsId, text: string): void {
  const route = parseRoute(text);
  if ('error' in route) throw new Error(route.error);
  const before = (plane.world.netns[netns]?.routes ?? []).filter(({ prefix: to }) => to.lengthBits === 0);
  plane.change(netns, { verb: 'set', noun: 'route', subject: routeSubject(route) }, [
    ...before.map((old): Edit => ({ kind: 'remove-route', netns, route: old })),
    { kind: 'add-route', netns, route },
  ]);
}

function setWsl(plane: ControlPlane, { windows }: Site, wsl: WslState): void {
  const state = plane.world.machines[windows.id]?.windows;
  if (state !== undefined) plane.quietly([{ kind: 'set-windows', machine: windows.id, windows: { ...state, wsl } }]);
}
