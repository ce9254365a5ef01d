/** Writes a trace down while it happens. */
import type { Packet } from '../packet/packet.ts';
import type { Tuple } from '../packet/tuple.ts';
import type { SeenFrame } from '../walk/counters.ts';
import type { Visit } from '../walk/skb.ts';
import type { NetnsId } from '../world/world.ts';
import type { Disposition } from './disposition.ts';
import type { Fact, FactDetail } from './fact.ts';
import type { Conversation } from './trace.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class Recorder {
  readonly facts: Fact[] = [];
  /** Not told, and yet counted at the interfaces. */
  readonly quietFrames: Fact[] = [];
  readonly conversations: Mutable<Conversation>[] = [];
  private hops = 0;

  /** All frames, told or not, by the namespace that saw them. */
  frames(): ReadonlyMap<NetnsId, readonly SeenFrame[]> {
    const seen = new Map<NetnsId, SeenFrame[]>();
    for (const { visit, dev, detail } of [...this.facts, ...this.quietFrames]) {
      if (detail.kind !== 'rx' && detail.kind !== 'tx') continue;
      const here = seen.get(visit.netns);
      if (here === undefined) seen.set(visit.netns, [{ dev, detail }]);
      else here.push({ dev, detail });
    }
    return seen;
  }

  nextHop(): number {
    return this.hops++;
  }

  openConversation(client: NetnsId, tuple: Tuple | null, causedBy?: number): number {
    const opened = { client, tuple, disposition: null };
    this.conversations.push(causedBy === undefined ? opened : { ...opened, causedBy });
    return this.conversations.length - 1;
  }

  /** The first verdict on a conversation stays; what follows from it is told by the steps. */
  settle(conversation: number, disposition: Disposition): void {
    const entry = this.conversations[conversation];
    if (entry !== undefined) entry.disposition ??= disposition;
  }

  /** Takes `detail` over: it is kept as it is. Of a quiet packet only the loss is told. */
  step(visit: Visit, atMs: number, packet: Packet | null, detail: FactDetail, dev?: string): void {
    if (!visit.quiet || detail.kind === 'drop') this.facts.push({ visit, dev, packet, atMs, detail });
    else if (detail.kind === 'tx' || detail.kind === 'rx') this.quietFrames.push({ visit, dev, packet, atMs, detail });
  }
}
