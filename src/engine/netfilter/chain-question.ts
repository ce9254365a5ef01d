import type { Packet } from '../packet/packet.ts';
import type { Tuple } from '../packet/tuple.ts';
import type { ChainFact, Fact } from '../trace/fact.ts';
import type { Hook, RuleVisit, TableName } from '../trace/step.ts';
import type { Skb, Visit } from '../walk/skb.ts';
import { stateBit } from './compiled-rule.ts';
import type { Tracked } from './conntrack.ts';
import type { KnowsAddresses, MatchContext } from './match.ts';
import type { Rule, Ruleset } from './rule.ts';
import { traverseChain, type Traversal } from './traverse.ts';

/** A built-in chain of a rule set. */
export interface ChainPlace {
  readonly ruleset: Ruleset;
  readonly table: TableName;
  readonly chain: string;
}

/**
 * What one chain was asked about one packet at one hook, and what it said. Kept as it was then: flows go on changing, the question
 * does not. So the rules that were tried can be told whenever somebody wants to know.
 */
export class ChainQuestion implements MatchContext, ChainFact, Fact {
  readonly visit: Visit;
  readonly atMs: number;
  before: Fact | null;
  readonly hook: Hook;
  readonly packet: Packet;
  readonly iif: string;
  readonly oif: string;
  readonly mark: number;
  readonly tracked: Tracked | null;
  readonly srcNat: boolean;
  readonly dstNat: boolean;
  readonly reply: Tuple | null;
  readonly addresses: KnowsAddresses;
  /** What rules ask for most, read once for all of them. `state` is one bit, none where nothing is tracked. */
  readonly src: number;
  readonly dst: number;
  readonly protocol: string;
  readonly state: number;
  /** What was decided; until then what the policy says. */
  verdict: Traversal['verdict'];
  rule: Rule | null;
  translation: Traversal['translation'];
  /** What rules that do not decide have made of the packet. */
  markAfter: number;
  notrack: boolean;
  /** Rules behind the walk, skipped ones among them. */
  tried: number;
  private readonly place: ChainPlace;

  constructor(
    hook: Hook,
    place: ChainPlace,
    about: Pick<Skb, 'visit' | 'packet' | 'mark' | 'tracked'>,
    iif: string,
    oif: string,
    addresses: KnowsAddresses,
    atMs: number,
  ) {
    const { visit, packet, mark, tracked } = about;
    const flow = tracked === null ? null : tracked.flow;
    this.before = null;
    this.visit = visit;
    this.atMs = atMs;
    this.hook = hook;
    this.place = place;
    this.packet = packet;
    this.iif = iif;
    this.oif = oif;
    this.mark = mark;
    this.tracked = tracked;
    this.srcNat = flow?.srcNat === true;
    this.dstNat = flow?.dstNat === true;
    this.reply = flow === null ? null : flow.reply;
    this.addresses = addresses;
    this.src = packet.src;
    this.dst = packet.dst;
    this.protocol = packet.protocol;
    this.state = stateBit(tracked === null ? null : tracked.state);
    this.verdict = 'ACCEPT';
    this.rule = null;
    this.translation = null;
    this.markAfter = mark;
    this.notrack = false;
    this.tried = 0;
  }

  get kind() {
    return 'chain' as const;
  }

  get table(): TableName {
    return this.place.table;
  }

  get chain(): string {
    return this.place.chain;
  }

  get dev(): undefined {
    return undefined;
  }

  get detail(): ChainFact {
    return this;
  }

  get ctstate(): Tracked['state'] | null {
    return this.tracked === null ? null : this.tracked.state;
  }

  get ctdirection(): Tracked['direction'] | null {
    return this.tracked?.flow ? this.tracked.direction : null;
  }

  /** A flow begins with the same packet for life. */
  get original(): Tuple | null {
    return this.tracked?.flow?.original ?? null;
  }

  visits(): readonly RuleVisit[] {
    const { ruleset, table, chain } = this.place;
    return traverseChain(ruleset, table, chain, this)?.visits ?? [];
  }

  /** @returns true: a rule has decided. */
  decide(verdict: Traversal['verdict'], rule: Rule, translation: Traversal['translation']): true {
    this.verdict = verdict;
    this.rule = rule;
    this.translation = translation;
    return true;
  }
}
