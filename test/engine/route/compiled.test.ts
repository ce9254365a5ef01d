/** What a namespace keeps of its routes and settings is a layer beside the plain model, and says the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, EMPTY_NETNS, lookupRoute, prefixOf, type Ip, type Route } from '../../../src/engine/index.ts';
import { candidates, fibsOf } from '../../../src/engine/route/fib.ts';
import { askTables } from '../../../src/engine/route/lookup.ts';

/** Few different bits, so that prefixes nest. */
const anyIp = fc
  .tuple(...[0, 1, 2, 3].map(() => fc.constantFrom(0, 1, 16, 127, 128, 255)))
  .map((octets) => octets.reduce<number>((value, octet) => (value << 8) | octet, 0) as Ip);
const anyRoute: fc.Arbitrary<Route> = fc.record({
  table: fc.constantFrom('local', 'main', 'default'),
  type: fc.constantFrom('unicast', 'unicast', 'local', 'throw', 'unreachable'),
  prefix: fc.tuple(anyIp, fc.integer({ min: 0, max: 32 })).map(([address, bits]) => prefixOf(address, bits)),
  metric: fc.constantFrom(0, 100, 200),
  scope: fc.constant('link' as const),
  protocol: fc.constant('static'),
  netdev: fc.constantFrom('eth0', 'eth1'),
});

describe('the compiled table', () => {
  it('[LPM-3] names the routes that a plain scan finds, in the same order', () => {
    fc.assert(
      fc.property(fc.array(anyRoute, { maxLength: 60 }), anyIp, (routes, dst) => {
        const main = routes.filter(({ table }) => table === 'main');
        const scanned = main
          .filter(({ prefix }) => contains(prefix, dst))
          .sort((a, b) => b.prefix.lengthBits - a.prefix.lengthBits || a.metric - b.metric);
        expect(candidates(fibsOf(routes).get('main'), dst)).toEqual(scanned);
      }),
      { numRuns: 2000 },
    );
  });

  it('[RTE-1] decides as the policy rules do, asked one by one', () => {
    fc.assert(
      fc.property(fc.array(anyRoute, { maxLength: 40 }), fc.array(anyIp, { maxLength: 8 }), (routes, questions) => {
        const netns = { routes, rules: EMPTY_NETNS.rules };
        for (const dst of questions) expect(lookupRoute(netns, { dst })).toEqual(askTables(netns, { dst }));
      }),
      { numRuns: 1000 },
    );
  });
});
