import type { TableName } from '../trace/step.ts';
import { parseRule } from './parse-rule.ts';
import type { Chain, Rule, Ruleset, Table } from './rule.ts';

const TABLE_NAMES: readonly string[] = ['raw', 'mangle', 'nat', 'filter', 'security'] satisfies TableName[];

/** What could not be read, by line (from 1). */
type Report = (line: number, message: string) => void;

const NOBODY: Report = () => {};

/** Reads the whole output of `iptables-save`, with counters (`-c`) or without. What is none of its forms goes to `report`. */
export function parseRuleset(text: string, report: Report = NOBODY): Ruleset {
  const tables: { name: TableName; chains: { name: string; policy: Chain['policy']; rules: Rule[] }[] }[] = [];
  let table: (typeof tables)[number] | undefined;
  for (const [index, whole] of text.split(/\r?\n/).entries()) {
    const line = whole.trim().replace(/^\[\d+:\d+\] /, '');
    const note = (message: string) => report(index + 1, message);
    if (line === '' || line === 'COMMIT') continue;
    if (line.startsWith('#')) {
      if (line.includes('iptables-legacy tables present')) note('rules of iptables-legacy are not in this listing');
    } else if (line.startsWith('*')) {
      const name = line.slice(1).trim();
      table = TABLE_NAMES.includes(name) ? { name: name as TableName, chains: [] } : undefined;
      if (table !== undefined) tables.push(table);
      else note(`table "${name}" is not one of ${TABLE_NAMES.join(', ')}`);
    } else if (line.startsWith(':')) {
      const [name = '', policy = '-'] = line.slice(1).split(/\s+/);
      if (table === undefined) note(`chain ${name} stands before any table`);
      else table.chains.push({ name, policy: policy === 'ACCEPT' || policy === 'DROP' ? policy : null, rules: [] });
    } else {
      const parsed = parseRule(line);
      const chain = table?.chains.find(({ name }) => name === parsed?.chain);
      if (parsed === null) note(`"${line}" is not a line of iptables-save`);
      else if (chain === undefined) note(`chain ${parsed.chain} was not declared in this table`);
      else {
        chain.rules.push(parsed.rule);
        for (const name of unmodelledParts(parsed.rule))
          note(`${name} is not modelled; a packet that reaches it is refused`);
      }
    }
  }
  return { tables: tables satisfies Table[] };
}

function unmodelledParts({ matches, target }: Rule): readonly string[] {
  const names = matches.flatMap((match) => (match.kind === 'unmodelled' ? [match.name] : []));
  return target?.kind === 'UNMODELLED' ? [...names, target.name] : names;
}
