/** Writes a trace down while it happens. */
import type { Packet } from '../packet/packet.ts';
import type { Tuple } from '../packet/tuple.ts';
import type { CountedFrame } from '../walk/counters.ts';
import type { Visit } from '../walk/skb.ts';
import type { NetnsId } from '../world/world.ts';
import type { Disposition } from './disposition.ts';
import { detailsOf, type Fact, type FactDetail, type Together } from './fact.ts';
import type { Conversation } from './trace.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class Recorder {
  /** What was noted last, told or only counted at the interfaces. */
  private latest: Fact | null;
  readonly conversations: Mutable<Conversation>[];
  private hops: number;

  constructor() {
    this.latest = null;
    this.conversations = [];
    this.hops = 0;
  }

  /** What is told, in its order. Of a quiet packet that is its loss alone. */
  get facts(): readonly Fact[] {
    return this.noted().filter(({ visit, detail }) => !visit.quiet || detail.kind === 'drop');
  }

  private noted(): readonly Fact[] {
    const facts: Fact[] = [];
    for (let fact = this.latest; fact !== null; fact = fact.before) facts.push(fact);
    return facts.reverse();
  }

  /** All frames, told or not, by the namespace that saw them. */
  frames(): ReadonlyMap<NetnsId, readonly CountedFrame[]> {
    const seen = new Map<NetnsId, CountedFrame[]>();
    for (const fact of this.noted()) {
      const { visit, dev } = fact;
      const detail = detailsOf(fact).at(-1);
      if (detail?.kind !== 'rx' && detail?.kind !== 'tx') continue;
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

  /** Takes `detail` over: it is kept as it is. */
  step(visit: Visit, atMs: number, packet: Packet | null, detail: FactDetail | Together, dev?: string): void {
    if (!visit.quiet || detail.kind === 'drop') this.latest = { visit, dev, packet, atMs, detail, before: this.latest };
  }

  /** Of what is a fact itself: frames, which count at the interfaces although nobody tells of them, and questions to chains. */
  note(fact: Fact): void {
    fact.before = this.latest;
    this.latest = fact;
  }
}
