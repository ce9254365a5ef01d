/** `ip route`, as JSON or text, to routes. @see ip-route(8) */
import { parseIp } from '../address/ip.ts';
import { DEFAULT_PREFIX, parsePrefix } from '../address/prefix.ts';
import { tableName } from '../world/route-text.ts';
import type { Route, RouteType } from '../world/world.ts';
import { routeRows } from './ip-route-text.ts';
import { isObject, listOf, numberOf, textOf, type JsonObject } from './json.ts';
import { lineOf, readListing } from './listing.ts';
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

/** Metrics that change how fast something is, never whether it arrives. */
const HARMLESS = new Set(
  'advmss window rtt rttvar rto_min cwnd initcwnd initrwnd ssthresh reordering quickack'.split(' '),
);

export function readIpRoute(text: string, report: Report): readonly Route[] {
  return readListing(text, report, routeRows).flatMap((row) => readRoute(row, report));
}

function readRoute(row: JsonObject, report: Report): readonly Route[] {
  const destination = textOf(row, 'dst') ?? '';
  const type = textOf(row, 'type') ?? 'unicast';
  // Routes of IPv6: its addresses, and the preference that only its routes have.
  if (destination.includes(':') || 'pref' in row || textOf(row, 'gateway')?.includes(':') === true) return [];
  const prefix = destination === 'default' ? DEFAULT_PREFIX : parsePrefix(destination);
  if (prefix === null) {
    report(lineOf(row), `"${destination}" is not an IPv4 prefix`);
    return [];
  }
  if (listOf(row, 'flags').includes('dead')) {
    report(lineOf(row), `the route to ${destination} is dead and left out: the kernel passes over it`);
    return [];
  }
  const nextHop = parseIp(textOf(row, 'gateway') ?? '');
  const source = parseIp(textOf(row, 'prefsrc') ?? '');
  const netdev = textOf(row, 'dev');
  const scope = textOf(row, 'scope') ?? 'global';
  const unmodelled = unmodelledPart(row, type);
  if (unmodelled !== undefined) report(lineOf(row), `to ${destination}: ${unmodelled} is not modelled`);
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
  if ('via' in row) return 'a next hop of another address family';
  if ('encap' in row) return 'a route that encapsulates';
  if ('unread' in row) return `a route with "${textOf(row, 'unread') ?? ''}"`;
  const gateway = textOf(row, 'gateway');
  if (gateway !== undefined && parseIp(gateway) === null) return `a route via "${gateway}"`;
  const metric = listOf(row, 'metrics')
    .filter(isObject)
    .flatMap((metrics) => Object.keys(metrics))
    .find((name) => !HARMLESS.has(name));
  if (metric !== undefined) return `a route with ${metric}`;
  if (TYPES.has(type) && type === 'unicast' && textOf(row, 'dev') === undefined) return 'a route without a device';
  return TYPES.has(type) ? undefined : `a route of type ${type}`;
}
