/**
 * The usual case of a routing decision: policy rules without conditions (local, main, default). Then the answers of the tables
 * decide alone, there are few different ones, and each is put together once. `lookup.ts` is the model and the general case.
 */
import type { Ip } from '../address/ip.ts';
import type { Netns, PolicyRule, Route } from '../world/world.ts';
import { fibsOf, type Fib } from './fib.ts';
import { askTables, type RouteLookup, type RouteQuery } from './lookup.ts';

type Routing = Pick<Netns, 'routes' | 'rules'>;

const LISTED = 1 << 18;

export class Decisions {
  readonly rules: readonly PolicyRule[];
  /** Every combination of answers has a number of its own. */
  readonly isCountable: boolean;
  private readonly fibs: readonly Fib[];
  /** By the combination's number: a list where there are few enough of them, else a map. */
  private readonly listed: (RouteLookup | undefined)[] | null;
  private readonly mapped = new Map<number, RouteLookup>();

  constructor({ routes, rules }: Routing) {
    const fibs = fibsOf(routes);
    this.rules = rules;
    this.fibs = rules.flatMap(({ action }) => {
      const fib = action.kind === 'lookup' ? fibs.get(action.table) : undefined;
      return fib === undefined ? [] : [fib];
    });
    const count = this.fibs.reduce((product, fib) => product * fib.answers.length, 1);
    this.isCountable = count <= Number.MAX_SAFE_INTEGER;
    this.listed = count <= LISTED ? Array.from<undefined>({ length: count }) : null;
  }

  about(dst: Ip, netns: Routing, query: RouteQuery): RouteLookup {
    let combination = 0;
    for (const fib of this.fibs) combination = combination * fib.answers.length + fib.find(dst);
    const { listed, mapped } = this;
    let decision = listed === null ? mapped.get(combination) : listed[combination];
    if (decision !== undefined) return decision;
    decision = askTables(netns, query);
    if (listed === null) mapped.set(combination, decision);
    else listed[combination] = decision;
    return decision;
  }
}

function isUnconditional(rule: PolicyRule): boolean {
  const { from, to, iif, oif, mark, not, unmodelled } = rule;
  return [from, to, iif, oif, mark, not, unmodelled].every((condition) => condition === undefined);
}

const known = new WeakMap<readonly Route[], Decisions | { readonly rules: readonly PolicyRule[] }>();

/** @returns null where a rule has conditions. */
export function decisionsOf(netns: Routing): Decisions | null {
  let decisions = known.get(netns.routes);
  if (decisions?.rules !== netns.rules) {
    decisions = netns.rules.every(isUnconditional) ? new Decisions(netns) : { rules: netns.rules };
    known.set(netns.routes, decisions);
  }
  return decisions instanceof Decisions && decisions.isCountable ? decisions : null;
}
