/** Translation is undone by its answers, whatever was translated, in both halves at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ip, Packet } from '../../../src/engine/index.ts';
// The table and the translation are no part of the engine's door: this is about them alone.
import { ConntrackTable } from '../../../src/engine/netfilter/conntrack.ts';
import { FlowList } from '../../../src/engine/netfilter/flow-list.ts';
import { bindHalf, translate, type Range } from '../../../src/engine/netfilter/nat.ts';

const anyIp = fc.integer({ min: 0x0a000001, max: 0x0a000006 }).map((value): Ip => value as Ip);
const anyPort = fc.integer({ min: 1, max: 65535 });
const anyRange: fc.Arbitrary<Range> = fc.record({
  address: fc.option(anyIp),
  ports: fc.option(fc.tuple(anyPort, fc.nat(5)).map(([from, more]) => ({ from, to: Math.min(65535, from + more) }))),
});
const anyPacket: fc.Arbitrary<Packet> = fc
  .record({ src: anyIp, dst: anyIp, sport: anyPort, dport: anyPort, kind: fc.constantFrom('udp', 'tcp', 'icmp') })
  .map(({ kind, sport, dport, ...ends }): Packet => {
    const common = { ...ends, ttlHops: 64, payloadBytes: 6 };
    if (kind === 'icmp') return { ...common, protocol: 'icmp', type: 8, code: 0, id: sport, seq: 1 };
    if (kind === 'udp') return { ...common, protocol: 'udp', sport, dport };
    return { ...common, protocol: 'tcp', sport, dport, flags: 'SYN' };
  });

function answerTo(packet: Packet): Packet {
  const turned = { ...packet, src: packet.dst, dst: packet.src };
  if (turned.protocol === 'icmp') return { ...turned, type: 0 };
  const ports = { sport: turned.dport, dport: turned.sport };
  return turned.protocol === 'tcp' ? { ...turned, ...ports, flags: 'SYN+ACK' } : { ...turned, ...ports };
}

/** One flow through a host that translates its destination, then its source. */
function passThrough(table: ConntrackTable, packet: Packet, dnat: Range, snat: Range) {
  const tracked = table.track(packet, 0);
  if (tracked.flow === null) throw new Error('not tracked');
  if (tracked.state === 'new' && !tracked.flow.confirmed) {
    bindHalf(table, tracked.flow, 'destination', dnat);
    bindHalf(table, tracked.flow, 'source', snat);
    table.confirm(tracked.flow);
  }
  return translate(translate(packet, tracked, 'destination'), tracked, 'source');
}

/** Its answer comes the other way: the source's translation is undone at the destination, then the other. */
function comeBack(table: ConntrackTable, packet: Packet): Packet {
  const tracked = table.track(packet, 0);
  expect(tracked.direction).toBe('reply');
  return translate(translate(packet, tracked, 'destination'), tracked, 'source');
}

describe('translation', () => {
  it('followed by that of the answer is the identity', () => {
    fc.assert(
      fc.property(anyPacket, anyRange, anyRange, (packet, dnat, snat) => {
        const table = new ConntrackTable(FlowList.of([]), 0);
        const out = passThrough(table, packet, dnat, snat);
        // An echo between two equal ends is its own answer's mirror.
        fc.pre(out.src !== out.dst);
        expect(comeBack(table, answerTo(out))).toEqual(answerTo(packet));
      }),
      { numRuns: 500 },
    );
  });

  it('is the identity for many flows at once, as long as there are ports', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyPort, { minLength: 2, maxLength: 40 }), anyIp, (ports, address) => {
        const table = new ConntrackTable(FlowList.of([]), 0);
        const flows = ports.map((sport, at): Packet => ({
          protocol: 'udp',
          src: (0x0a000100 + (at % 3)) as Ip,
          dst: 0x0a000300 as Ip,
          sport: at % 2 === 0 ? 5000 : sport,
          dport: 53,
          ttlHops: 64,
          payloadBytes: 6,
        }));
        const hide: Range = { address, ports: null };
        const sent = flows.map((packet) => passThrough(table, packet, { address: null, ports: null }, hide));
        for (const [at, packet] of flows.entries())
          expect(comeBack(table, answerTo(sent[at] ?? packet))).toEqual(answerTo(packet));
      }),
      { numRuns: 100 },
    );
  });
});
