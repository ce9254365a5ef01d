/** What can be said of a chain's rules, written once: a packet that tries a rule is told of in the same words as the one before. */
import type { RuleVisit, TableName, Verdict } from '../trace/step.ts';
import type { Chain, Rule, Ruleset, Target } from './rule.ts';

export interface ToldRule {
  readonly rule: Rule;
  readonly matched: RuleVisit;
  /** One for each condition: that it was the first that did not hold. */
  readonly failed: readonly RuleVisit[];
}

export interface ToldChain {
  readonly chain: Chain;
  readonly rules: readonly ToldRule[];
  /** Its end: the policy of a built-in chain, back to the caller from a user chain. */
  readonly policy: RuleVisit;
  readonly returned: RuleVisit;
}

export type ToldChains = ReadonlyMap<string, ToldChain>;

const told = new WeakMap<Ruleset, ReadonlyMap<TableName, ToldChains>>();

/** The chains of a table by name; undefined when the table was never touched. */
export function toldChains(ruleset: Ruleset, table: TableName): ToldChains | undefined {
  let tables = told.get(ruleset);
  if (tables === undefined) {
    tables = new Map(
      ruleset.tables.map(({ name, chains }) => [name, new Map(chains.map((chain) => [chain.name, tell(chain)]))]),
    );
    told.set(ruleset, tables);
  }
  return tables.get(table);
}

function tell(chain: Chain): ToldChain {
  const verdict = chain.policy ?? 'ACCEPT';
  return {
    chain,
    rules: chain.rules.map((rule, at) => tellRule(chain.name, at + 1, rule)),
    policy: { chain: chain.name, number: 0, rule: 'policy', matched: true, verdict },
    returned: { chain: chain.name, number: -1, rule: 'return', matched: true, verdict: 'RETURN' },
  };
}

function tellRule(chain: string, number: number, rule: Rule): ToldRule {
  const { text, matches, target } = rule;
  return {
    rule,
    matched: { chain, number, rule: text, matched: true, verdict: verdictOf(target) },
    failed: matches.map((match) => ({ chain, number, rule: text, matched: false, failed: match.text })),
  };
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
