/**
 * Which sockets Windows' relays ought to hold, as the world is now: wslrelay.exe on 127.0.0.1 for what listens in the WSL VM, the
 * IP Helper service for each portproxy rule, gvproxy.exe for Podman's ports in user-mode networking. Facts V2.1, V2.5, V2.7.
 */
import { ANY_ADDRESS, ip } from '../address/ip.ts';
import type { Listener, Machine, Netns, NetnsId, World } from '../world/world.ts';
import { judgeBind } from './bind.ts';
import { GVPROXY, gvproxySockets } from './user-mode.ts';
import type { WindowsState } from './windows-state.ts';
import { isVmRunning } from './wsl.ts';

const LOCALHOST = ip('127.0.0.1');

/** Process ids are examples: facts.md 2.8 shows 24708 for WSL's relay. */
const WSL_RELAY: Listener['process'] = { name: 'wslrelay.exe', pid: 24708 };
const IP_HELPER: Listener['process'] = { name: 'svchost.exe', pid: 4988 };

/** The process in the VM that watches for listening sockets, and makes the connections. Fact V2.1. */
export const WSL_WATCHER = 'localhost';

/** A socket that a relay opens or closes. */
export interface RelayChange {
  readonly verb: 'add' | 'remove';
  readonly netns: NetnsId;
  readonly listener: Listener;
  /** Who asked for it from inside the VM: `localhost` in that namespace. */
  readonly askedFrom?: NetnsId;
}

/** What has to change for Windows' relays to fit the world; nothing where there is no Windows. A port that Windows refuses is left alone. */
export function relayChanges(world: World): readonly RelayChange[] {
  return windowsMachines(world).flatMap((machine) => changesOf(world, machine));
}

const known = new WeakMap<World['machines'], readonly Machine[]>();

function windowsMachines({ machines }: World): readonly Machine[] {
  let found = known.get(machines);
  if (found === undefined)
    known.set(machines, (found = Object.values(machines).filter(({ windows }) => windows !== undefined)));
  return found;
}

function changesOf(world: World, { netns: id, windows }: Machine): readonly RelayChange[] {
  const netns = world.netns[id];
  if (netns === undefined || windows === undefined) return [];
  const wanted = [...gvproxySockets(world, windows.wsl), ...wslRelays(world, windows), ...portProxies(windows)];
  const gone = netns.listeners.filter((held) => isRelay(held) && !wanted.some((other) => isSame(other, held)));
  const rest: Netns = { ...netns, listeners: netns.listeners.filter((held) => !gone.includes(held)) };
  const added = wanted.filter(
    (listener) => !rest.listeners.some((held) => isSame(held, listener)) && mayListen(windows, rest, listener),
  );
  const vm = world.machines[windows.wsl?.vm ?? '']?.netns;
  const asked = ({ process }: Listener) => (process === WSL_RELAY && vm !== undefined ? { askedFrom: vm } : {});
  return [
    ...gone.map((listener) => ({ verb: 'remove', netns: id, listener }) as const),
    ...added.map((listener) => ({ verb: 'add', netns: id, listener, ...asked(listener) }) as const),
  ];
}

function isRelay({ process }: Listener): boolean {
  return [WSL_RELAY, IP_HELPER, GVPROXY].some(({ name }) => name === process.name);
}

function isSame(a: Listener, b: Listener): boolean {
  const isBound =
    a.protocol === b.protocol &&
    a.port === b.port &&
    a.bindAddress === b.bindAddress &&
    a.process.name === b.process.name;
  return isBound && a.relayTo?.address === b.relayTo?.address && a.relayTo?.port === b.relayTo?.port;
}

function mayListen(windows: WindowsState, netns: Netns, { protocol, bindAddress, port }: Listener): boolean {
  return judgeBind(windows.ports, netns, { protocol, address: bindAddress, port }).kind === 'bound';
}

/** Listening TCP sockets on 0.0.0.0 or 127.0.0.1; in mirrored mode no relay is needed. */
function wslRelays({ machines, netns }: World, { wsl }: WindowsState): readonly Listener[] {
  const vm = netns[machines[wsl?.vm ?? '']?.netns ?? ''];
  if (wsl === undefined || vm === undefined || !isVmRunning(wsl)) return [];
  if (wsl.networkingMode === 'mirrored' || !wsl.localhostForwarding) return [];
  const ports = vm.listeners
    .filter(
      ({ protocol, bindAddress }) => protocol === 'tcp' && (bindAddress === ANY_ADDRESS || bindAddress === LOCALHOST),
    )
    .map(({ port }) => port);
  return [...new Set(ports)].map((port) => ({
    protocol: 'tcp',
    bindAddress: LOCALHOST,
    port,
    process: WSL_RELAY,
    relayTo: {
      address: LOCALHOST,
      port,
      netns: vm.id,
      channel: { kind: 'hypervisor-socket', agent: WSL_WATCHER },
    },
  }));
}

function portProxies({ services, portProxy }: WindowsState): readonly Listener[] {
  if (services.iphlpsvc !== 'running') return [];
  return portProxy.map(({ listenAddress, listenPort, connectAddress, connectPort }) => ({
    protocol: 'tcp',
    bindAddress: listenAddress,
    port: listenPort,
    process: IP_HELPER,
    relayTo: { address: connectAddress, port: connectPort },
  }));
}
