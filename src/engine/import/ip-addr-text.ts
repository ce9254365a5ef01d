/** `ip addr`, with `-d` or without, as people paste it. @see ip-address(8), iproute2 ip/ipaddress.c print_linkinfo, print_addrinfo */
import type { JsonObject } from './json.ts';
import { linesOf, type TextLine } from './listing.ts';
import type { Report } from './problem.ts';
import { readWords } from './words.ts';

const HEADER = {
  texts: { qdisc: 'qdisc', master: 'master', state: 'operstate', group: 'group', mode: 'linkmode' },
  numbers: { mtu: 'mtu', qlen: 'txqlen', metric: 'metric' },
} as const;
const ADDRESS = {
  texts: { peer: 'peer', brd: 'broadcast', scope: 'scope', any: 'any', proto: 'protocol' },
  numbers: { metric: 'metric' },
  flags: 'secondary dynamic noprefixroute deprecated tentative dadfailed temporary home mngtmpaddr permanent'.split(
    ' ',
  ),
} as const;
const SLAVE = {
  texts: Object.fromEntries(
    'state hairpin learning flood isolated bcast_flood neigh_suppress locked proxy_arp'
      .split(' ')
      .map((key) => [key, key]),
  ),
} as const;
const BRIDGE = { numbers: { stp_state: 'stp_state', vlan_filtering: 'vlan_filtering' } } as const;

/** Lines under a device that tell nothing the engine asks for. */
const PASSED_OVER =
  /^(valid_lft|altname|alias|numtxqueues|parentbus|vf|RX:|TX:|\d+|promiscuity|minmtu|permaddr|link-netns)/;

export function addrRows(text: string, report: Report): readonly JsonObject[] {
  const rows: Record<string, unknown>[] = [];
  for (const line of linesOf(text)) {
    const head = /^(\d+): ([^:\s@]+)(?:@(\S+))?:$/.exec(line.words.slice(0, 2).join(' '));
    const row = rows.at(-1);
    if (head !== null && !line.isIndented) rows.push(deviceRow(line, head));
    else if (row === undefined) report(line.number, `"${line.words.join(' ')}" stands before any device`);
    else readUnder(row, line, report);
  }
  return rows.map(withAddressList);
}

function deviceRow({ number, words }: TextLine, head: RegExpExecArray): Record<string, unknown> {
  const [, , flags = '', ...rest] = words;
  const { row } = readWords(rest, HEADER);
  const { line: _line, ...fields } = { line: number, ...row };
  return {
    ...fields,
    line: number,
    ifindex: Number(head[1]),
    ifname: head[2],
    ...(head[3] === undefined ? {} : { link: head[3] }),
    flags: flags.replace(/[<>]/g, '').split(','),
    addr_info: [],
  };
}

function withAddressList(row: Record<string, unknown>): JsonObject {
  return row;
}

function readUnder(row: Record<string, unknown>, { number, words }: TextLine, report: Report): void {
  const [first = '', second = ''] = words;
  if (first.startsWith('link/')) {
    row['link_type'] = first.slice('link/'.length);
    row['address'] = second;
  } else if (first === 'inet') (row['addr_info'] as unknown[]).push(inetRow(words, number, report));
  else if (first === 'inet6' || PASSED_OVER.test(first)) return;
  else if (first === 'bridge_slave') {
    const { row: slave } = readWords(words.slice(1), SLAVE);
    const flags = Object.entries(slave).flatMap(([key, value]) =>
      value === 'on' || value === 'off' ? [[key, value === 'on'] as const] : [],
    );
    const data = { no: valueAfter(words, 'port_no'), state: slave['state'], ...Object.fromEntries(flags) };
    row['linkinfo'] = { ...(row['linkinfo'] as object | undefined), info_slave_kind: 'bridge', info_slave_data: data };
  } else if (/^[a-z]\w*$/.test(first) && row['link_type'] !== undefined) {
    const { row: data } = first === 'bridge' ? readWords(words.slice(1), BRIDGE) : { row: {} };
    row['linkinfo'] = { ...(row['linkinfo'] as object | undefined), info_kind: first, info_data: data };
  } else report(number, `"${words.join(' ')}" is not understood`);
}

function valueAfter(words: readonly string[], key: string): string | undefined {
  const at = words.indexOf(key);
  return at < 0 ? undefined : words[at + 1];
}

/** `inet 192.0.2.10/24 brd 192.0.2.255 scope global eth0`, `inet 10.0.0.1 peer 10.0.0.2/32 …`. The last word is the label. */
function inetRow(words: readonly string[], line: number, report: Report): JsonObject {
  const [, local = '', ...rest] = words;
  const label = rest.at(-1);
  const { row, unknown } = readWords(rest.slice(0, -1), ADDRESS);
  if (unknown.length > 0) report(line, `"${unknown.join(' ')}" is not understood`);
  const { peer, ...fields } = row;
  const [address, length] = (typeof peer === 'string' ? peer : local).split('/');
  return {
    ...fields,
    line,
    family: 'inet',
    local: local.split('/')[0],
    ...(typeof peer === 'string' ? { address } : {}),
    prefixlen: length === undefined ? 32 : Number(length),
    label,
  };
}
