/** A chain as it is for packets that come in by one interface and go out by another: rules for others are left out. */
import { Unmodelled } from '../trace/unmodelled.ts';
import type { CompiledChain } from './compiled-chain.ts';
import { stateBit, type Asked, type CompiledRule } from './compiled-rule.ts';
import type { MatchContext } from './match.ts';
import type { Rule, Target } from './rule.ts';
import { RuleIndex } from './rule-index.ts';
import { MAX_DEPTH, MAX_VISITS, type Traversal } from './traverse.ts';

export type Verdict = Omit<Traversal, 'visits'>;

/** The question as the rules see it, what has been decided so far, and what rules that do not decide have done. */
export class Progress implements Verdict, Asked {
  verdict: Verdict['verdict'];
  rule: Rule | null = null;
  translation: Verdict['translation'] = null;
  mark: number;
  notrack = false;
  /** Rules behind the walk, skipped ones among them. */
  tried = 0;
  readonly context: MatchContext;
  readonly src: number;
  readonly dst: number;
  readonly protocol: string;
  readonly state: number;

  constructor(context: MatchContext, verdict: Verdict['verdict']) {
    const { packet } = context;
    this.verdict = verdict;
    this.context = context;
    this.mark = context.mark;
    this.src = packet.src;
    this.dst = packet.dst;
    this.protocol = packet.protocol;
    this.state = stateBit(context.ctstate);
  }

  /** @returns true: a rule has decided. */
  decide(verdict: Verdict['verdict'], rule: Rule, translation: Verdict['translation']): true {
    this.verdict = verdict;
    this.rule = rule;
    this.translation = translation;
    return true;
  }

  /** A target that does not end the walk. */
  note(target: Target): void {
    if (target.kind === 'MARK') this.mark = (this.mark & ~target.mask) ^ target.value;
    else if (target.kind === 'NOTRACK') this.notrack = true;
    else if (target.kind === 'UNMODELLED') throw new Unmodelled(`iptables target "${target.name}"`);
  }
}

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
  /** By name, the chains its rules have jumped to. */
  private readonly targets = new Map<string, ChainBetween>();

  constructor(iif: string, oif: string, list: RuleList, length: number, chains: ReadonlyMap<string, CompiledChain>) {
    this.iif = iif;
    this.oif = oif;
    this.list = list;
    this.length = length;
    this.chains = chains;
  }

  /** @returns whether a rule decided. */
  visit(progress: Progress, depth: number): boolean {
    if (depth > MAX_DEPTH) throw new Unmodelled('a loop of iptables chains');
    if (progress.tried > MAX_VISITS) throw new Unmodelled('a walk through more than 100,000 iptables rules');
    const { rules, index } = this.list;
    const candidates = index === null ? null : index.candidates(progress.context.packet);
    const count = candidates === null ? rules.length : candidates.length;
    let passed = 0;
    for (let at = 0; at < count; at += 1) {
      const compiled = rules[candidates === null ? at : (candidates[at] ?? 0)];
      if (compiled === undefined) continue;
      progress.tried += compiled.position + 1 - passed;
      passed = compiled.position + 1;
      if (!compiled.matches(progress)) continue;
      const { rule, verdict, jump } = compiled;
      if (verdict !== null) return progress.decide(verdict, rule, compiled.translation);
      const { target } = rule;
      if (jump !== '') {
        if (this.target(jump).visit(progress, depth + 1)) return true;
        if (target?.kind === 'GOTO') return false;
      } else if (target !== null) {
        if (target.kind === 'RETURN') return false;
        progress.note(target);
      }
    }
    progress.tried += this.length - passed;
    return false;
  }

  private target(name: string): ChainBetween {
    let target = this.targets.get(name);
    if (target === undefined) {
      const chain = this.chains.get(name);
      if (chain === undefined) throw new Unmodelled(`iptables target "${name}"`);
      this.targets.set(name, (target = chain.betweenInterfaces(this.iif, this.oif)));
    }
    return target;
  }
}
