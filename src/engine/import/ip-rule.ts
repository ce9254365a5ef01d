/** `ip rule`, as JSON or text, to policy rules. @see ip-rule(8) */
import { parsePrefix, type Prefix } from '../address/prefix.ts';
import { tableName } from '../world/route-text.ts';
import type { PolicyRule } from '../world/world.ts';
import { ruleRows } from './ip-rule-text.ts';
import { numberOf, textOf, type JsonObject } from './json.ts';
import { lineOf, readListing } from './listing.ts';
import type { Report } from './problem.ts';

const KNOWN = new Set(
  (
    'line priority src srclen dst dstlen iif iif_detached oif oif_detached fwmark fwmask not table action protocol ' +
    'suppress_prefixlen'
  ).split(' '),
);

export function readIpRule(text: string, report: Report): readonly PolicyRule[] {
  return readListing(text, report, ruleRows).map((row) => readRule(row, report));
}

function readRule(row: JsonObject, report: Report): PolicyRule {
  const priority = numberOf(row, 'priority') ?? 0;
  const from = selector(row, 'src');
  const to = selector(row, 'dst');
  const iif = textOf(row, 'iif');
  const oif = textOf(row, 'oif');
  const mark = textOf(row, 'fwmark');
  const suppressBits = numberOf(row, 'suppress_prefixlen');
  const unread = [
    ...Object.keys(row).filter((key) => !KNOWN.has(key)),
    ...(from === 'unread' ? ['src'] : []),
    ...(to === 'unread' ? ['dst'] : []),
  ];
  const unmodelled = unread.length === 0 ? undefined : unread.map((key) => `"${key}"`).join(', ');
  if (unmodelled !== undefined)
    report(lineOf(row), `rule ${priority}: ${unmodelled} is not modelled; what it would judge is refused`);
  return {
    priority,
    action: actionOf(row),
    ...(from === null || from === 'unread' ? {} : { from }),
    ...(to === null || to === 'unread' ? {} : { to }),
    ...(iif === undefined ? {} : { iif }),
    ...(oif === undefined ? {} : { oif }),
    ...(mark === undefined ? {} : { mark: { value: Number(mark), mask: Number(textOf(row, 'fwmask') ?? 0xffffffff) } }),
    ...('not' in row ? { not: true } : {}),
    ...(suppressBits === undefined ? {} : { suppressBits }),
    ...(unmodelled === undefined ? {} : { unmodelled }),
  };
}

/** `"src":"10.0.0.0","srclen":8`; without a length it is one address; `all` selects everything. */
function selector(row: JsonObject, key: 'src' | 'dst'): Prefix | null | 'unread' {
  const address = textOf(row, key);
  if (address === undefined || address === 'all') return null;
  return parsePrefix(`${address}/${numberOf(row, `${key}len`) ?? 32}`) ?? 'unread';
}

function actionOf(row: JsonObject): PolicyRule['action'] {
  const action = textOf(row, 'action');
  if (action === 'blackhole' || action === 'unreachable' || action === 'prohibit') return { kind: action };
  return { kind: 'lookup', table: tableName(textOf(row, 'table') ?? 'main') };
}
