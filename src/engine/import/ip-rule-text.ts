/** `ip rule` as people paste it: `101:	not from 10.5.0.9 fwmark 0x10/0x10 lookup 100`. @see ip-rule(8), iproute2 ip/iprule.c print_rule */
import type { JsonObject } from './json.ts';
import { linesOf } from './listing.ts';
import type { Report } from './problem.ts';
import { readWords } from './words.ts';

const GRAMMAR = {
  texts: {
    from: 'src',
    to: 'dst',
    iif: 'iif',
    oif: 'oif',
    fwmark: 'fwmark',
    lookup: 'table',
    table: 'table',
    proto: 'protocol',
    tos: 'tos',
    ipproto: 'ipproto',
    sport: 'sport',
    dport: 'dport',
    uidrange: 'uidrange',
    tun_id: 'tun_id',
    realms: 'realms',
  },
  numbers: { suppress_prefixlength: 'suppress_prefixlen', suppress_ifgroup: 'suppress_ifgroup', goto: 'goto' },
  flags: ['not', 'blackhole', 'unreachable', 'prohibit', 'nop', '[detached]', '[unresolved]', 'lookup [l3mdev-table]'],
} as const;

const ACTIONS = ['blackhole', 'unreachable', 'prohibit'] as const;

export function ruleRows(text: string, report: Report): readonly JsonObject[] {
  return linesOf(text).flatMap(({ number, words }) => {
    const [head = '', ...rest] = words;
    if (!/^\d+:$/.test(head)) {
      report(number, `"${words.join(' ')}" does not begin with a priority, as in "100: from all lookup 100"`);
      return [];
    }
    const { row, unknown } = readWords(rest, GRAMMAR);
    const action = ACTIONS.find((name) => row.flags.includes(name));
    const unread = unknown.length === 0 ? {} : { [unknown.join(' ')]: null };
    const { flags, ...fields } = row;
    return [
      {
        line: number,
        priority: Number(head.slice(0, -1)),
        ...withPrefix(fields, 'src'),
        ...withPrefix(fields, 'dst'),
        ...others(fields),
        ...marks(fields),
        ...(action === undefined ? {} : { action }),
        ...(flags.includes('not') ? { not: null } : {}),
        ...(flags.includes('nop') ? { nop: null } : {}),
        ...unread,
      },
    ];
  });
}

/** A range of ports or users has a field for each end. */
function others(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([key]) => !['src', 'dst', 'fwmark'].includes(key))
      .flatMap(([key, value]) => {
        const [from, to] = typeof value === 'string' && value.includes('-') ? value.split('-') : [];
        if (!['sport', 'dport', 'uidrange'].includes(key) || to === undefined) return [[key, value]];
        const name = key === 'uidrange' ? 'uid' : key;
        return [
          [`${name}_start`, Number(from)],
          [`${name}_end`, Number(to)],
        ];
      }),
  );
}

function withPrefix(fields: JsonObject, key: 'src' | 'dst'): JsonObject {
  const [address, length] = typeof fields[key] === 'string' ? fields[key].split('/') : [];
  if (address === undefined) return {};
  return length === undefined ? { [key]: address } : { [key]: address, [`${key}len`]: Number(length) };
}

function marks(fields: JsonObject): JsonObject {
  const [fwmark, fwmask] = typeof fields['fwmark'] === 'string' ? fields['fwmark'].split('/') : [];
  if (fwmark === undefined) return {};
  return fwmask === undefined ? { fwmark } : { fwmark, fwmask };
}
