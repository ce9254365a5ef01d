/** Writes a trace down while it happens. */
import type { Packet } from '../packet/packet.ts';
import type { Tuple } from '../packet/tuple.ts';
import type { NetnsId } from '../world/world.ts';
import type { Disposition } from './disposition.ts';
import type { Fact, FactDetail } from './fact.ts';
import type { Conversation } from './trace.ts';

/** Which story, which way, which visit: what a step says about itself besides what happened. */
export interface StepPlace {
  readonly conversation: number;
  readonly direction: 'forward' | 'reply';
  readonly hop: number;
  /** Only its loss is told. */
  readonly quiet?: boolean;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class Recorder {
  readonly facts: Fact[] = [];
  readonly conversations: Mutable<Conversation>[] = [];
  private hops = 0;

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
  step(place: StepPlace, netns: NetnsId, atMs: number, packet: Packet | null, detail: FactDetail, dev?: string): void {
    if (place.quiet === true && detail.kind !== 'drop') return;
    const { conversation, direction, hop } = place;
    this.facts.push({ conversation, direction, hop, netns, dev, packet, atMs, detail });
  }
}
