import type { TableName } from '../trace/step.ts';
import { parseRule } from './parse-rule.ts';
import type { Chain, Rule, Ruleset, Table } from './rule.ts';

const TABLE_NAMES: readonly string[] = ['raw', 'mangle', 'nat', 'filter', 'security'] satisfies TableName[];

/** Reads the whole output of `iptables-save`. Lines that are none of its forms (comments) are passed over. */
export function parseRuleset(text: string): Ruleset {
  const tables: { name: TableName; chains: { name: string; policy: Chain['policy']; rules: Rule[] }[] }[] = [];
  for (const line of text.split('\n')) {
    const table = tables.at(-1);
    if (line.startsWith('*')) {
      const name = line.slice(1).trim();
      if (TABLE_NAMES.includes(name)) tables.push({ name: name as TableName, chains: [] });
    } else if (line.startsWith(':')) {
      const [name = '', policy = '-'] = line.slice(1).split(/\s+/);
      table?.chains.push({ name, policy: policy === 'ACCEPT' || policy === 'DROP' ? policy : null, rules: [] });
    } else {
      const parsed = parseRule(line);
      if (parsed) table?.chains.find((chain) => chain.name === parsed.chain)?.rules.push(parsed.rule);
    }
  }
  return { tables: tables satisfies Table[] };
}
