/** A walk: everything that one command sets in motion, from the first packet to the last. */
import { wiresOf, type Wires } from '../link/wires.ts';
import type { Packet } from '../packet/packet.ts';
import { Recorder } from '../trace/recorder.ts';
import type { FactDetail } from '../trace/fact.ts';
import type { World } from '../world/world.ts';
import { Agenda } from './agenda.ts';
import { Host } from './host.ts';
import type { Skb, Thread } from './skb.ts';

/** More than any sane network needs; a ring of bridges without spanning tree would go on for ever. */
const TASK_LIMIT = 5_000;

export class Walk {
  readonly world: World;
  readonly agenda: Agenda;
  readonly recorder = new Recorder();
  private readonly wires: Wires;
  /** Draws made so far: with the world's seed they make the same numbers again. */
  draws = 0;
  private readonly hosts = new Map<string, Host>();

  constructor(world: World) {
    this.world = world;
    this.agenda = new Agenda(world.nowMs, TASK_LIMIT);
    this.wires = wiresOf(world.links);
  }

  /** @throws RangeError when the world has no such namespace. */
  host(id: string): Host {
    let host = this.hosts.get(id);
    if (host === undefined) {
      const netns = this.world.netns[id];
      if (netns === undefined) throw new RangeError(`no namespace "${id}"`);
      this.hosts.set(id, (host = new Host(this.world, this.wires, netns)));
    }
    return host;
  }

  /** Tells that something happened to `skb` at `host`. */
  tell(host: Host, skb: Skb, detail: FactDetail, dev?: string): void {
    this.recorder.step(skb, host.id, this.agenda.nowMs, skb.packet, detail, dev);
  }

  /** Tells of something that is not about an IP packet: ARP, a bridge's decision about it. */
  tellBare(host: Host, thread: Thread & { readonly hop: number }, detail: FactDetail, dev?: string): void {
    this.recorder.step(thread, host.id, this.agenda.nowMs, null, detail, dev);
  }

  /** The world afterwards: the namespaces that saw traffic have a new state, all else is shared. */
  finish(endedAtMs: number | null = null): World {
    const nowMs = endedAtMs ?? this.agenda.nowMs;
    const netns = { ...this.world.netns };
    for (const [id, host] of this.hosts) netns[id] = { ...host.netns, state: host.state(nowMs) };
    return { ...this.world, netns, nowMs };
  }
}

/** A packet that begins its way here; what is known about it already is written into it by whoever knows. */
export function freshSkb(packet: Packet, thread: Thread, hop: number): Skb {
  return {
    packet,
    conversation: thread.conversation,
    direction: thread.direction,
    quiet: thread.quiet === true,
    hop,
    mark: 0,
    iif: '',
    tracked: null,
    way: null,
    bridged: null,
    sender: null,
  };
}
