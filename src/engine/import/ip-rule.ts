/** `ip -j rule` to policy rules. @see ip-rule(8) */
import { parsePrefix, type Prefix } from '../address/prefix.ts';
import { tableName } from '../world/route-text.ts';
import type { PolicyRule } from '../world/world.ts';
import { numberOf, readRows, textOf, type JsonObject } from './json.ts';
import type { Report } from './problem.ts';

const KNOWN = new Set([
  'priority',
  'src',
  'srclen',
  'dst',
  'dstlen',
  'iif',
  'oif',
  'fwmark',
  'fwmask',
  'not',
  'table',
  'action',
  'protocol',
]);

export function readIpRule(text: string, report: Report): readonly PolicyRule[] {
  return readRows(text, report).map((row) => readRule(row, report));
}

function readRule(row: JsonObject, report: Report): PolicyRule {
  const priority = numberOf(row, 'priority') ?? 0;
  for (const key of Object.keys(row))
    if (!KNOWN.has(key)) report(0, `rule ${priority}: "${key}" is not modelled and the rule is read without it`);
  const from = selector(row, 'src');
  const to = selector(row, 'dst');
  const iif = textOf(row, 'iif');
  const oif = textOf(row, 'oif');
  const mark = textOf(row, 'fwmark');
  return {
    priority,
    action: actionOf(row),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(iif === undefined ? {} : { iif }),
    ...(oif === undefined ? {} : { oif }),
    ...(mark === undefined ? {} : { mark: { value: Number(mark), mask: Number(textOf(row, 'fwmask') ?? 0xffffffff) } }),
    ...('not' in row ? { not: true } : {}),
  };
}

/** `"src":"10.0.0.0","srclen":8`; without a length it is one address; `all` selects everything. */
function selector(row: JsonObject, key: 'src' | 'dst'): Prefix | null {
  const address = textOf(row, key);
  if (address === undefined || address === 'all') return null;
  return parsePrefix(`${address}/${numberOf(row, `${key}len`) ?? 32}`);
}

function actionOf(row: JsonObject): PolicyRule['action'] {
  const action = textOf(row, 'action');
  if (action === 'blackhole' || action === 'unreachable' || action === 'prohibit') return { kind: action };
  return { kind: 'lookup', table: tableName(textOf(row, 'table') ?? 'main') };
}
