import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ip, probe, type ConntrackEntry, type Ip, type Tuple, type World } from '../../../src/engine/index.ts';
import { FlowIndex, isOfFlow } from '../../../src/engine/netfilter/flow-index.ts';
import '../../support/matchers.ts';
import { routedWorld } from '../../support/worlds.ts';

const MASQUERADING = routedWorld({
  router: {
    kind: 'router',
    addrs: { left: '192.0.2.1/24', right: '198.51.100.1/24' },
    rp_filter: 0,
    iptables: ['nat -A POSTROUTING -o right -j MASQUERADE'],
  },
});

const ask = (world: World, sport: number): World =>
  probe(world, { from: 'client', kind: 'udp', dst: ip('198.51.100.10'), dport: 53, sport }).world;
const later = (world: World, ms: number): World => ({ ...world, nowMs: world.nowMs + ms });
const ports = (world: World) => (world.netns['router']?.state.conntrack ?? []).map(({ original }) => original.sport);

describe('tracked connections', () => {
  it('[CT-4] are forgotten when their time is over, and not before', () => {
    const first = ask(MASQUERADING, 40_001);
    expect(ports(ask(later(first, 119_000), 40_002))).toEqual([40_001, 40_002]);
    expect(ports(ask(later(first, 120_000), 40_002))).toEqual([40_002]);
  });

  it('[CT-4] live on with every packet', () => {
    const first = ask(MASQUERADING, 40_001);
    const again = ask(later(first, 100_000), 40_001);
    expect(ports(ask(later(again, 100_000), 40_002))).toEqual([40_001, 40_002]);
  });

  it('[CT-4] are the same whether a world is gone on from or gone back to', () => {
    const first = ask(MASQUERADING, 40_001);
    const once = ask(first, 40_002);
    const other = ask(first, 40_003);
    expect([ports(first), ports(once), ports(other)]).toEqual([[40_001], [40_001, 40_002], [40_001, 40_003]]);
    expect(ports(ask(once, 40_002))).toEqual([40_001, 40_002]);
    expect(ask(once, 40_001).netns).toEqual(ask(ask(first, 40_002), 40_001).netns);
  });
});

const anyEnd = fc.integer({ min: 1, max: 4 });
const anyTuple: fc.Arbitrary<Tuple> = fc
  .tuple(fc.constantFrom('tcp', 'udp', 'icmp'), anyEnd, anyEnd, anyEnd, anyEnd)
  .map(([protocol, src, dst, sport, dport]) => ({ protocol, src: src as Ip, dst: dst as Ip, sport, dport }));
const anyEntry: fc.Arbitrary<ConntrackEntry> = fc
  .tuple(anyTuple, anyTuple, fc.integer({ min: 0, max: 100 }))
  .map(([original, reply, expiresAtMs]) => ({
    protocol: original.protocol,
    original,
    reply: { ...reply, protocol: original.protocol },
    seenReply: true,
    assured: false,
    expiresAtMs,
  }));

describe('the index of connections', () => {
  it('[CT-1] finds what a plain scan of the list finds', () => {
    fc.assert(
      fc.property(
        fc.array(anyEntry, { maxLength: 40 }),
        anyTuple,
        fc.boolean(),
        fc.nat(20),
        (entries, tuple, isAnswer, lost) => {
          const index = new FlowIndex(entries);
          const left = entries.filter((_entry, at) => at !== lost);
          const gone = entries[lost];
          if (gone !== undefined) index.delete(gone);
          const scanned = left.findLast((entry) => entry.expiresAtMs > 50 && isOfFlow(entry, tuple, isAnswer));
          expect(index.find(tuple, isAnswer, [], 50)).toBe(scanned);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
