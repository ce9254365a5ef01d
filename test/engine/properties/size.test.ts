/** Sizes that no person sets up, and that must neither throw nor hang. */
import { describe, expect, it } from 'vitest';
import { parseRoute, parseRuleset, type Netns, type Route, type World } from '../../../src/engine/index.ts';
import '../../support/matchers.ts';
import { connect, ping, routedWorld } from '../../support/worlds.ts';

const address = (n: number) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;

function withRouter(change: (router: Netns) => Netns): World {
  const world = routedWorld();
  const { router } = world.netns;
  if (router === undefined) throw new Error('no router');
  return { ...world, netns: { ...world.netns, router: change(router) } };
}

/** The filter table with these chains, `FORWARD` first, and rules. */
function filtering(chains: readonly string[], rules: readonly string[]): World {
  const declared = [':FORWARD ACCEPT [0:0]', ...chains.map((chain) => `:${chain} - [0:0]`)];
  const netfilter = parseRuleset(['*filter', ...declared, ...rules, 'COMMIT'].join('\n'));
  return withRouter((router) => ({ ...router, netfilter }));
}

describe('a large world', () => {
  it('with 10,000 rules in one chain still answers, and tells every rule that did not match', () => {
    const rules = Array.from({ length: 10_000 }, (_, n) => `-A FORWARD -s ${address(n)}/32 -j DROP`);
    const trace = connect(filtering([], rules), 'client', '198.51.100.10:80');
    expect(trace).toEndAs('delivered');
    const first = trace.steps.find((step) => step.kind === 'chain' && step.chain === 'FORWARD');
    expect(first?.kind === 'chain' && first.visits.filter((visit) => !visit.matched)).toHaveLength(10_000);
  });

  it('with sixty chains that call each other one after another still answers', () => {
    const chains = Array.from({ length: 60 }, (_, n) => `C${n}`);
    const calls = chains.slice(1).map((chain, n) => `-A ${chain} -j C${n}`);
    expect(ping(filtering(chains, [...calls, '-A FORWARD -j C59']), 'client', '198.51.100.10')).toEndAs('delivered');
  });

  it('with chains that call each other in a circle is refused by name', () => {
    const world = filtering(['A', 'B'], ['-A A -j B', '-A B -j A', '-A FORWARD -j A']);
    expect(ping(world, 'client', '198.51.100.10').unmodelled?.what).toBe('a loop of iptables chains');
  });

  it('with chains that each call two others, a million million ways in all, is ended', () => {
    const chains = Array.from({ length: 40 }, (_, n) => `C${n}`);
    const calls = chains.slice(1).flatMap((chain, n) => [`-A ${chain} -j C${n}`, `-A ${chain} -j C${n}`]);
    const trace = ping(filtering(chains, [...calls, '-A FORWARD -j C39']), 'client', '198.51.100.10');
    expect(trace.unmodelled?.what).toBe('a walk through more than 100,000 iptables rules');
  });

  it('with 20,000 routes still finds the one that matters', () => {
    const more = Array.from({ length: 20_000 }, (_, n) => parseRoute(`${address(n)}/32 via 192.0.2.10 dev left`));
    const routes = more.filter((route): route is Route => !('error' in route));
    expect(routes).toHaveLength(20_000);
    const world = withRouter((router) => ({ ...router, routes: [...routes, ...router.routes] }));
    expect(ping(world, 'client', '198.51.100.10')).toEndAs('delivered');
  });
});
