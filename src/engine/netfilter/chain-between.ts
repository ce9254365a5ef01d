/** A chain as it is for packets that come in by one interface and go out by another: rules for others are left out. */
import { Unmodelled } from '../trace/unmodelled.ts';
import type { ChainQuestion } from './chain-question.ts';
import type { CompiledChain } from './compiled-chain.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { Target } from './rule.ts';
import { RuleIndex } from './rule-index.ts';
import { MAX_DEPTH, MAX_VISITS } from './traverse.ts';

/** Rules in their order, with an index where there are many. */
export class RuleList {
  readonly rules: readonly CompiledRule[];
  readonly index: RuleIndex | null;

  constructor(rules: readonly CompiledRule[]) {
    this.rules = rules;
    this.index = RuleIndex.of(rules.map(({ rule }) => rule));
  }
}

export class ChainBetween {
  readonly iif: string;
  readonly oif: string;
  readonly list: RuleList;
  /** Rules of the whole chain. */
  private readonly length: number;
  private readonly chains: ReadonlyMap<string, CompiledChain>;
  /** The chains its rules have jumped to, each at its rule's place. */
  private readonly targets: (ChainBetween | null)[];

  constructor(iif: string, oif: string, list: RuleList, length: number, chains: ReadonlyMap<string, CompiledChain>) {
    this.iif = iif;
    this.oif = oif;
    this.list = list;
    this.length = length;
    this.chains = chains;
    this.targets = list.rules.map(() => null);
  }

  /** @returns whether a rule decided. */
  visit(question: ChainQuestion, depth: number): boolean {
    if (depth > MAX_DEPTH) throw new Unmodelled('a loop of iptables chains');
    if (question.tried > MAX_VISITS) throw new Unmodelled('a walk through more than 100,000 iptables rules');
    const { rules, index } = this.list;
    const candidates = index === null ? null : index.candidates(question.packet);
    const count = candidates === null ? rules.length : candidates.length;
    let passed = 0;
    for (let nth = 0; nth < count; nth += 1) {
      const at = candidates === null ? nth : (candidates[nth] ?? 0);
      const compiled = rules[at];
      if (compiled === undefined) continue;
      question.tried += compiled.position + 1 - passed;
      passed = compiled.position + 1;
      if (!compiled.matches(question)) continue;
      const { rule, verdict, jump } = compiled;
      if (verdict !== null) return question.decide(verdict, rule, compiled.translation);
      const { target } = rule;
      if (jump !== '') {
        const next = this.targets[at] ?? this.enter(jump, at);
        if (next.visit(question, depth + 1)) return true;
        if (target?.kind === 'GOTO') return false;
      } else if (target !== null) {
        if (target.kind === 'RETURN') return false;
        note(question, target);
      }
    }
    question.tried += this.length - passed;
    return false;
  }

  private enter(name: string, at: number): ChainBetween {
    const chain = this.chains.get(name);
    if (chain === undefined) throw new Unmodelled(`iptables target "${name}"`);
    return (this.targets[at] = chain.betweenInterfaces(this.iif, this.oif));
  }
}

/** A target that does not end the walk. */
function note(question: ChainQuestion, target: Target): void {
  if (target.kind === 'MARK') question.markAfter = (question.markAfter & ~target.mask) ^ target.value;
  else if (target.kind === 'NOTRACK') question.notrack = true;
  else if (target.kind === 'UNMODELLED') throw new Unmodelled(`iptables target "${target.name}"`);
}
