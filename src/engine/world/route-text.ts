/** Reads routes and policy rules as they are typed after `ip route add` and `ip rule add`. Read ip-route(8), ip-rule(8). */
import { parseIp } from '../address/ip.ts';
import { DEFAULT_PREFIX, parsePrefix, type Prefix } from '../address/prefix.ts';
import type { PolicyRule, Route, RouteType } from './world.ts';

const TYPES: readonly string[] = ['unicast', 'local', 'broadcast', 'blackhole', 'unreachable', 'prohibit', 'throw'];
const TABLES: Readonly<Record<string, string>> = { 255: 'local', 254: 'main', 253: 'default' };
const SCOPES: Readonly<Record<string, Route['scope']>> = {
  global: 'global',
  universe: 'global',
  link: 'link',
  host: 'host',
  site: 'site',
  nowhere: 'nowhere',
};

function readDestination(text: string): Prefix | null {
  return text === 'default' || text === 'all' ? DEFAULT_PREFIX : parsePrefix(text);
}

/** `local`, `main` and `default` by name, whatever way they were written. */
export function tableName(text: string): string {
  return TABLES[text] ?? text;
}

/** `default via 192.0.2.1 dev eth0 metric 100`. @returns null, or the word that was not understood. */
export function parseRoute(text: string): Route | { readonly error: string } {
  const words = text.trim().split(/\s+/);
  let type: RouteType = 'unicast';
  if (TYPES.includes(words[0] ?? '')) type = words.shift() as RouteType;
  const destination = words.shift() ?? '';
  const prefix = readDestination(destination);
  if (prefix === null) return { error: destination };
  const fields: { -readonly [K in keyof Route]?: Route[K] } = {};
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === 'onlink') {
      fields.onlink = true;
      continue;
    }
    const value = words.shift() ?? '';
    const address = parseIp(value);
    if (word === 'via' && address !== null) fields.nextHop = address;
    else if (word === 'src' && address !== null) fields.source = address;
    else if (word === 'dev') fields.netdev = value;
    else if ((word === 'metric' || word === 'priority') && /^\d+$/.test(value)) fields.metric = Number(value);
    else if (word === 'table') fields.table = tableName(value);
    else if (word === 'scope' && SCOPES[value] !== undefined) fields.scope = SCOPES[value];
    else if (word === 'proto') fields.protocol = value;
    else return { error: word };
  }
  const scope =
    type === 'local' ? 'host' : fields.nextHop !== undefined || fields.netdev === undefined ? 'global' : 'link';
  return { table: 'main', type, prefix, metric: 0, scope, protocol: 'boot', ...fields };
}

/** `from 192.0.2.0/24 fwmark 0x1 lookup 100`. The priority is counted down from the rules present, as the kernel does. */
export function parsePolicyRule(text: string, present: readonly PolicyRule[]): PolicyRule | { readonly error: string } {
  const words = text.trim().split(/\s+/);
  const second = present.find((rule) => rule.priority > 0);
  const fields: { -readonly [K in keyof PolicyRule]?: PolicyRule[K] } = {};
  let action: PolicyRule['action'] | null = null;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === 'not') {
      fields.not = true;
      continue;
    }
    if (word === 'blackhole' || word === 'unreachable' || word === 'prohibit') {
      action = { kind: word };
      continue;
    }
    const value = words.shift() ?? '';
    const prefix = readDestination(value);
    if ((word === 'from' || word === 'to') && prefix !== null) {
      if (prefix.lengthBits > 0) fields[word] = prefix;
    } else if (word === 'iif' || word === 'oif') fields[word] = value;
    else if (word === 'fwmark') {
      const [mark = '0', mask = '0xffffffff'] = value.split('/');
      fields.mark = { value: Number(mark) | 0, mask: Number(mask) | 0 };
    } else if (word === 'lookup' || word === 'table') action = { kind: 'lookup', table: tableName(value) };
    else if (word === 'priority' || word === 'pref') fields.priority = Number(value);
    else return { error: word };
  }
  return {
    priority: Math.max(0, (second?.priority ?? 1) - 1),
    ...fields,
    action: action ?? { kind: 'lookup', table: 'main' },
  };
}
