/** `ip -j route show table all` to routes. @see ip-route(8) */
import { parseIp } from '../address/ip.ts';
import { DEFAULT_PREFIX, parsePrefix } from '../address/prefix.ts';
import { tableName } from '../world/route-text.ts';
import type { Route, RouteType } from '../world/world.ts';
import { listOf, numberOf, readRows, textOf, type JsonObject } from './json.ts';
import type { Report } from './problem.ts';

const TYPES: ReadonlySet<string> = new Set<RouteType>([
  'unicast',
  'local',
  'broadcast',
  'blackhole',
  'unreachable',
  'prohibit',
  'throw',
]);
const SCOPES: ReadonlySet<string> = new Set<Route['scope']>(['global', 'link', 'host', 'site', 'nowhere']);

export function readIpRoute(text: string, report: Report): readonly Route[] {
  return readRows(text, report).flatMap((row) => readRoute(row, report));
}

function readRoute(row: JsonObject, report: Report): readonly Route[] {
  const destination = textOf(row, 'dst') ?? '';
  const type = textOf(row, 'type') ?? 'unicast';
  // IPv6 and the multicast entries of its table.
  if (destination.includes(':') || type === 'multicast' || type === 'anycast') return [];
  const prefix = destination === 'default' ? DEFAULT_PREFIX : parsePrefix(destination);
  if (prefix === null) {
    report(0, `"${destination}" is not an IPv4 prefix`);
    return [];
  }
  const nextHop = parseIp(textOf(row, 'gateway') ?? '');
  const source = parseIp(textOf(row, 'prefsrc') ?? '');
  const netdev = textOf(row, 'dev');
  const scope = textOf(row, 'scope') ?? 'global';
  const unmodelled = unmodelledPart(row, type);
  return [
    {
      table: tableName(textOf(row, 'table') ?? 'main'),
      type: TYPES.has(type) ? (type as RouteType) : 'unicast',
      prefix,
      metric: numberOf(row, 'metric') ?? 0,
      scope: SCOPES.has(scope) ? (scope as Route['scope']) : 'global',
      protocol: textOf(row, 'protocol') ?? 'boot',
      ...(nextHop === null ? {} : { nextHop }),
      ...(source === null ? {} : { source }),
      ...(netdev === undefined ? {} : { netdev }),
      ...(listOf(row, 'flags').includes('onlink') ? { onlink: true } : {}),
      ...(unmodelled === undefined ? {} : { unmodelled }),
    },
  ];
}

function unmodelledPart(row: JsonObject, type: string): string | undefined {
  if ('nexthops' in row) return 'a route with several next hops';
  if ('tos' in row) return 'a route for one type of service';
  return TYPES.has(type) ? undefined : `a route of type ${type}`;
}
