import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  EMPTY_NETNS,
  formatPrefix,
  ip,
  lookupRoute,
  parsePolicyRule,
  parseRoute,
  prefixOf,
  type Ip,
  type PolicyRule,
  type Route,
} from '../../../src/engine/index.ts';

function route(text: string): Route {
  const parsed = parseRoute(text);
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed;
}

function rules(...texts: readonly string[]): readonly PolicyRule[] {
  return texts.reduce<readonly PolicyRule[]>((present, text) => {
    const parsed = parsePolicyRule(text, present);
    if ('error' in parsed) throw new Error(parsed.error);
    return [...present, parsed].sort((a, b) => a.priority - b.priority);
  }, EMPTY_NETNS.rules);
}

function ask(routes: readonly string[], dst: string, policy: readonly PolicyRule[] = EMPTY_NETNS.rules) {
  return lookupRoute({ routes: routes.map(route), rules: policy }, { dst: ip(dst), src: ip('192.0.2.10') });
}

const chosen = (lookup: ReturnType<typeof ask>) => (lookup.chosen === null ? null : formatPrefix(lookup.chosen.prefix));

describe('the forwarding table', () => {
  it('[LPM-1] prefers /24 over /16 whatever the metric', () => {
    const routes = ['198.51.0.0/16 dev a metric 1', '198.51.100.0/24 dev b metric 900'];
    expect(chosen(ask(routes, '198.51.100.7'))).toBe('198.51.100.0/24');
    expect(chosen(ask(routes, '198.51.101.7'))).toBe('198.51.0.0/16');
  });

  it('[LPM-1] agrees with a plain scan for any routes and any address', () => {
    const anyIp = fc.integer().map((value) => value as Ip);
    const anyRoute = fc
      .record({ address: anyIp, lengthBits: fc.integer({ min: 0, max: 32 }) })
      .map(({ address, lengthBits }): Route => ({
        ...route('default dev eth0'),
        prefix: prefixOf(address, lengthBits),
      }));
    fc.assert(
      fc.property(fc.array(anyRoute, { maxLength: 40 }), anyIp, fc.nat(), (routes, random, pick) => {
        const dst = routes[pick % Math.max(1, routes.length)]?.prefix.address ?? random;
        const longest = routes
          .filter(({ prefix }) => contains(prefix, dst))
          .reduce((most, { prefix }) => Math.max(most, prefix.lengthBits), -1);
        const lookup = lookupRoute({ routes, rules: EMPTY_NETNS.rules }, { dst });
        expect(lookup.chosen?.prefix.lengthBits ?? -1).toBe(longest);
      }),
    );
  });

  it('[LPM-2] prefers the lower metric among equal prefixes', () => {
    const lookup = ask(['198.51.100.0/24 dev a metric 200', '198.51.100.0/24 dev b metric 100'], '198.51.100.7');
    expect(lookup.chosen?.netdev).toBe('b');
  });

  it('[LPM-3] keeps all that matched, longest prefix first', () => {
    const routes = [
      'default via 192.0.2.1 dev a',
      '198.51.0.0/16 dev a',
      '203.0.113.0/24 dev a',
      '198.51.100.0/24 dev b',
    ];
    const main = ask(routes, '198.51.100.7').tables.find(({ table }) => table === 'main');
    expect(main?.candidates.map(({ prefix }) => formatPrefix(prefix))).toEqual([
      '198.51.100.0/24',
      '198.51.0.0/16',
      '0.0.0.0/0',
    ]);
  });
});

describe('policy rules', () => {
  const routes = ['default dev a', '198.51.100.0/24 dev b table 100', 'throw 203.0.113.0/24 table 100'];

  it('[RTE-1] are asked by priority, and a rule for another source is passed over', () => {
    expect(ask(routes, '198.51.100.7', rules('from 192.0.2.10 lookup 100')).chosen?.netdev).toBe('b');
    expect(ask(routes, '198.51.100.7', rules('from 192.0.2.99 lookup 100')).chosen?.netdev).toBe('a');
  });

  it('[RTE-1] go on to the next table when one has no match, or says throw', () => {
    const policy = rules('from all lookup 100');
    expect(ask(routes, '192.0.2.200', policy).chosen?.netdev).toBe('a');
    expect(ask(routes, '203.0.113.9', policy).chosen?.netdev).toBe('a');
  });

  it.each([
    ['unreachable', 'EHOSTUNREACH'],
    ['prohibit', 'EACCES'],
    ['blackhole', 'EINVAL'],
  ])('[RTE-2] a route of type %s answers %s', (type, errno) => {
    expect(ask([`${type} 198.51.100.0/24`, 'default dev a'], '198.51.100.7').error).toBe(errno);
  });

  it('[RTE-2] nothing at all is ENETUNREACH', () => {
    expect(ask([], '198.51.100.7')).toMatchObject({ chosen: null, error: 'ENETUNREACH' });
  });
});
