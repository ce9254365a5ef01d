/** A namespace's routes as one list, in the order in which the kernel would list them. Read ip-route(8) before editing. */
import { compareIp } from '../address/ip.ts';
import type { Route } from './world.ts';

const TABLE_NUMBERS: Readonly<Record<string, number>> = { default: 253, main: 254, local: 255 };

/** `main` is 254 and so on; other tables are named by their number. @see /etc/iproute2/rt_tables */
export function tableNumber(table: string): number {
  return TABLE_NUMBERS[table] ?? Number(table);
}

/** Tables by number, then destinations in ascending order, the longer prefix first, the lower metric first. @see net/ipv4/fib_trie.c */
export function compareRoutes(a: Route, b: Route): number {
  return (
    tableNumber(a.table) - tableNumber(b.table) ||
    compareIp(a.prefix.address, b.prefix.address) ||
    b.prefix.lengthBits - a.prefix.lengthBits ||
    a.metric - b.metric
  );
}

export function sameDestination(a: Route, b: Route): boolean {
  return compareRoutes(a, b) === 0;
}

export function sameRoute(a: Route, b: Route): boolean {
  return sameDestination(a, b) && a.type === b.type && a.netdev === b.netdev && a.nextHop === b.nextHop;
}

/** Inserts behind its equals, as the kernel appends the routes it makes itself. A route already there stays once. */
export function insertRoute(routes: readonly Route[], route: Route): readonly Route[] {
  if (routes.some((other) => sameRoute(other, route) && other.source === route.source)) return routes;
  const at = routes.findIndex((other) => compareRoutes(other, route) > 0);
  return at < 0 ? [...routes, route] : [...routes.slice(0, at), route, ...routes.slice(at)];
}
