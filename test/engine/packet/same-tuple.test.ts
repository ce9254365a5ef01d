import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ip, Packet } from '../../../src/engine/index.ts';
// Below the engine's door: the fast comparison beside the plain one.
import { haveSameTuple, sameTuple, tupleOf } from '../../../src/engine/packet/tuple-of.ts';

const few = fc.nat(1);
const anyPacket: fc.Arbitrary<Packet> = fc
  .record({ src: few, dst: few, sport: few, dport: few, kind: fc.constantFrom('udp', 'tcp', 'echo', 'error') })
  .map(({ src, dst, sport, dport, kind }): Packet => {
    const header = { src: src as Ip, dst: dst as Ip, ttlHops: 64, payloadBytes: 6 };
    if (kind === 'udp') return { ...header, protocol: 'udp', sport, dport };
    if (kind === 'tcp') return { ...header, protocol: 'tcp', sport, dport, flags: 'SYN' };
    if (kind === 'echo') return { ...header, protocol: 'icmp', type: 8, code: 0, id: 1 + sport, seq: 1 };
    return { ...header, protocol: 'icmp', type: 3, code: 1 };
  });

it('two packets have the same tuple where their tuples are the same', () => {
  fc.assert(
    fc.property(anyPacket, anyPacket, (a, b) => {
      expect(haveSameTuple(a, b)).toBe(sameTuple(tupleOf(a), tupleOf(b)));
    }),
    { numRuns: 2000 },
  );
});
