/** What a bridge does with a frame. Read net/bridge/br_input.c and br_forward.c before editing. */
import { BROADCAST_MAC, type Mac } from '../address/mac.ts';
import type { Netdev, NetnsState } from '../world/world.ts';
import type { Fdb } from './fdb.ts';

export interface BridgeDecision {
  readonly decision: 'forward' | 'flood' | 'local' | 'drop';
  /** Ports it leaves by, in the order in which the kernel serves them. */
  readonly ports: readonly string[];
  /** The host above the bridge gets it (too). */
  readonly toLocal: boolean;
  readonly learned: NetnsState['fdb'][number] | null;
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
 * `canSend` tells which ports have a working line.
 */
export function decideIncoming<Port extends Netdev>(
  bridge: Netdev,
  ports: readonly Port[],
  ingress: Port,
  fdb: Fdb,
  frame: { readonly srcMac: Mac; readonly dstMac: Mac },
  canSend: (port: Port) => boolean,
): BridgeDecision {
  const learned = ingress.port?.learning === false ? null : fdb.learn(bridge.name, frame.srcMac, ingress.name);
  const mayLeave = (port: Port) =>
    canSend(port) &&
    (port.name !== ingress.name || port.port?.hairpin === true) &&
    !(ingress.port?.isolated === true && port.port?.isolated === true);
  if (isGroupAddress(frame.dstMac)) return flood(ports, mayLeave, frame.dstMac, true, learned);
  const known = frame.dstMac === bridge.mac ? bridge.name : fdb.find(bridge.name, frame.dstMac);
  if (known === null) return flood(ports, mayLeave, frame.dstMac, false, learned);
  if (fdb.isOwn(bridge.name, frame.dstMac) || known === bridge.name)
    return { decision: 'local', ports: [], toLocal: true, learned };
  const port = portNamed(ports, known);
  if (port === undefined || !mayLeave(port)) return { decision: 'drop', ports: [], toLocal: false, learned };
  return { decision: 'forward', ports: [port.name], toLocal: false, learned };
}

/** A frame that the host sends through its own bridge device. @see br_dev_xmit */
export function decideOutgoing<Port extends Netdev>(
  bridge: Netdev,
  ports: readonly Port[],
  fdb: Fdb,
  dstMac: Mac,
  canSend: (port: Port) => boolean,
): BridgeDecision {
  const known = isGroupAddress(dstMac) ? null : fdb.find(bridge.name, dstMac);
  if (known === null) return flood(ports, canSend, dstMac, false, null);
  const port = portNamed(ports, known);
  if (port === undefined || !canSend(port)) return { decision: 'drop', ports: [], toLocal: false, learned: null };
  return { decision: 'forward', ports: [port.name], toLocal: false, learned: null };
}

function portNamed<Port extends Netdev>(ports: readonly Port[], name: string): Port | undefined {
  for (const port of ports) if (port.name === name) return port;
  return undefined;
}

function flood<Port extends Netdev>(
  ports: readonly Port[],
  mayLeave: (port: Port) => boolean,
  dstMac: Mac,
  toLocal: boolean,
  learned: BridgeDecision['learned'],
): BridgeDecision {
  const leaving = ports.filter((port) => mayLeave(port) && (port.port?.flood !== false || dstMac === BROADCAST_MAC));
  return { decision: 'flood', ports: leaving.map((port) => port.name), toLocal, learned };
}
