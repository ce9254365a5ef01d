/** Rule sets as `iptables-save` and `iptables -S` print them. Counters are not kept: they read 0. */
import type { Chain, Table } from '../../engine/index.ts';

/** With the comment lines around each table that carry version and date left out, as the recordings have it. */
export function saveLines(table: Table): readonly string[] {
  return [
    `*${table.name}`,
    ...table.chains.map((chain) => `:${chain.name} ${chain.policy ?? '-'} [0:0]`),
    ...table.chains.flatMap((chain) => chain.rules.map((rule) => rule.text)),
    'COMMIT',
  ];
}

/** Policies and user chains first, then the rules; one chain alone when named. */
export function specLines(chains: readonly Chain[]): readonly string[] {
  return [
    ...chains.map((chain) => (chain.policy === null ? `-N ${chain.name}` : `-P ${chain.name} ${chain.policy}`)),
    ...chains.flatMap((chain) => chain.rules.map((rule) => rule.text)),
  ];
}
