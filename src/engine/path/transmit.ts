/** Below IP, outward: a frame leaves by a device. Read net/core/dev.c dev_queue_xmit, drivers/net/veth.c, net/bridge/br_device.c. */
import { decideOutgoing } from '../link/bridge.ts';
import type { KnownNeighbour } from '../link/neighbour-index.ts';
import { packetIn, type Frame, type Packet } from '../packet/packet.ts';
import type { Fact, FactDetail, Together } from '../trace/fact.ts';
import { Unmodelled } from '../trace/unmodelled.ts';
import type { Arrival } from '../walk/agenda.ts';
import type { Device } from '../walk/device.ts';
import type { Host } from '../walk/host.ts';
import type { Skb, Visit } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import type { Mirror } from '../windows/mirrored.ts';
import { receiveFrame } from './receive.ts';
import { sameAdapter } from './steer.ts';

/** @throws Unmodelled at a device, or in a namespace, that the engine knows only by name. */
export function refuseUnmodelled(host: Host, dev: Device): void {
  const unknown = unmodelledAt(host, dev);
  if (unknown !== undefined) throw new Unmodelled(unknown);
}

function unmodelledAt(host: Host, dev: Device): string | undefined {
  return dev.unmodelled ?? host.unmodelled;
}

/**
 * Sends a frame through any device; without a working line it is lost here. `skb` is null for ARP, `known` where the neighbour
 * was not just found known.
 */
export function transmit(
  walk: Walk,
  host: Host,
  dev: Device,
  frame: Frame,
  visit: Visit,
  skb: Skb | null,
  known: KnownNeighbour | null = null,
): void {
  if (unmodelledAt(host, dev) !== undefined || !dev.isRunning(walk.world)) {
    if (skb !== null && known !== null) walk.tell(skb, known.told, dev.name);
    refuseUnmodelled(host, dev);
    loseOnLine(walk, dev, visit, skb);
    return;
  }
  const sent = new SentFrame(walk, dev, frame, visit, skb, known);
  walk.recorder.note(sent);
  if (dev.kind === 'bridge') sendThroughBridge(walk, host, dev, frame, visit, skb);
  else if (host.mirror?.isVm === true && dev.kind === 'ethernet')
    sendThroughMirror(walk, host.mirror, dev, frame, visit, skb);
  else walk.agenda.receive(sent);
}

/** A frame on its way. It arrives at the other end, which is the same device for the loopback device. */
export class SentFrame implements Arrival, Fact {
  readonly visit: Visit;
  readonly frame: Frame;
  readonly atMs: number;
  before: Fact | null;
  next: Arrival | null;
  private readonly walk: Walk;
  private readonly from: Device;
  private readonly skb: Skb | null;
  /** Whom it goes to, where that is to be told too. */
  private readonly known: KnownNeighbour | null;

  constructor(
    walk: Walk,
    from: Device,
    frame: Frame,
    visit: Visit,
    skb: Skb | null,
    known: KnownNeighbour | null = null,
  ) {
    this.before = null;
    this.next = null;
    this.known = known;
    this.walk = walk;
    this.from = from;
    this.frame = frame;
    this.visit = visit;
    this.skb = skb;
    this.atMs = walk.agenda.nowMs;
  }

  get dev(): string {
    return this.from.name;
  }

  get packet(): Packet | null {
    return packetIn(this.frame);
  }

  get detail(): FactDetail | Together {
    const tx: FactDetail = { kind: 'tx', frame: this.frame };
    return this.known === null ? tx : { kind: 'together', details: [this.known.told, tx] };
  }

  arrive(): void {
    const { walk, from } = this;
    const at = walk.farEnd(from);
    if (!at?.isRunning(walk.world)) return;
    const host = walk.hostOf(at);
    receiveFrame(walk, host, at, this.frame, walk.visit(host, this.visit), this.skb);
  }
}

/** A mirrored VM has no wire of its own: its frames leave by Windows' adapter as they are. */
function sendThroughMirror(
  walk: Walk,
  { other }: Mirror,
  dev: Device,
  frame: Frame,
  sent: Visit,
  skb: Skb | null,
): void {
  const arrive = () => {
    const windows = walk.host(other);
    const adapter = sameAdapter(windows, dev);
    if (adapter !== undefined) transmit(walk, windows, adapter, frame, walk.visit(windows, sent), skb);
  };
  if (dev.wire !== null) walk.agenda.receive({ arrive, next: null });
}

function sendThroughBridge(walk: Walk, host: Host, bridge: Device, frame: Frame, visit: Visit, skb: Skb | null): void {
  const decided = decideOutgoing(bridge, bridge.ports, host.fdb, frame.dstMac, walk.world);
  walk.recorder.step(visit, walk.agenda.nowMs, skb === null ? null : skb.packet, decided, bridge.name);
  for (const port of decided.ports) transmit(walk, host, port, frame, visit, skb);
}

function loseOnLine(walk: Walk, dev: Device, visit: Visit, skb: Skb | null): void {
  const detail = { kind: 'drop', disposition: 'link-down', reason: 'NOT_SPECIFIED', location: 'noop_enqueue' } as const;
  walk.recorder.step(visit, walk.agenda.nowMs, skb === null ? null : skb.packet, detail, dev.name);
  walk.recorder.settle(visit.conversation, 'link-down');
}
