/** Answers that are kept are those that would be given. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EMPTY_NETNS, prefixOf, type Ip, type Netns, type Route } from '../../../src/engine/index.ts';
import { routeInput } from '../../../src/engine/route/input.ts';
import { KeptAnswers } from '../../../src/engine/route/kept-answers.ts';
import { routeOutput } from '../../../src/engine/route/output.ts';

/** Few addresses, so that questions are asked again and share their places. */
const anyIp = fc.constantFrom(...['10.0.0.1', '10.0.0.2', '10.1.0.1', '127.0.0.1', '0.0.0.0']).map(toIp);
const anyRoute: fc.Arbitrary<Route> = fc.record({
  table: fc.constantFrom('local', 'main', 'marked'),
  type: fc.constantFrom('unicast', 'unicast', 'local', 'unreachable', 'broadcast'),
  prefix: fc.tuple(anyIp, fc.constantFrom(0, 16, 24, 32)).map(([address, bits]) => prefixOf(address, bits)),
  metric: fc.constant(0),
  scope: fc.constant('link' as const),
  protocol: fc.constant('static'),
  netdev: fc.constantFrom('eth0', 'eth1'),
});
const anyNetns: fc.Arbitrary<Netns> = fc
  .record({ routes: fc.array(anyRoute, { maxLength: 8 }), mode: fc.constantFrom('0', '1', '2') })
  .map(({ routes, mode }) => ({
    ...EMPTY_NETNS,
    routes,
    rules: [
      { priority: 100, mark: { value: 1, mask: 1 }, action: { kind: 'lookup', table: 'marked' } },
      ...EMPTY_NETNS.rules,
    ],
    sysctl: { 'net.ipv4.ip_forward': '1', 'net.ipv4.conf.all.rp_filter': mode },
  }));
const anyQuestion = fc.record({
  dst: anyIp,
  src: fc.option(anyIp, { nil: undefined }),
  iif: fc.constantFrom('eth0', 'eth1'),
  mark: fc.constantFrom(0, 1),
});

function toIp(text: string): Ip {
  return text.split('.').reduce((value, octet) => (value << 8) | Number(octet), 0) as Ip;
}

it('[RTE-1] gives the answer that the routing decision would give, first asked or asked again', () => {
  fc.assert(
    fc.property(anyNetns, fc.array(anyQuestion, { maxLength: 30 }), (netns, questions) => {
      const kept = new KeptAnswers();
      for (const { dst, src, iif, mark } of [...questions, ...questions]) {
        expect(kept.output(netns, { dst, src, mark })).toEqual(routeOutput(netns, { dst, src, mark }));
        if (src === undefined) continue;
        expect(kept.input(netns, dst, src, iif, mark)).toEqual(routeInput(netns, { dst, src, iif, mark }));
      }
    }),
    { numRuns: 500 },
  );
});
