/** What a bridge does with a frame. Read net/bridge/br_input.c and br_forward.c before editing. */
import { BROADCAST_MAC, type Mac } from '../address/mac.ts';
import type { FdbEntry, Netdev, World } from '../world/world.ts';
import type { Fdb } from './fdb.ts';

/** A port knows whether frames can leave by it. */
export interface BridgePort extends Netdev {
  isRunning(world: World): boolean;
}

export interface BridgeDecision<Port> {
  readonly kind: 'bridge';
  readonly bridge: string;
  readonly decision: 'forward' | 'flood' | 'local' | 'drop';
  /** Ports it leaves by, in the order in which the kernel serves them. */
  readonly ports: readonly Port[];
  /** The host above the bridge gets it (too). */
  readonly toLocal: boolean;
  readonly learned: FdbEntry | null;
}

/** The bridge's ports in the order of its list: the last one enslaved comes first. @see br_add_if list_add_rcu */
export function portsOf(devs: readonly Netdev[], bridge: string): readonly Netdev[] {
  let bridges = listed.get(devs);
  if (bridges === undefined) listed.set(devs, (bridges = new Map<string, readonly Netdev[]>()));
  let ports = bridges.get(bridge);
  if (ports === undefined) {
    ports = devs
      .filter((dev) => dev.master === bridge)
      .sort((a, b) => (b.port?.number ?? b.index) - (a.port?.number ?? a.index));
    bridges.set(bridge, ports);
  }
  return ports;
}

/** Sorted once for a list of devices. */
const listed = new WeakMap<readonly Netdev[], Map<string, readonly Netdev[]>>();

/** The lowest bit of the first byte tells: its second digit is odd. @see IEEE 802, "I/G bit" */
export function isGroupAddress(mac: Mac): boolean {
  const code = mac.charCodeAt(1);
  return code < 58 ? (code & 1) === 1 : code >= 58 && (code & 1) === 0;
}

/**
 * A frame that came in by `ingress`: learns where its sender is, then sends it to the one port that leads to the destination, to
 * all others while nobody knows, up to the host when it is for the host or for everybody.
 */
export function decideIncoming<Port extends BridgePort>(
  bridge: Netdev,
  ports: readonly Port[],
  ingress: Port,
  fdb: Fdb,
  frame: { readonly srcMac: Mac; readonly dstMac: Mac },
  world: World,
): BridgeDecision<Port> {
  const { dstMac } = frame;
  const learned = ingress.port?.learning === false ? null : fdb.learn(bridge.name, frame.srcMac, ingress.name);
  if (isGroupAddress(dstMac)) return flood(bridge, mayAllLeave(ports, ingress, world), dstMac, true, learned);
  if (dstMac === bridge.mac) return decided(bridge, 'local', NO_PORTS, true, learned);
  const known = fdb.entry(bridge.name, dstMac);
  if (known === null) return flood(bridge, mayAllLeave(ports, ingress, world), dstMac, false, learned);
  if (!known.learned || known.port === bridge.name) return decided(bridge, 'local', NO_PORTS, true, learned);
  const port = portNamed(ports, known.port);
  if (port === undefined || !mayLeave(port, ingress, world)) return decided(bridge, 'drop', NO_PORTS, false, learned);
  return decided(bridge, 'forward', [port], false, learned);
}

/** A frame that the host sends through its own bridge device. @see br_dev_xmit */
export function decideOutgoing<Port extends BridgePort>(
  bridge: Netdev,
  ports: readonly Port[],
  fdb: Fdb,
  dstMac: Mac,
  world: World,
): BridgeDecision<Port> {
  const known = isGroupAddress(dstMac) ? null : fdb.entry(bridge.name, dstMac);
  if (known === null) {
    const running = ports.filter((port) => port.isRunning(world));
    return flood(bridge, running, dstMac, false, null);
  }
  const port = portNamed(ports, known.port);
  if (port?.isRunning(world) !== true) return decided(bridge, 'drop', NO_PORTS, false, null);
  return decided(bridge, 'forward', [port], false, null);
}

const NO_PORTS: readonly never[] = [];

function decided<Port>(
  { name }: Netdev,
  decision: BridgeDecision<Port>['decision'],
  ports: readonly Port[],
  toLocal: boolean,
  learned: FdbEntry | null,
): BridgeDecision<Port> {
  return { kind: 'bridge', bridge: name, learned, decision, ports, toLocal };
}

/** Not back by the port it came in by, and not from one isolated port to another. @see should_deliver */
function mayLeave(port: BridgePort, ingress: BridgePort, world: World): boolean {
  return (
    port.isRunning(world) &&
    (port.name !== ingress.name || port.port?.hairpin === true) &&
    !(ingress.port?.isolated === true && port.port?.isolated === true)
  );
}

function mayAllLeave<Port extends BridgePort>(ports: readonly Port[], ingress: Port, world: World): readonly Port[] {
  return ports.filter((port) => mayLeave(port, ingress, world));
}

function portNamed<Port extends Netdev>(ports: readonly Port[], name: string): Port | undefined {
  for (const port of ports) if (port.name === name) return port;
  return undefined;
}

function flood<Port extends Netdev>(
  bridge: Netdev,
  ports: readonly Port[],
  dstMac: Mac,
  toLocal: boolean,
  learned: FdbEntry | null,
): BridgeDecision<Port> {
  const leaving = ports.filter((port) => port.port?.flood !== false || dstMac === BROADCAST_MAC);
  return decided(bridge, 'flood', leaving, toLocal, learned);
}
