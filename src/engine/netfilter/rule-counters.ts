/**
 * How often each rule held for a packet, as `iptables -v` shows it. A policy counts nothing: iptables-nft gives a base chain no counter
 * and prints 0. Read nft_counter.c, iptables(8) "-v" and iptables.git iptables/nft.c nft_chain_builtin_alloc before editing.
 */
import type { NetnsState } from '../world/world.ts';
import type { TableName } from '../trace/step.ts';
import type { Chain, Ruleset } from './rule.ts';

/** `bytes` from the IP header on, as netfilter sees a packet. */
export interface RuleCounters {
  readonly packets: number;
  readonly bytes: number;
}

/** By rule: a counter belongs to the rule and moves with it when others are put before it. What never counted is absent. */
export type RuleCounts = Readonly<Record<string, RuleCounters>>;

const NONE: RuleCounters = { packets: 0, bytes: 0 };

/** Of the rule at `index` in its chain. */
export function ruleCounters({ rules }: NetnsState, table: TableName, chain: Chain, index: number): RuleCounters {
  return rules[ruleKey(table, chain, index)] ?? NONE;
}

/** Twins of one text in a chain are told apart by which of them comes first. */
export function ruleKey(table: TableName, { rules }: Pick<Chain, 'rules'>, index: number): string {
  const text = rules[index]?.text ?? '';
  const twins = rules.slice(0, index).filter((rule) => rule.text === text).length;
  return `${table} ${text}${twins === 0 ? '' : ` (${twins + 1})`}`;
}

export function countedOnce(counts: RuleCounts, key: string, bytes: number, times: number): RuleCounts {
  const { packets, bytes: before } = counts[key] ?? NONE;
  return { ...counts, [key]: { packets: packets + times, bytes: before + bytes * times } };
}

/** The counters of rules that are still there: a rule that is deleted takes its own with it. */
export function countsOfPresent(counts: RuleCounts, { tables }: Ruleset): RuleCounts {
  const entries = Object.entries(counts);
  if (entries.length === 0) return counts;
  const present = new Set(
    tables.flatMap(({ name, chains }) =>
      chains.flatMap((chain) => chain.rules.map((_, index) => ruleKey(name, chain, index))),
    ),
  );
  return Object.fromEntries(entries.filter(([key]) => present.has(key)));
}

/** `iptables -Z`: the counters of these chains, or of one rule in them, are gone. */
export function countsWithout(
  counts: RuleCounts,
  { tables }: Ruleset,
  {
    table,
    chains,
    number,
  }: { readonly table: TableName; readonly chains: readonly string[]; readonly number?: number },
): RuleCounts {
  const named = tables.find(({ name }) => name === table)?.chains.filter(({ name }) => chains.includes(name));
  const zeroed = new Set(
    named?.flatMap((chain) => {
      const keys = chain.rules.map((_, index) => ruleKey(table, chain, index));
      return number === undefined ? keys : keys.slice(number - 1, number);
    }),
  );
  return Object.fromEntries(Object.entries(counts).filter(([key]) => !zeroed.has(key)));
}
