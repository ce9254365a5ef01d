/**
 * Rules as `iptables -nL` and `-nvL` lay them out (1.8.9, nf_tables). Read iptables(8) and iptables.git iptables/nft-shared.c before
 * editing; the recordings hold the result.
 */
import {
  formatIp,
  formatPrefix,
  ruleCounters,
  type Chain,
  type Match,
  type NetnsState,
  type Rule,
  type TableName,
  type Target,
} from '../../engine/index.ts';

export interface TableLayout {
  /** `-v`: counters and interfaces. */
  readonly verbose: boolean;
  /** `--line-numbers`. */
  readonly numbered: boolean;
  /** `-x`: large counters in full, not in K, M, G. */
  readonly exact: boolean;
}

/** Where the chains stand, for their counters. */
export interface Counted {
  readonly table: TableName;
  readonly state: NetnsState;
}

/** Every chain with its head and rules, a blank line between two. `all` are the table's chains, to count who jumps where. */
export function chainTables(
  chains: readonly Chain[],
  all: readonly Chain[],
  counted: Counted,
  layout: TableLayout,
): readonly string[] {
  return chains.flatMap((chain, at) => [
    ...(at === 0 ? [] : ['']),
    `Chain ${chain.name} (${about(chain, all, layout)})`,
    heading(layout),
    ...chain.rules.map((rule, index) => {
      const { packets, bytes } = ruleCounters(counted.state, counted.table, chain, index);
      return [
        layout.numbered ? `${index + 1}    `.slice(0, 5) : '',
        layout.verbose ? `${amount(packets, layout)}${amount(bytes, layout)}` : '',
        ruleRow(rule, layout.verbose),
      ].join('');
    }),
  ]);
}

function heading({ verbose, numbered, exact }: TableLayout): string {
  const number = numbered ? 'num  ' : '';
  if (!verbose) return `${number}target     prot opt source               destination         `;
  const counters = exact ? '    pkts      bytes' : ' pkts bytes';
  return `${number}${counters} target     prot opt in     out     source               destination         `;
}

/** iptables-nft gives a policy no counter of its own: it reads 0. */
function about({ name, policy }: Chain, all: readonly Chain[], { verbose }: TableLayout): string {
  if (policy !== null) return `policy ${policy}${verbose ? ' 0 packets, 0 bytes' : ''}`;
  const jumps = all.flatMap((chain) => chain.rules).filter(({ target }) => target !== null && chainOf(target) === name);
  return `${jumps.length} references`;
}

/** At most five figures, then in K, M, G and T, rounded. @see iptables.git libxtables/xtables.c xtables_print_num */
function amount(count: number, { exact }: TableLayout): string {
  if (exact) return `${String(count).padStart(8)} `;
  if (count <= 99_999) return `${String(count).padStart(5)} `;
  let shown = count;
  for (const unit of ['K', 'M', 'G', 'T']) {
    shown = Math.floor((shown + 500) / 1000);
    if (shown <= 9_999 || unit === 'T') return `${String(shown).padStart(4)}${unit} `;
  }
  return '';
}

function chainOf(target: Target): string | undefined {
  return target.kind === 'JUMP' || target.kind === 'GOTO' ? target.chain : undefined;
}

function ruleRow(rule: Rule, verbose: boolean): string {
  const protocol = rule.matches.find((match) => match.kind === 'protocol');
  const columns = [
    `${targetName(rule.target).padEnd(9)}  `,
    ((protocol?.negated === true ? '!' : '') + protocolNumber(protocol)).padEnd(5),
    '-- ',
    verbose ? ` ${interfaceText(rule, 'in-interface')} ${interfaceText(rule, 'out-interface')} ` : '',
    addressText(rule, 'source'),
    addressText(rule, 'destination'),
  ];
  const more = [...moduleWords(rule.matches), ...targetWords(rule.target)];
  return columns.join('') + more.map((word) => ` ${word}`).join('');
}

function targetName(target: Target | null): string {
  if (target === null) return '';
  if (target.kind === 'UNMODELLED') return target.name.split(' ')[0] ?? '';
  return target.kind === 'NOTRACK' ? 'CT' : (chainOf(target) ?? target.kind);
}

const PROTOCOLS: Readonly<Record<string, string>> = { all: '0', icmp: '1', tcp: '6', udp: '17' };

function protocolNumber(match: Match | undefined): string {
  return match?.kind === 'protocol' ? (PROTOCOLS[match.protocol] ?? match.protocol) : '0';
}

function interfaceText({ matches }: Rule, kind: 'in-interface' | 'out-interface'): string {
  const match = matches.find((other) => other.kind === kind);
  const name = match?.kind === kind ? match.name : '*';
  return `${match?.negated === true ? '!' : ''}${name}`.padEnd(6);
}

/** The mark of negation has a column of its own. */
function addressText({ matches }: Rule, kind: 'source' | 'destination'): string {
  const match = matches.find((other) => other.kind === kind);
  const { prefix } = match?.kind === kind ? match : { prefix: undefined };
  const single = prefix?.lengthBits === 32 ? formatIp(prefix.address) : undefined;
  const text = prefix === undefined ? '0.0.0.0/0' : (single ?? formatPrefix(prefix));
  return `${match?.negated === true ? '!' : ' '}${text.padEnd(19)} `;
}

/** What the match modules say, in the order of the rule. tcp and udp name themselves once. */
function moduleWords(matches: readonly Match[]): readonly string[] {
  const protocol = matches.find((match) => match.kind === 'protocol');
  const named = protocol?.kind === 'protocol' ? protocol.protocol : '';
  let told = false;
  return matches.flatMap((match) => {
    const words = matchWords(match);
    const ofProtocol =
      match.kind === 'tcp-flags' || (isPort(match) && !/^(! )?--[sd]ports /.test(match.text)) ? [named] : [];
    if (ofProtocol.length === 0 || told) return words;
    told = true;
    return [...ofProtocol, ...words];
  });
}

function isPort(match: Match): match is Extract<Match, { kind: 'source-port' | 'destination-port' }> {
  return match.kind === 'source-port' || match.kind === 'destination-port';
}

function matchWords(match: Match): readonly string[] {
  const not = match.negated ? '!' : '';
  switch (match.kind) {
    case 'source':
    case 'destination':
    case 'in-interface':
    case 'out-interface':
    case 'protocol':
      return [];
    case 'source-port':
    case 'destination-port':
      return [portsWord(match, not)];
    case 'addrtype': {
      const limit = match.limitIface === undefined ? [] : [`limit-${match.limitIface}`];
      return ['ADDRTYPE match', `${match.of === 'source' ? 'src' : 'dst'}-type ${not}${match.type}`, ...limit];
    }
    case 'ctstate':
      return [
        `${not === '' ? '' : '! '}${match.text.includes('--state') ? 'state' : 'ctstate'} ${match.states.join(',')}`,
      ];
    case 'ct-address':
      return [`${not === '' ? '' : '! '}ct${match.of} ${formatPrefix(match.prefix).replace(/\/32$/, '')}`];
    case 'ct-port':
      return [`${not === '' ? '' : '! '}ct${match.of}port ${rangeWord(match.ports, ':')}`];
    case 'ct-direction':
      return [`ctdir ${match.direction.toUpperCase()}`];
    case 'source-range':
    case 'destination-range': {
      const side = match.kind === 'source-range' ? 'source' : 'destination';
      return [`${side} IP range ${not === '' ? '' : '! '}${formatIp(match.from)}-${formatIp(match.to)}`];
    }
    case 'ttl':
      return [`TTL match TTL ${ttlWord(match, not)}`];
    case 'length':
      return [`length ${not}${rangeWord(match, ':')}`];
    case 'mark':
      return [`mark match ${not}${maskedHex(match.value, match.mask)}`];
    case 'comment':
      return [`/* ${match.comment} */`];
    case 'icmp-type':
      return [`${not}icmptype ${match.type}${match.code === null ? '' : ` code ${match.code}`}`];
    case 'tcp-flags':
      return [`flags:${not}${flagBits(match.mask)}/${flagBits(match.set)}`];
    case 'unmodelled':
      return [match.text];
  }
}

function portsWord(match: Extract<Match, { kind: 'source-port' | 'destination-port' }>, not: string): string {
  const ranges = match.ports.map(({ from, to }) => (from === to ? String(from) : `${from}:${to}`));
  const side = match.kind === 'source-port' ? 's' : 'd';
  if (/^(! )?--[sd]ports /.test(match.text))
    return `multiport ${side}ports ${not === '' ? '' : '! '}${ranges.join(',')}`;
  return `${side}pt${ranges[0]?.includes(':') === true ? 's' : ''}:${not}${ranges[0] ?? ''}`;
}

function rangeWord({ from, to }: { readonly from: number; readonly to: number }, between: string): string {
  return from === to ? String(from) : `${from}${between}${to}`;
}

/** A range from 0 is "less than", one to the end "greater than". @see libipt_ttl.c */
function ttlWord({ from, to }: { readonly from: number; readonly to: number }, not: string): string {
  if (from === to) return `${not === '' ? '==' : '!='} ${from}`;
  return from === 0 ? `< ${to + 1}` : `> ${from - 1}`;
}

const FLAG_BITS: Readonly<Record<string, number>> = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32 };

function flagBits(names: readonly string[]): string {
  const bits = names.reduce((sum, name) => sum + (FLAG_BITS[name] ?? 0), 0);
  return `0x${bits.toString(16).padStart(2, '0')}`;
}

function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`;
}

function maskedHex(value: number, mask: number): string {
  return mask === -1 ? hex(value) : `${hex(value)}/${hex(mask)}`;
}

function targetWords(target: Target | null): readonly string[] {
  switch (target?.kind) {
    case 'DNAT':
    case 'SNAT': {
      const address = target.address === null ? '' : formatIp(target.address);
      const upTo = target.toAddress === undefined ? '' : `-${formatIp(target.toAddress)}`;
      return [`to:${address}${upTo}${target.ports === null ? '' : `:${portRange(target.ports)}`}`];
    }
    case 'MASQUERADE':
      return target.ports === null ? [] : [`masq ports: ${portRange(target.ports)}`];
    case 'REDIRECT':
      return target.ports === null ? [] : [`redir ports ${portRange(target.ports)}`];
    case 'REJECT':
      return [`reject-with ${target.with}`];
    case 'MARK':
      return [markWord(target.value, target.mask)];
    case 'NOTRACK':
      return ['NOTRACK'];
    case 'GOTO':
      return ['[goto] '];
    case 'UNMODELLED':
      return [target.name.split(' ').slice(1).join(' ')];
    default:
      return [];
  }
}

function portRange({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/** @see iptables.git extensions/libxt_MARK.c mark_tg_print */
function markWord(value: number, mask: number): string {
  if (value === 0) return `MARK and ${hex(~mask)}`;
  if (value === mask) return `MARK or ${hex(value)}`;
  if (mask === 0) return `MARK xor ${hex(value)}`;
  return mask === -1 ? `MARK set ${hex(value)}` : `MARK xset ${hex(value)}/${hex(mask)}`;
}
