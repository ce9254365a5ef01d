/** The routing decision: policy rules in order, in each table the longest prefix. Read ip-rule(8) and net/ipv4/fib_rules.c before editing. */
import { ANY_ADDRESS, type Ip } from '../address/ip.ts';
import { contains } from '../address/prefix.ts';
import type { TableLookup } from '../trace/step.ts';
import { Unmodelled } from '../trace/unmodelled.ts';
import type { Netns, PolicyRule, Route } from '../world/world.ts';
import type { Errno } from '../world/refusal.ts';
import { decisionsOf } from './decisions.ts';
import { candidates, fibsOf } from './fib.ts';

export interface RouteQuery {
  readonly dst: Ip;
  /** 0.0.0.0 while it is not chosen yet. */
  readonly src?: Ip | undefined;
  /** The device it came in by; `lo` for a packet made here. */
  readonly iif?: string;
  /** The device it is bound to leave by. */
  readonly oif?: string;
  readonly mark?: number | undefined;
}

/** `chosen` may be a route that forbids (unreachable, prohibit, blackhole): then `error` is set too. */
export interface RouteLookup {
  readonly tables: readonly TableLookup[];
  readonly chosen: Route | null;
  readonly error: Errno | null;
}

/** What a route of these types answers instead of a way. @see net/ipv4/fib_semantics.c fib_props */
const TYPE_ERRORS: Readonly<Partial<Record<Route['type'], Errno>>> = {
  blackhole: 'EINVAL',
  unreachable: 'EHOSTUNREACH',
  prohibit: 'EACCES',
};

/** What a rule of these actions answers; other than a route of type unreachable. @see net/ipv4/fib_rules.c fib4_rule_action */
const RULE_ERRORS: Readonly<Record<Exclude<PolicyRule['action']['kind'], 'lookup'>, Errno>> = {
  blackhole: 'EINVAL',
  unreachable: 'ENETUNREACH',
  prohibit: 'EACCES',
};

/**
 * Chooses the route for `query.dst`. A table without a match passes the question on to the next rule, and so does a route of
 * type `throw`. A device without carrier keeps its routes (`ignore_routes_with_linkdown` 0).
 * @returns every table asked, each with all its matching routes, longest prefix first.
 * @throws Unmodelled for a route or rule that the engine does not know.
 */
export function lookupRoute(netns: Pick<Netns, 'routes' | 'rules'>, query: RouteQuery): RouteLookup {
  const decisions = query.oif === undefined ? decisionsOf(netns) : null;
  return decisions === null ? askTables(netns, query) : decisions.about(query.dst, netns, query);
}

/** Rule by rule, table by table. */
export function askTables(netns: Pick<Netns, 'routes' | 'rules'>, query: RouteQuery): RouteLookup {
  const fibs = fibsOf(netns.routes);
  const tables: TableLookup[] = [];
  for (const rule of netns.rules) {
    if (!matchesRule(rule, query)) continue;
    if (rule.action.kind !== 'lookup') return { tables, chosen: null, error: RULE_ERRORS[rule.action.kind] };
    const fib = fibs.get(rule.action.table);
    if (fib === undefined) continue;
    const found = candidates(fib, query.dst);
    tables.push({ rule, table: rule.action.table, candidates: found });
    const chosen = found.find((route) => query.oif === undefined || isError(route) || route.netdev === query.oif);
    if (chosen === undefined || chosen.type === 'throw') continue;
    if (rule.suppressBits !== undefined && chosen.prefix.lengthBits <= rule.suppressBits) continue;
    if (chosen.unmodelled !== undefined) throw new Unmodelled(chosen.unmodelled);
    return { tables, chosen, error: TYPE_ERRORS[chosen.type] ?? null };
  }
  return { tables, chosen: null, error: 'ENETUNREACH' };
}

function isError(route: Route): boolean {
  return route.type === 'throw' || TYPE_ERRORS[route.type] !== undefined;
}

/** @throws Unmodelled where the answer hangs on a condition that the engine does not know. */
function matchesRule(rule: PolicyRule, query: RouteQuery): boolean {
  const matched =
    (rule.from === undefined || contains(rule.from, query.src ?? ANY_ADDRESS)) &&
    (rule.to === undefined || contains(rule.to, query.dst)) &&
    (rule.iif === undefined || rule.iif === (query.iif ?? 'lo')) &&
    (rule.oif === undefined || rule.oif === query.oif) &&
    (rule.mark === undefined || ((query.mark ?? 0) & rule.mark.mask) === (rule.mark.value & rule.mark.mask));
  if (matched && rule.unmodelled !== undefined) throw new Unmodelled(`a policy rule with ${rule.unmodelled}`);
  return matched !== (rule.not === true);
}
