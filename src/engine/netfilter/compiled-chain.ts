/**
 * The verdict of a chain, without the list of what was tried. `traverse.ts` is the model; this is the same walk over conditions
 * compiled once, with rules skipped that cannot match, and it must come to the same end (`test/engine/netfilter/compiled.test.ts`).
 */
import { Unmodelled } from '../trace/unmodelled.ts';
import { testOf, type Test } from './compiled-match.ts';
import type { MatchContext } from './match.ts';
import type { Chain, Rule } from './rule.ts';
import { RuleIndex } from './rule-index.ts';
import { MAX_DEPTH, MAX_VISITS, type Traversal } from './traverse.ts';

export type Verdict = Omit<Traversal, 'visits'>;

interface CompiledRule {
  readonly rule: Rule;
  readonly tests: readonly Test[];
  /** The chain it jumps to, once somebody did. */
  next: CompiledChain | undefined;
}

/** What has been decided so far, and what rules that do not decide have done. */
interface Progress {
  verdict: Verdict['verdict'];
  rule: Rule | null;
  translation: Verdict['translation'];
  mark: number;
  notrack: boolean;
  /** Rules behind the walk, skipped ones among them. */
  tried: number;
}

export class CompiledChain {
  private readonly chain: Chain;
  private readonly rules: readonly CompiledRule[];
  private readonly index: RuleIndex | null;
  private readonly chains: ReadonlyMap<string, CompiledChain>;

  /** `chains` are those of the same table, by name; it may be filled later. */
  constructor(chain: Chain, chains: ReadonlyMap<string, CompiledChain>) {
    this.chain = chain;
    this.chains = chains;
    this.rules = chain.rules.map((rule) => ({ rule, tests: rule.matches.map(testOf), next: undefined }));
    this.index = RuleIndex.of(chain.rules);
  }

  /** Nothing in it could decide: no rules under a policy of ACCEPT. */
  get isIdle(): boolean {
    return this.rules.length === 0 && this.chain.policy !== 'DROP';
  }

  decide(context: MatchContext): Verdict {
    const verdict = this.chain.policy ?? 'ACCEPT';
    const progress: Progress = { verdict, rule: null, translation: null, mark: context.mark, notrack: false, tried: 0 };
    this.visit(context, progress, 0);
    const { rule, translation, mark, notrack } = progress;
    return { verdict: progress.verdict, rule, translation, mark, notrack };
  }

  /** @returns whether a rule decided. */
  private visit(context: MatchContext, progress: Progress, depth: number): boolean {
    if (depth > MAX_DEPTH) throw new Unmodelled('a loop of iptables chains');
    if (progress.tried > MAX_VISITS) throw new Unmodelled('a walk through more than 100,000 iptables rules');
    let passed = 0;
    const candidates = this.index === null ? null : this.index.candidates(context.packet);
    const count = candidates === null ? this.rules.length : candidates.length;
    for (let at = 0; at < count; at += 1) {
      const position = candidates === null ? at : (candidates[at] ?? 0);
      progress.tried += position + 1 - passed;
      passed = position + 1;
      const compiled = this.rules[position];
      if (compiled === undefined || !holds(compiled.tests, context, progress.mark)) continue;
      const { rule } = compiled;
      const { target } = rule;
      switch (target?.kind) {
        case undefined:
        case 'LOG':
          break;
        case 'ACCEPT':
        case 'DROP':
        case 'REJECT':
          return decided(progress, target.kind, rule, null);
        case 'DNAT':
        case 'SNAT':
        case 'MASQUERADE':
        case 'REDIRECT':
          return decided(progress, 'ACCEPT', rule, target);
        case 'RETURN':
          return false;
        case 'MARK':
          progress.mark = (progress.mark & ~target.mask) ^ target.value;
          break;
        case 'NOTRACK':
          progress.notrack = true;
          break;
        case 'JUMP':
        case 'GOTO': {
          const next = (compiled.next ??= this.chains.get(target.chain));
          if (next === undefined) throw new Unmodelled(`iptables target "${target.chain}"`);
          if (next.visit(context, progress, depth + 1)) return true;
          if (target.kind === 'GOTO') return false;
          break;
        }
        case 'UNMODELLED':
          throw new Unmodelled(`iptables target "${target.name}"`);
      }
    }
    progress.tried += this.rules.length - passed;
    return false;
  }
}

function holds(tests: readonly Test[], context: MatchContext, mark: number): boolean {
  for (const test of tests) if (!test(context, mark)) return false;
  return true;
}

function decided(
  progress: Progress,
  verdict: Verdict['verdict'],
  rule: Rule,
  translation: Verdict['translation'],
): true {
  progress.verdict = verdict;
  progress.rule = rule;
  progress.translation = translation;
  return true;
}
