/**
 * The verdict of a chain, without the list of what was tried. `traverse.ts` is the model; this is the same walk over rules compiled
 * once, without those that cannot match, and it must come to the same end (`test/engine/netfilter/compiled.test.ts`).
 */
import { ChainBetween, RuleList } from './chain-between.ts';
import type { ChainQuestion } from './chain-question.ts';
import { CompiledRule } from './compiled-rule.ts';
import type { Chain } from './rule.ts';

/** Pairs of interfaces that a chain remembers its rules for. */
const PAIRS = 64;

export class CompiledChain {
  private readonly chain: Chain;
  private readonly rules: readonly CompiledRule[];
  private readonly asksInterfaces: boolean;
  private readonly chains: ReadonlyMap<string, CompiledChain>;
  private readonly between: ChainBetween[] = [];

  /** `chains` are those of the same table, by name; it may be filled later. */
  constructor(chain: Chain, chains: ReadonlyMap<string, CompiledChain>) {
    this.chain = chain;
    this.chains = chains;
    this.rules = chain.rules.map((rule, position) => new CompiledRule(rule, position));
    this.asksInterfaces = this.rules.some((rule) => rule.asksInterfaces);
  }

  /** Nothing in it could decide: no rules under a policy of ACCEPT. */
  get isIdle(): boolean {
    return this.rules.length === 0 && this.chain.policy !== 'DROP';
  }

  /** Writes the answer into the question. */
  decide(question: ChainQuestion): void {
    question.verdict = this.chain.policy ?? 'ACCEPT';
    this.betweenInterfaces(question.iif, question.oif).visit(question, 0);
  }

  /** The rules that may match a packet that comes in and goes out there. */
  betweenInterfaces(iif: string, oif: string): ChainBetween {
    for (const known of this.between) if (known.iif === iif && known.oif === oif) return known;
    const [same] = this.between;
    const list =
      same !== undefined && !this.asksInterfaces
        ? same.list
        : new RuleList(this.rules.filter((rule) => rule.mayMatchBetween(iif, oif)));
    const made = new ChainBetween(iif, oif, list, this.rules.length, this.chains);
    if (this.between.length >= PAIRS) this.between.length = 0;
    this.between.push(made);
    return made;
  }
}
