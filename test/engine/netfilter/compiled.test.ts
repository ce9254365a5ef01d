/** Compiled chains are a layer beside the plain model: whatever the rules and the packet, both come to the same end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ip, type Packet } from '../../../src/engine/index.ts';
import { parseRuleset } from '../../../src/engine/index.ts';
import { ChainQuestion } from '../../../src/engine/netfilter/chain-question.ts';
import type { Tracked } from '../../../src/engine/netfilter/conntrack.ts';
import { planOf } from '../../../src/engine/netfilter/hook-plan.ts';
import { RuleIndex } from '../../../src/engine/netfilter/rule-index.ts';
import { traverseChain, type Traversal } from '../../../src/engine/netfilter/traverse.ts';
import type { CompiledChain } from '../../../src/engine/netfilter/compiled-chain.ts';
import { Unmodelled } from '../../../src/engine/trace/unmodelled.ts';
import type { Visit } from '../../../src/engine/walk/skb.ts';

const ADDRESSES = ['192.0.2.1', '192.0.2.2', '198.51.100.7', '203.0.113.9'].map(ip);
const anyAddress = fc.constantFrom(...ADDRESSES);
const anyNot = fc.constantFrom('', '', '', '! ');

const anyMatch = fc
  .oneof(
    fc.tuple(
      anyNot,
      fc.constantFrom('-s', '-d'),
      fc.constantFrom('192.0.2.1/32', '192.0.2.0/24', '0.0.0.0/0', '203.0.113.9/32'),
    ),
    fc.tuple(anyNot, fc.constantFrom('-i', '-o'), fc.constantFrom('eth0', 'eth+', 'br0')),
    fc.tuple(anyNot, fc.constant('-p'), fc.constantFrom('tcp', 'udp', 'icmp', 'all')),
    fc.tuple(anyNot, fc.constantFrom('--dport', '--sport'), fc.constantFrom('80', '53', '50:60')),
    fc.tuple(anyNot, fc.constant('-m multiport --dports'), fc.constantFrom('80,443', '53', '1:100,8080')),
    fc.tuple(
      anyNot,
      fc.constant('-m conntrack --ctstate'),
      fc.constantFrom('NEW', 'RELATED,ESTABLISHED', 'DNAT', 'SNAT,NEW'),
    ),
    fc.tuple(anyNot, fc.constant('-m addrtype --dst-type'), fc.constantFrom('LOCAL', 'UNICAST,BROADCAST')),
    fc.tuple(anyNot, fc.constant('-m mark --mark'), fc.constantFrom('0x1', '0x0/0x1', '0x2/0x2')),
    fc.tuple(
      fc.constant(''),
      fc.constant('-p tcp -m tcp --tcp-flags'),
      fc.constantFrom('SYN,ACK SYN', 'FIN,SYN,RST,ACK SYN'),
    ),
    fc.tuple(fc.constant(''), fc.constant('-m comment --comment'), fc.constant('why')),
    fc.tuple(fc.constant(''), fc.constant('-m limit --limit'), fc.constant('1/sec')),
  )
  .map((words) => words.join(' ').replace('!  ', '! '));

const anyTarget = fc.constantFrom(
  ...['ACCEPT', 'DROP', 'RETURN', 'REJECT', 'LOG', 'MARK --set-xmark 0x1/0x1', 'MARK --set-xmark 0x2/0xffffffff'],
  ...['ONE', 'TWO', 'MISSING', 'NOTRACK', 'DNAT --to-destination 192.0.2.2:80', 'MASQUERADE', 'SET --add-set x src'],
);
const anyRule = fc
  .tuple(fc.array(anyMatch, { maxLength: 3 }), fc.constantFrom('-j', '-j', '-j', '-g'), anyTarget)
  .map(([matches, jump, target]) => [...matches, jump, target].join(' '));
const anyChain = fc.array(anyRule, { maxLength: 30, size: 'max' });

const anyRuleset = fc
  .record({ policy: fc.constantFrom('ACCEPT', 'DROP'), main: anyChain, one: anyChain, two: anyChain })
  .map(({ policy, main, one, two }) => {
    const lines = (chain: string, rules: readonly string[]) => rules.map((rule) => `-A ${chain} ${rule}`);
    const chains = [`:FORWARD ${policy} [0:0]`, ':ONE - [0:0]', ':TWO - [0:0]'];
    return parseRuleset(
      ['*filter', ...chains, ...lines('FORWARD', main), ...lines('ONE', one), ...lines('TWO', two), 'COMMIT'].join(
        '\n',
      ),
    );
  });

const anyHeader = { src: anyAddress, dst: anyAddress, ttlHops: fc.constant(64), payloadBytes: fc.constant(6) };
const anyPort = fc.constantFrom(53, 80, 443, 55);
const anyPacket: fc.Arbitrary<Packet> = fc.oneof(
  fc.record({
    ...anyHeader,
    protocol: fc.constant('tcp' as const),
    sport: anyPort,
    dport: anyPort,
    flags: fc.constantFrom('SYN', 'SYN+ACK', 'ACK', 'RST'),
  }),
  fc.record({ ...anyHeader, protocol: fc.constant('udp' as const), sport: anyPort, dport: anyPort }),
  fc.record({
    ...anyHeader,
    protocol: fc.constant('icmp' as const),
    type: fc.constantFrom(0, 8),
    code: fc.constant(0),
  }),
);

const anyTracked: fc.Arbitrary<Tracked | null> = fc.option(
  fc
    .record({
      state: fc.constantFrom('new', 'established', 'related', 'invalid'),
      srcNat: fc.boolean(),
      dstNat: fc.boolean(),
    })
    .map(({ state, ...nat }) => ({ state, direction: 'original', flow: nat }) as unknown as Tracked),
);

const host = { addressType: (address: number) => (address === ADDRESSES[0] ? 'LOCAL' : 'UNICAST') };

const visit: Visit = { conversation: 0, direction: 'forward', quiet: false, hop: 0, netns: 'host' };

const anyInterface = fc.constantFrom('', 'eth0', 'eth1', 'br0');

/** Without the list of what was tried. */
function endOf(traversal: Traversal | null) {
  if (traversal === null) return null;
  const { verdict, rule, translation, mark, notrack } = traversal;
  return { verdict, rule, translation, mark, notrack };
}

/** The same of a compiled chain; null where it has nothing to say. */
function answerOf(rules: CompiledChain | null | undefined, question: ChainQuestion) {
  if (!rules) return null;
  rules.decide(question);
  const { verdict, rule, translation, markAfter, notrack } = question;
  return { verdict, rule, translation, mark: markAfter, notrack };
}

/** What comes of it, a refusal included. */
function outcome(ask: () => object | null): unknown {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Unmodelled) return error.message;
    throw error;
  }
}

describe('a compiled chain', () => {
  it('[NF-1] comes to the end that the plain walk over the rules comes to, between whatever interfaces', () => {
    const anyQuestion = fc.record({
      packet: anyPacket,
      tracked: anyTracked,
      mark: fc.constantFrom(0, 1, 2),
      iif: anyInterface,
      oif: anyInterface,
    });
    fc.assert(
      fc.property(anyRuleset, fc.array(anyQuestion, { maxLength: 6 }), (ruleset, questions) => {
        for (const { iif, oif, ...about } of questions) {
          const place = { ruleset, table: 'filter', chain: 'FORWARD' } as const;
          const question = new ChainQuestion('forward', place, { visit, ...about }, iif, oif, host, 0);
          const stage = planOf(ruleset).forward[0];
          const compiled = outcome(() => answerOf(stage?.rules, question));
          const plain = outcome(() => endOf(traverseChain(ruleset, 'filter', 'FORWARD', question)));
          expect(compiled).toEqual(plain);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('tries few of ten thousand rules, and those in their order', () => {
    const address = (n: number) => `10.${(n >> 8) & 255}.${n & 255}.1`;
    const lines = Array.from({ length: 10_000 }, (_none, n) => `-A FORWARD -s ${address(n)}/32 -j DROP`);
    const ruleset = parseRuleset(['*filter', ':FORWARD ACCEPT [0:0]', ...lines, '-A FORWARD -p udp -j LOG'].join('\n'));
    const index = RuleIndex.of(ruleset.tables[0]!.chains[0]!.rules);
    const packet: Packet = {
      protocol: 'udp',
      src: ip(address(5000)),
      dst: ip('192.0.2.1'),
      sport: 1,
      dport: 2,
      ttlHops: 9,
      payloadBytes: 0,
    };
    expect(index?.candidates(packet)).toEqual([5000, 10_000]);
  });
});
