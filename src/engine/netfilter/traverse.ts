/**
 * One packet through one built-in chain and the chains it jumps to, rule by rule: the model, and what a trace tells. The packet
 * path asks `compiled-chain.ts`, which only knows the end. Read iptables(8) "TARGETS" before editing.
 */
import type { RuleVisit, TableName, Verdict } from '../trace/step.ts';
import { Unmodelled } from '../trace/unmodelled.ts';
import { firstFailed, type MatchContext } from './match.ts';
import type { Chain, Rule, Ruleset, Target } from './rule.ts';

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
  readonly chains: ReadonlyMap<string, Chain>;
  readonly context: MatchContext;
  readonly visits: RuleVisit[];
  mark: number;
  notrack: boolean;
}

const compiled = new WeakMap<Ruleset, ReadonlyMap<TableName, ReadonlyMap<string, Chain>>>();

/** The chains of a table by name; undefined when the table was never touched. */
function chainsOf(ruleset: Ruleset, table: TableName): ReadonlyMap<string, Chain> | undefined {
  let tables = compiled.get(ruleset);
  if (tables === undefined) {
    tables = new Map(
      ruleset.tables.map((entry) => [entry.name, new Map(entry.chains.map((chain) => [chain.name, chain]))]),
    );
    compiled.set(ruleset, tables);
  }
  return tables.get(table);
}

/** @returns null when the chain holds nothing that could decide: no table, or no rules under a policy of ACCEPT. */
export function traverseChain(
  ruleset: Ruleset,
  table: TableName,
  chainName: string,
  context: MatchContext,
): Traversal | null {
  const chains = chainsOf(ruleset, table);
  const chain = chains?.get(chainName);
  if (chains === undefined || chain === undefined) return null;
  if (chain.rules.length === 0 && chain.policy !== 'DROP') return null;
  const progress: Progress = { chains, context, visits: [], mark: context.mark, notrack: false };
  let decided = visitChain(progress, chain, 0);
  if (decided === null) {
    const verdict = chain.policy ?? 'ACCEPT';
    progress.visits.push({ chain: chainName, number: 0, rule: 'policy', matched: true, verdict });
    decided = { verdict, rule: null, translation: null };
  }
  return { ...decided, visits: progress.visits, mark: progress.mark, notrack: progress.notrack };
}

/** @returns null when the chain ended, or returned, without a decision. */
function visitChain(progress: Progress, chain: Chain, depth: number): Decided | null {
  if (depth > MAX_DEPTH) throw new Unmodelled('a loop of iptables chains');
  if (progress.visits.length > MAX_VISITS) throw new Unmodelled('a walk through more than 100,000 iptables rules');
  for (const [at, rule] of chain.rules.entries()) {
    const context = progress.mark === progress.context.mark ? progress.context : withMark(progress);
    const failed = firstFailed(rule.matches, context);
    if (failed !== null) {
      progress.visits.push({ chain: chain.name, number: at + 1, rule: rule.text, matched: false, failed: failed.text });
      continue;
    }
    const visit = {
      chain: chain.name,
      number: at + 1,
      rule: rule.text,
      matched: true,
      verdict: verdictOf(rule.target),
    };
    progress.visits.push(visit);
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
        const last = progress.visits.at(-1);
        if (last?.chain !== next.name || last.verdict !== 'RETURN')
          progress.visits.push({ chain: next.name, number: -1, rule: 'return', matched: true, verdict: 'RETURN' });
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

/** As a recording writes it: translations show as ACCEPT, REJECT as DROP. */
function verdictOf(target: Target | null): Verdict {
  switch (target?.kind) {
    case 'DROP':
    case 'REJECT':
      return 'DROP';
    case 'RETURN':
    case 'JUMP':
    case 'GOTO':
      return target.kind;
    case 'ACCEPT':
    case 'DNAT':
    case 'SNAT':
    case 'MASQUERADE':
    case 'REDIRECT':
      return 'ACCEPT';
    default:
      return 'CONTINUE';
  }
}
