/** `nft list ruleset`: whether the namespace filters with more than its iptables rules. @see nft(8) */
import type { Report } from './problem.ts';

/** The tables that iptables-nft keeps its own rules in. @see iptables-nft(8) */
const OF_IPTABLES: ReadonlySet<string> = new Set(
  ['raw', 'mangle', 'nat', 'filter', 'security'].map((name) => `ip ${name}`),
);

/** Never asked about an IPv4 packet. */
const OTHER_FAMILIES: ReadonlySet<string> = new Set(['ip6']);

/** @returns what is there and not modelled, or undefined. A table without a chain at a hook decides nothing. */
export function foreignTables(text: string, report: Report): string | undefined {
  let table: string | null = null;
  let found: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const head = /^table (\S+) (\S+)/.exec(line);
    if (head !== null) {
      const [, family = '', name = ''] = head;
      const id = `${family} ${name}`;
      table = OF_IPTABLES.has(id) || OTHER_FAMILIES.has(family) ? null : id;
    }
    if (table === null || !/^\s*type \S+ hook /.test(line)) continue;
    report(index + 1, `nftables table ${table} is not modelled; what passes it is refused`);
    found ??= `nftables table "${table}"`;
    table = null;
  }
  return found;
}
