/** The indexed routing decision is the plain one: every rule, every route, one after another. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  EMPTY_NETNS,
  lookupRoute,
  prefixOf,
  type Ip,
  type PolicyRule,
  type Route,
} from '../../../src/engine/index.ts';

/** Few bits, so that prefixes nest and repeat. */
const anyIp = fc.nat(255).map((value): Ip => ((value << 24) | (value << 8)) as Ip);
const TABLES = ['main', 'local', '100', 'default'];

const anyRoute = fc
  .record({
    address: anyIp,
    lengthBits: fc.integer({ min: 0, max: 32 }),
    table: fc.constantFrom(...TABLES),
    metric: fc.nat(3),
    type: fc.constantFrom<Route['type']>('unicast', 'unicast', 'unicast', 'throw', 'blackhole'),
    netdev: fc.constantFrom('a', 'b'),
  })
  .map(({ address, lengthBits, ...rest }): Route => ({
    ...rest,
    prefix: prefixOf(address, lengthBits),
    scope: 'global',
    protocol: 'boot',
  }));

const anyRule = fc
  .record({
    priority: fc.integer({ min: 1, max: 400 }),
    table: fc.constantFrom(...TABLES, 'nothing'),
    from: fc.option(
      anyIp.map((address) => prefixOf(address, 6)),
      { nil: undefined },
    ),
    suppressBits: fc.option(fc.nat(12), { nil: undefined }),
    not: fc.boolean(),
  })
  .map(({ table, from, suppressBits, not, priority }): PolicyRule => ({
    priority,
    action: { kind: 'lookup', table },
    ...(from === undefined ? {} : { from }),
    ...(suppressBits === undefined ? {} : { suppressBits }),
    ...(not && from !== undefined ? { not: true } : {}),
  }));

/** As ip-rule(8) and RFC 1812 say it: no index, no order but the listing's. */
function naive(routes: readonly Route[], rules: readonly PolicyRule[], dst: Ip, src: Ip): Route | null {
  for (const { action, from, not, suppressBits = -1 } of rules) {
    if (action.kind !== 'lookup') throw new Error('not in this test');
    if ((from === undefined || contains(from, src)) === (not === true)) continue;
    let best: Route | null = null;
    for (const route of routes) {
      if (route.table !== action.table || !contains(route.prefix, dst)) continue;
      const longer = best === null ? 1 : route.prefix.lengthBits - best.prefix.lengthBits;
      if (best === null || longer > 0 || (longer === 0 && route.metric < best.metric)) best = route;
    }
    if (best !== null && best.type !== 'throw' && best.prefix.lengthBits > suppressBits) return best;
  }
  return null;
}

describe('the routing decision', () => {
  it('[LPM-1] [LPM-2] [RTE-1] is that of a plain scan, whatever the routes and rules', () => {
    const anyRules = fc
      .array(anyRule, { maxLength: 6 })
      .map((rules) => [...EMPTY_NETNS.rules, ...rules].sort((a, b) => a.priority - b.priority));
    fc.assert(
      fc.property(fc.array(anyRoute, { maxLength: 60 }), anyRules, anyIp, anyIp, (routes, rules, dst, src) => {
        expect(lookupRoute({ routes, rules }, { dst, src }).chosen).toBe(naive(routes, rules, dst, src));
      }),
      { numRuns: 2000 },
    );
  });
});
