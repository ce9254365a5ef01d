/** The forwarding table: which routes match an address. Read ip-route(8) and RFC 1812 5.2.4.3 before editing. */
import type { Ip } from '../address/ip.ts';
import { netmask } from '../address/prefix.ts';
import type { Route } from '../world/world.ts';

/** One table, compiled: the prefix lengths it holds, longest first, each with its routes by network address. */
export type Fib = readonly {
  readonly mask: number;
  readonly routes: ReadonlyMap<number, readonly Route[]>;
}[];

const compiled = new WeakMap<readonly Route[], ReadonlyMap<string, Fib>>();

/** All tables of a namespace by name; made once for every list of routes. */
export function fibsOf(routes: readonly Route[]): ReadonlyMap<string, Fib> {
  let fibs = compiled.get(routes);
  if (fibs === undefined) {
    fibs = compile(routes);
    compiled.set(routes, fibs);
  }
  return fibs;
}

function compile(routes: readonly Route[]): ReadonlyMap<string, Fib> {
  const tables = new Map<string, Map<number, Map<number, Route[]>>>();
  for (const route of routes) {
    const lengths = tables.get(route.table) ?? new Map<number, Map<number, Route[]>>();
    tables.set(route.table, lengths);
    const networks = lengths.get(route.prefix.lengthBits) ?? new Map<number, Route[]>();
    lengths.set(route.prefix.lengthBits, networks);
    const equals = networks.get(route.prefix.address) ?? [];
    networks.set(route.prefix.address, equals);
    equals.push(route);
  }
  const fibs = new Map<string, Fib>();
  for (const [table, lengths] of tables) {
    const descending = [...lengths].sort(([a], [b]) => b - a);
    for (const [, networks] of descending)
      for (const equals of networks.values()) equals.sort((a, b) => a.metric - b.metric);
    fibs.set(
      table,
      descending.map(([length, networks]) => ({ mask: netmask(length), routes: networks })),
    );
  }
  return fibs;
}

const NONE: readonly Route[] = [];

/** @returns every route of the table that holds `dst`: longest prefix first, then lowest metric, then oldest. */
export function candidates(fib: Fib | undefined, dst: Ip): readonly Route[] {
  if (fib === undefined) return NONE;
  let found: readonly Route[] | null = null;
  for (const length of fib) {
    const equals = length.routes.get(dst & length.mask);
    if (equals !== undefined) found = found === null ? equals : [...found, ...equals];
  }
  return found ?? NONE;
}
