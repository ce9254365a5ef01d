/** Below IP, outward: a frame leaves by a device. Read net/core/dev.c dev_queue_xmit, drivers/net/veth.c, net/bridge/br_device.c. */
import type { Frame } from '../packet/packet.ts';
import { decideOutgoing } from '../link/bridge.ts';
import type { Device } from '../walk/device.ts';
import type { Host } from '../walk/host.ts';
import type { Skb, Thread } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import type { Mirror } from '../windows/mirrored.ts';
import { Unmodelled } from '../trace/unmodelled.ts';
import { receiveFrame } from './receive.ts';
import { sameAdapter } from './steer.ts';

/** What a frame carries besides its bytes. `skb` is null for ARP. */
export interface Carried extends Thread {
  readonly hop: number;
  readonly skb: Skb | null;
}

export function carrying(skb: Skb, payload: Skb | null = skb): Carried {
  return carriedAs(skb, skb.hop, payload);
}

export function carriedAs(thread: Thread, hop: number, skb: Skb | null): Carried {
  return { conversation: thread.conversation, direction: thread.direction, quiet: thread.quiet === true, hop, skb };
}

/** @throws Unmodelled at a device, or in a namespace, that the engine knows only by name. */
export function refuseUnmodelled(host: Host, dev: Device): void {
  if (dev.unmodelled !== undefined) throw new Unmodelled(dev.unmodelled);
  if (host.netns.unmodelled !== undefined) throw new Unmodelled(host.netns.unmodelled);
}

/** Sends a frame through any device; without a working line it is lost here. */
export function transmit(walk: Walk, host: Host, dev: Device, frame: Frame, carried: Carried): void {
  refuseUnmodelled(host, dev);
  if (!host.isRunning(dev)) {
    loseOnLine(walk, host, dev, carried);
    return;
  }
  host.count(dev, 'tx', frame.payload);
  tellFrame(walk, host, dev, carried, { kind: 'tx', frame });
  if (dev.kind === 'bridge') sendThroughBridge(walk, host, dev, frame, carried);
  else if (dev.kind === 'loopback')
    walk.agenda.receive(() =>
      receiveFrame(walk, host, dev, frame, carriedAs(carried, walk.recorder.nextHop(), carried.skb)),
    );
  else sendOverWire(walk, host, dev, frame, carried);
}

export function tellFrame(
  walk: Walk,
  host: Host,
  dev: Device,
  carried: Carried,
  detail:
    | { readonly kind: 'tx'; readonly frame: Frame }
    | { readonly kind: 'rx'; readonly frame: Frame; readonly otherhost: boolean },
): void {
  const { payload } = detail.frame;
  const packet = payload.protocol === 'arp' ? null : payload;
  walk.recorder.step(carried, host.id, walk.agenda.nowMs, packet, detail, dev.name);
}

/** The other end is another namespace: the packet leaves behind what this kernel knew about it. @see skb_scrub_packet */
function sendOverWire(walk: Walk, host: Host, dev: Device, frame: Frame, carried: Carried): void {
  const peer = dev.wire;
  if (peer === null) return;
  if (host.mirror?.isVm === true && dev.kind === 'ethernet') {
    sendThroughMirror(walk, host.mirror, dev, frame, carried);
    return;
  }
  walk.agenda.receive(() => {
    const there = walk.host(peer.netns);
    const arrival = there.devs.get(peer.dev);
    if (arrival === undefined || !there.isRunning(arrival)) return;
    receiveFrame(walk, there, arrival, frame, carriedAs(carried, walk.recorder.nextHop(), carried.skb));
  });
}

/** A mirrored VM has no wire of its own: its frames leave by Windows' adapter as they are. */
function sendThroughMirror(walk: Walk, { other }: Mirror, dev: Device, frame: Frame, carried: Carried): void {
  walk.agenda.receive(() => {
    const windows = walk.host(other);
    const adapter = sameAdapter(windows, dev);
    if (adapter === undefined) return;
    transmit(walk, windows, adapter, frame, carriedAs(carried, walk.recorder.nextHop(), carried.skb));
  });
}

function sendThroughBridge(walk: Walk, host: Host, bridge: Device, frame: Frame, carried: Carried): void {
  const {
    decision,
    ports: leaving,
    toLocal,
  } = decideOutgoing(bridge, bridge.ports, host.fdb, frame.dstMac, (port) => host.isRunning(port));
  const detail = { kind: 'bridge', bridge: bridge.name, learned: null, decision, ports: leaving, toLocal } as const;
  walk.recorder.step(carried, host.id, walk.agenda.nowMs, carried.skb?.packet ?? null, detail, bridge.name);
  for (const name of leaving) {
    const port = host.devs.get(name);
    if (port !== undefined) transmit(walk, host, port, frame, carried);
  }
}

function loseOnLine(walk: Walk, host: Host, dev: Device, carried: Carried): void {
  const packet = carried.skb?.packet ?? null;
  const detail = { kind: 'drop', disposition: 'link-down', reason: 'NOT_SPECIFIED', location: 'noop_enqueue' } as const;
  walk.recorder.step(carried, host.id, walk.agenda.nowMs, packet, detail, dev.name);
  walk.recorder.settle(carried.conversation, 'link-down');
}
