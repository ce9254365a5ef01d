import type { Packet } from '../packet/packet.ts';
import type { Tuple } from '../packet/tuple.ts';
import type { ChainFact } from '../trace/fact.ts';
import type { Hook, RuleVisit, TableName } from '../trace/step.ts';
import type { Tracked } from './conntrack.ts';
import type { KnowsAddresses, MatchContext } from './match.ts';
import type { Ruleset } from './rule.ts';
import { traverseChain } from './traverse.ts';

/**
 * What one chain was asked about one packet at one hook, and what it said. Kept as it was then: flows go on changing, the question does not. So the rules
 * that were tried can be told whenever somebody wants to know.
 */
export class ChainQuestion implements MatchContext, ChainFact {
  readonly kind = 'chain';
  readonly hook: Hook;
  verdict: ChainFact['verdict'] = 'ACCEPT';
  readonly ruleset: Ruleset;
  readonly table: TableName;
  readonly chain: string;
  readonly packet: Packet;
  readonly iif: string;
  readonly oif: string;
  readonly mark: number;
  readonly ctstate: Tracked['state'] | null;
  readonly srcNat: boolean;
  readonly dstNat: boolean;
  readonly ctdirection: Tracked['direction'] | null;
  readonly original: Tuple | null;
  readonly reply: Tuple | null;
  readonly addresses: KnowsAddresses;

  constructor(
    hook: Hook,
    at: { readonly ruleset: Ruleset; readonly table: TableName; readonly chain: string },
    about: { readonly packet: Packet; readonly mark: number; readonly tracked: Tracked | null },
    iif: string,
    oif: string,
    addresses: KnowsAddresses,
  ) {
    const { tracked } = about;
    this.hook = hook;
    this.ruleset = at.ruleset;
    this.table = at.table;
    this.chain = at.chain;
    this.packet = about.packet;
    this.iif = iif;
    this.oif = oif;
    this.mark = about.mark;
    this.ctstate = tracked === null ? null : tracked.state;
    const flow = tracked === null ? null : tracked.flow;
    this.srcNat = flow?.srcNat === true;
    this.dstNat = flow?.dstNat === true;
    this.ctdirection = tracked === null || flow === null ? null : tracked.direction;
    this.original = flow === null ? null : flow.original;
    this.reply = flow === null ? null : flow.reply;
    this.addresses = addresses;
  }

  visits(): readonly RuleVisit[] {
    return traverseChain(this.ruleset, this.table, this.chain, this)?.visits ?? [];
  }
}
