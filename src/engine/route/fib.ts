/** The forwarding table: which routes match an address. Read ip-route(8) and RFC 1812 5.2.4.3 before editing. */
import type { Ip } from '../address/ip.ts';
import type { Route } from '../world/world.ts';
import { PrefixTrie } from './trie.ts';

const NONE: readonly Route[] = [];

/** One table, compiled: for each range of addresses the routes that match in it. */
export class Fib {
  private readonly trie: PrefixTrie;
  /** By number; each is every route of the table that holds the address: longest prefix first, then lowest metric, then oldest. */
  readonly answers: (readonly Route[])[] = [NONE];

  constructor(routes: readonly Route[]) {
    const byPrefix = new Map<number, Route[]>();
    for (const route of routes) {
      const key = route.prefix.address * 64 + route.prefix.lengthBits;
      const equals = byPrefix.get(key);
      if (equals === undefined) byPrefix.set(key, [route]);
      else equals.push(route);
    }
    const shortestFirst = [...byPrefix.values()].sort((a, b) => lengthOf(a) - lengthOf(b));
    this.trie = new PrefixTrie(shortestFirst.flatMap(([first]) => (first === undefined ? [] : [first.prefix])));
    for (const [at, equals] of shortestFirst.entries()) {
      equals.sort((a, b) => a.metric - b.metric);
      const shorter = this.answers[this.trie.covering[at] ?? 0] ?? NONE;
      this.answers.push(shorter.length === 0 ? equals : [...equals, ...shorter]);
    }
  }

  /** The number of the answer about `dst`. */
  find(dst: Ip): number {
    return this.trie.find(dst);
  }
}

function lengthOf(equals: readonly Route[]): number {
  return equals[0]?.prefix.lengthBits ?? 0;
}

const compiled = new WeakMap<readonly Route[], ReadonlyMap<string, Fib>>();

/** All tables of a namespace by name; made once for every list of routes. */
export function fibsOf(routes: readonly Route[]): ReadonlyMap<string, Fib> {
  let fibs = compiled.get(routes);
  if (fibs === undefined) {
    const tables = new Map<string, Route[]>();
    for (const route of routes) {
      const table = tables.get(route.table);
      if (table === undefined) tables.set(route.table, [route]);
      else table.push(route);
    }
    fibs = new Map([...tables].map(([name, listed]) => [name, new Fib(listed)]));
    compiled.set(routes, fibs);
  }
  return fibs;
}

/** @returns every route of the table that holds `dst`: longest prefix first, then lowest metric, then oldest. */
export function candidates(fib: Fib | undefined, dst: Ip): readonly Route[] {
  return fib === undefined ? NONE : (fib.answers[fib.find(dst)] ?? NONE);
}
