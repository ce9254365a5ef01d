/**
 * One packet through one built-in chain and the chains it jumps to, rule by rule: the model, and what a trace tells. The packet
 * path asks `compiled-chain.ts`, which only knows the end. Read iptables(8) "TARGETS" before editing.
 */
import type { RuleVisit, TableName } from '../trace/step.ts';
import { Unmodelled } from '../trace/unmodelled.ts';
import { firstFailed, type MatchContext } from './match.ts';
import type { Rule, Ruleset, Target } from './rule.ts';
import { toldChains, type ToldChain, type ToldChains } from './told-chain.ts';

export interface Traversal {
  readonly verdict: 'ACCEPT' | 'DROP' | 'REJECT';
  readonly visits: readonly RuleVisit[];
  /** The rule that decided; null when a policy did. */
  readonly rule: Rule | null;
  /** The translation that the deciding rule asks for. */
  readonly translation: Extract<Target, { kind: 'DNAT' | 'SNAT' | 'MASQUERADE' | 'REDIRECT' }> | null;
  readonly mark: number;
  readonly notrack: boolean;
}

/** The kernel refuses to load rule sets that loop; a world could hold one all the same. */
export const MAX_DEPTH = 64;

/** Chains that call each other again and again can be walked in more ways than there is time for. */
export const MAX_VISITS = 100_000;

type Decided = Pick<Traversal, 'verdict' | 'rule' | 'translation'>;

interface Progress {
  readonly chains: ToldChains;
  readonly context: MatchContext;
  readonly visits: RuleVisit[];
  mark: number;
  notrack: boolean;
}

/** @returns null when the chain holds nothing that could decide: no table, or no rules under a policy of ACCEPT. */
export function traverseChain(
  ruleset: Ruleset,
  table: TableName,
  chainName: string,
  context: MatchContext,
): Traversal | null {
  const chains = toldChains(ruleset, table);
  const told = chains?.get(chainName);
  if (chains === undefined || told === undefined) return null;
  const { rules, policy } = told.chain;
  if (rules.length === 0 && policy !== 'DROP') return null;
  const progress: Progress = { chains, context, visits: [], mark: context.mark, notrack: false };
  let decided = visitChain(progress, told, 0);
  if (decided === null) {
    progress.visits.push(told.policy);
    decided = { verdict: policy ?? 'ACCEPT', rule: null, translation: null };
  }
  const { verdict, rule, translation } = decided;
  const { visits, mark, notrack } = progress;
  return { verdict, visits, rule, translation, mark, notrack };
}

/** @returns null when the chain ended, or returned, without a decision. */
function visitChain(progress: Progress, { rules }: ToldChain, depth: number): Decided | null {
  if (depth > MAX_DEPTH) throw new Unmodelled('a loop of iptables chains');
  if (progress.visits.length > MAX_VISITS) throw new Unmodelled('a walk through more than 100,000 iptables rules');
  const { visits } = progress;
  for (const { rule, matched, failed } of rules) {
    const context = progress.mark === progress.context.mark ? progress.context : withMark(progress);
    const at = firstFailed(rule.matches, context);
    const lost = at < 0 ? undefined : failed[at];
    if (lost !== undefined) {
      visits.push(lost);
      continue;
    }
    visits.push(matched);
    const { target } = rule;
    switch (target?.kind) {
      case undefined:
      case 'LOG':
        break;
      case 'ACCEPT':
      case 'DROP':
        return { verdict: target.kind, rule, translation: null };
      case 'REJECT':
        return { verdict: 'REJECT', rule, translation: null };
      case 'RETURN':
        return null;
      case 'MARK':
        progress.mark = (progress.mark & ~target.mask) ^ target.value;
        break;
      case 'NOTRACK':
        progress.notrack = true;
        break;
      case 'DNAT':
      case 'SNAT':
      case 'MASQUERADE':
      case 'REDIRECT':
        return { verdict: 'ACCEPT', rule, translation: target };
      case 'JUMP':
      case 'GOTO': {
        const next = progress.chains.get(target.chain);
        if (next === undefined) throw new Unmodelled(`iptables target "${target.chain}"`);
        const decided = visitChain(progress, next, depth + 1);
        if (decided !== null) return decided;
        const last = visits.at(-1);
        if (last?.chain !== next.chain.name || last.verdict !== 'RETURN') visits.push(next.returned);
        if (target.kind === 'GOTO') return null;
        break;
      }
      case 'UNMODELLED':
        throw new Unmodelled(`iptables target "${target.name}"`);
    }
  }
  return null;
}

function withMark(progress: Progress): MatchContext {
  const { packet, iif, oif, ctstate, srcNat, dstNat, ctdirection, original, reply, addresses } = progress.context;
  const { mark } = progress;
  return { packet, iif, oif, mark, ctstate, srcNat, dstNat, ctdirection, original, reply, addresses };
}
