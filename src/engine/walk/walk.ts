/** A walk: everything that one command sets in motion, from the first packet to the last. */
import { wiresOf, type Wires } from '../link/wires.ts';
import type { Packet } from '../packet/packet.ts';
import { Recorder } from '../trace/recorder.ts';
import type { FactDetail, Together } from '../trace/fact.ts';
import { wslNat } from '../windows/wsl-nat.ts';
import type { Netns, World } from '../world/world.ts';
import { Agenda } from './agenda.ts';
import type { Device } from './device.ts';
import { Host } from './host.ts';
import { siteOf, type Site } from './site.ts';
import type { Skb, Thread, Visit } from './skb.ts';

/** More than any sane network needs; a ring of bridges without spanning tree would go on for ever. */
const TASK_LIMIT = 5_000;

export class Walk {
  readonly world: World;
  readonly agenda: Agenda;
  readonly recorder: Recorder;
  private readonly wires: Wires;
  /** Draws made so far: with the world's seed they make the same numbers again. */
  draws: number;
  /** The namespace that was entered last; it knows the one before. */
  private latest: Host | null;

  constructor(world: World) {
    this.world = world;
    this.recorder = new Recorder();
    this.draws = 0;
    this.latest = null;
    this.agenda = new Agenda(world.nowMs, TASK_LIMIT);
    this.wires = wiresOf(world.links);
  }

  /** @throws RangeError when the world has no such namespace. */
  host(id: string): Host {
    const netns = this.world.netns[id];
    if (netns === undefined) throw new RangeError(`no namespace "${id}"`);
    return this.enter(this.siteOf(netns), netns);
  }

  /** Where a frame comes out that is sent into the wire at `dev`; the loopback device is its own far end. */
  farEnd(dev: Device): Device | null {
    if (dev.kind === 'loopback') return dev;
    const { far, wire } = dev;
    if (far !== null && (far.site.passing?.walk === this || this.isStill(far.site))) return far;
    dev.far = wire === null ? null : (this.host(wire.netns).devs.get(wire.dev) ?? null);
    return dev.far;
  }

  /** The namespace of a device that is part of this world. */
  hostOf({ site }: Device): Host {
    const { passing } = site;
    return passing?.walk === this ? passing : this.host(site.id);
  }

  /** It is what this namespace comes to in this world, too: then the walk enters it. */
  private isStill(site: Site): boolean {
    const netns = site.seenIn(this.world) ?? this.world.netns[site.id];
    if (netns === undefined) return false;
    if (site.seenIn(this.world) === null && this.siteOf(netns) !== site) return false;
    this.enter(site, netns);
    return true;
  }

  /** Windows has no rules of its own to show: its NAT is put into the words of some. */
  private siteOf(netns: Netns): Site {
    const windows = this.world.machines[netns.machine]?.windows;
    const ruled = windows === undefined ? netns : { ...netns, netfilter: wslNat(windows, netns) };
    return siteOf(ruled, this.wires).recognise(netns, this.world);
  }

  private enter(site: Site, netns: Netns): Host {
    if (site.passing?.walk === this) return site.passing;
    const host = new Host(this, site, netns, this.latest);
    site.passing = this.latest = host;
    return host;
  }

  /** A packet, or a frame without one, is in this namespace now: what follows here is told as one hop. */
  visit(host: Host, { conversation, direction, quiet }: Thread): Visit {
    return { conversation, direction, quiet: quiet === true, hop: this.recorder.nextHop(), netns: host.id };
  }

  /** A packet that is made here. */
  make(host: Host, packet: Packet, thread: Thread): Skb {
    return freshSkb(packet, this.visit(host, thread));
  }

  /** Tells that something happened to `skb`. */
  tell(skb: Skb, detail: FactDetail | Together, dev?: string): void {
    this.recorder.step(skb.visit, this.agenda.nowMs, skb.packet, detail, dev);
  }

  /** Tells of something that is not about an IP packet: ARP, a bridge's decision about it. */
  tellBare(visit: Visit, detail: FactDetail, dev?: string): void {
    this.recorder.step(visit, this.agenda.nowMs, null, detail, dev);
  }

  /** The world afterwards: the namespaces that saw traffic have a new state, all else is shared. */
  finish(endedAtMs: number | null = null): World {
    const nowMs = endedAtMs ?? this.agenda.nowMs;
    const netns = { ...this.world.netns };
    const frames = this.recorder.frames();
    for (let host = this.latest; host !== null; host = host.before)
      netns[host.id] = { ...host.netns, state: host.state(nowMs, frames.get(host.id) ?? []) };
    return { ...this.world, netns, nowMs };
  }
}

/** What is known about the packet already is written into it by whoever knows. */
export function freshSkb(packet: Packet, visit: Visit): Skb {
  return { visit, packet, mark: 0, iif: '', tracked: null, way: null, bridged: null, sender: null };
}
