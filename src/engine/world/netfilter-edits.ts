/** Changes of a rule set: tables and built-in chains appear when first touched, as with iptables-nft. */
import type { Chain, Rule, Ruleset, Table } from '../netfilter/rule.ts';
import type { TableName } from '../trace/step.ts';
import { EditRefused } from './refusal.ts';

/** In the order in which iptables-save prints them. */
export const BUILT_IN_CHAINS: Readonly<Record<TableName, readonly string[]>> = {
  raw: ['PREROUTING', 'OUTPUT'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  security: ['INPUT', 'FORWARD', 'OUTPUT'],
};

const TABLE_ORDER: readonly TableName[] = ['mangle', 'raw', 'filter', 'security', 'nat'];

function withTable(ruleset: Ruleset, name: TableName, change: (table: Table) => Table): Ruleset {
  const present = ruleset.tables.find((table) => table.name === name);
  const fresh: Table = {
    name,
    chains: BUILT_IN_CHAINS[name].map((chain) => ({ name: chain, policy: 'ACCEPT', rules: [] })),
  };
  const changed = change(present ?? fresh);
  const others = ruleset.tables.filter((table) => table.name !== name);
  const tables = [...others, changed].sort((a, b) => TABLE_ORDER.indexOf(a.name) - TABLE_ORDER.indexOf(b.name));
  return { tables };
}

function withChainOf(ruleset: Ruleset, table: TableName, chain: string, change: (chain: Chain) => Chain): Ruleset {
  return withTable(ruleset, table, (present) => {
    if (!present.chains.some((other) => other.name === chain)) throw new EditRefused('ENOENT', `chain ${chain}`);
    return { ...present, chains: present.chains.map((other) => (other.name === chain ? change(other) : other)) };
  });
}

/** User chains stand behind the built-in ones, by name. */
export function withNewChain(ruleset: Ruleset, table: TableName, name: string): Ruleset {
  return withTable(ruleset, table, (present) => {
    if (present.chains.some((chain) => chain.name === name)) throw new EditRefused('EEXIST', `chain ${name}`);
    const builtIn = present.chains.filter((chain) => chain.policy !== null);
    const user = [...present.chains.filter((chain) => chain.policy === null), { name, policy: null, rules: [] }];
    return { ...present, chains: [...builtIn, ...user.sort((a, b) => (a.name < b.name ? -1 : 1))] };
  });
}

export function withoutChain(ruleset: Ruleset, table: TableName, name: string): Ruleset {
  return withTable(ruleset, table, (present) => {
    if (!present.chains.some((chain) => chain.name === name && chain.policy === null))
      throw new EditRefused('ENOENT', `chain ${name}`);
    return { ...present, chains: present.chains.filter((chain) => chain.name !== name) };
  });
}

export function withPolicy(ruleset: Ruleset, table: TableName, name: string, policy: 'ACCEPT' | 'DROP'): Ruleset {
  return withChainOf(ruleset, table, name, (chain) => ({ ...chain, policy }));
}

/** `position` counts from 1; absent appends. */
export function withRule(ruleset: Ruleset, table: TableName, name: string, rule: Rule, position?: number): Ruleset {
  return withChainOf(ruleset, table, name, (chain) => {
    const at = position === undefined ? chain.rules.length : position - 1;
    return { ...chain, rules: [...chain.rules.slice(0, at), rule, ...chain.rules.slice(at)] };
  });
}

/** Removes the first rule with that text. */
export function withoutRule(ruleset: Ruleset, table: TableName, name: string, text: string): Ruleset {
  return withChainOf(ruleset, table, name, (chain) => {
    const at = chain.rules.findIndex((rule) => rule.text === text);
    if (at < 0) throw new EditRefused('ENOENT', `rule ${text}`);
    return { ...chain, rules: [...chain.rules.slice(0, at), ...chain.rules.slice(at + 1)] };
  });
}
