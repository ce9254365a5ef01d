/** `ip route` and `ip route show table all` as people paste them. @see ip-route(8), iproute2 ip/iproute.c print_route */
import type { JsonObject } from './json.ts';
import { linesOf } from './listing.ts';
import type { Report } from './problem.ts';
import { readWords } from './words.ts';

const TYPES: ReadonlySet<string> = new Set(
  'unicast local broadcast multicast anycast blackhole unreachable prohibit throw nat'.split(' '),
);

/** Numbers that `-j` gathers under `metrics`. */
const METRICS = 'mtu advmss hoplimit window rtt rttvar rto_min cwnd initcwnd initrwnd ssthresh reordering quickack';

const GRAMMAR = {
  texts: { via: 'gateway', dev: 'dev', table: 'table', proto: 'protocol', scope: 'scope', src: 'prefsrc', tos: 'tos' },
  numbers: {
    metric: 'metric',
    weight: 'weight',
    nhid: 'nhid',
    ...Object.fromEntries(METRICS.split(' ').map((name) => [name, name])),
  },
  flags: ['onlink', 'linkdown', 'dead', 'pervasive', 'offload', 'trap', 'notify', 'rt_offload', 'rt_trap'],
} as const;

export function routeRows(text: string, report: Report): readonly JsonObject[] {
  const rows: Record<string, unknown>[] = [];
  for (const { number, isIndented, words } of linesOf(text)) {
    if (isIndented || words[0] === 'nexthop') {
      const route = rows.at(-1);
      if (route === undefined || words[0] !== 'nexthop') report(number, `"${words.join(' ')}" belongs to no route`);
      else route['nexthops'] = [...((route['nexthops'] as unknown[] | undefined) ?? []), nextHopRow(words.slice(1))];
    } else rows.push(routeRow(words, number, report));
  }
  return rows;
}

function routeRow(words: readonly string[], line: number, report: Report): Record<string, unknown> {
  const [type, ...afterType] = TYPES.has(words[0] ?? '') ? words : ['unicast', ...words];
  const [destination, ...rest] = afterType;
  const row: Record<string, unknown> = { line, type, dst: destination };
  // A gateway of another family: `via inet6 fe80::1`.
  const via = rest.indexOf('via');
  const isOther = via >= 0 && ['inet', 'inet6'].includes(rest[via + 1] ?? '');
  if (isOther) row['via'] = { family: rest[via + 1], host: rest[via + 2] };
  const words6 = isIp6(destination, rest) ? [] : isOther ? [...rest.slice(0, via), ...rest.slice(via + 3)] : rest;
  const read = readWords(words6, GRAMMAR);
  const metrics = Object.entries(read.row).filter(([key]) => METRICS.split(' ').includes(key));
  const others = Object.entries(read.row).filter(([key]) => !METRICS.split(' ').includes(key));
  if (isIp6(destination, rest)) row['pref'] = 'medium';
  if (metrics.length > 0) row['metrics'] = [Object.fromEntries(metrics)];
  if (read.unknown.length > 0) {
    row['unread'] = read.unknown.join(' ');
    report(line, `"${read.unknown.join(' ')}" is not understood; a packet that takes this route is refused`);
  }
  return { ...row, ...Object.fromEntries(others) };
}

/** Only routes of IPv6 tell a preference. @see RFC 4191 */
function isIp6(destination: string | undefined, rest: readonly string[]): boolean {
  const gateway = rest[rest.indexOf('via') + 1] ?? '';
  return (
    destination?.includes(':') === true || rest.includes('pref') || (rest.includes('via') && gateway.includes(':'))
  );
}

function nextHopRow(words: readonly string[]): JsonObject {
  return readWords(words, GRAMMAR).row;
}
