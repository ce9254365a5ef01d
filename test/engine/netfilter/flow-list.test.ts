/** The shared list of flows is a layer beside the plain one: whatever happens, and wherever one goes on from, both say the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConntrackEntry, Ip, Tuple } from '../../../src/engine/index.ts';
import { isOfFlow } from '../../../src/engine/netfilter/flow-index.ts';
import { FlowList } from '../../../src/engine/netfilter/flow-list.ts';

const anyTuple: fc.Arbitrary<Tuple> = fc
  .tuple(fc.constantFrom('tcp', 'udp'), fc.nat(3), fc.nat(3))
  .map(([protocol, src, sport]) => ({ protocol, src: src as Ip, dst: 9 as Ip, sport, dport: 9 }));

function entryOf(original: Tuple, expiresAtMs: number): ConntrackEntry {
  const { protocol, src, dst, sport, dport } = original;
  const reply: Tuple = { protocol, src: dst, dst: src, sport: dport, dport: sport };
  return { protocol, original, reply, seenReply: false, assured: false, expiresAtMs };
}

/** One step from an earlier moment: which moment, which of its flows change or end, what comes, how much time passes. */
const anyStep = fc.record({
  from: fc.nat(30),
  changes: fc.array(fc.record({ flow: fc.nat(80), livesMs: fc.option(fc.nat(90)) }), { maxLength: 2 }),
  comes: fc.array(fc.record({ tuple: anyTuple, livesMs: fc.nat(90) }), { maxLength: 12 }),
  passesMs: fc.nat(40),
  isRead: fc.boolean(),
});

interface Moment {
  readonly list: FlowList;
  readonly plain: readonly ConntrackEntry[];
  readonly nowMs: number;
}

type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never;

function goOn({ list, plain, nowMs }: Moment, { changes, comes, passesMs }: Step): Moment {
  const then = nowMs + passesMs;
  const chosen = new Map(changes.map(({ flow, livesMs }) => [plain[flow % Math.max(plain.length, 1)], livesMs]));
  const changed = [...chosen].flatMap(([before, livesMs]) => {
    if (before === undefined) return [];
    return [[before, livesMs === null ? null : { ...before, seenReply: true, expiresAtMs: then + livesMs }] as const];
  });
  const became = new Map(changed);
  const gained = comes.map(({ tuple, livesMs }) => entryOf({ ...tuple }, then + livesMs));
  const kept = plain.flatMap((entry) => {
    const now = became.has(entry) ? became.get(entry) : entry;
    return now === undefined || now === null ? [] : [now];
  });
  const next = [...kept, ...gained].filter(({ expiresAtMs }) => expiresAtMs > then);
  return { list: list.after({ changed, gained }, then), plain: next, nowMs: then };
}

describe('the list of flows', () => {
  it('[CT-4] is at every moment what a plain list would be, wherever one goes on from', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40, size: 'max' }), (steps) => {
        const moments: Moment[] = [{ list: FlowList.of([]), plain: [], nowMs: 0 }];
        for (const step of steps) {
          // Mostly from the newest moment, now and then from an older one.
          const from = moments.at(step.from < 24 ? -1 : step.from % moments.length);
          if (from === undefined) throw new Error('no moment');
          if (step.isRead) expect(from.list.entries).toEqual(from.plain);
          moments.push(goOn(from, step));
        }
        for (const { list, plain } of moments) expect(list.entries).toEqual(plain);
      }),
      { numRuns: 400 },
    );
  });

  it('[CT-1] finds what a plain scan finds, at every moment', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 20 }), anyTuple, (steps, tuple) => {
        let moment: Moment = { list: FlowList.of([]), plain: [], nowMs: 0 };
        const moments = [moment, ...steps.map((step) => (moment = goOn(moment, step)))];
        for (const { list, plain, nowMs } of moments) {
          const scanned = plain.filter((entry) => entry.expiresAtMs > nowMs && isOfFlow(entry, tuple, false));
          const found = list.find(tuple, false, [], nowMs);
          if (scanned.length < 2) expect(found).toEqual(scanned[0]);
          else expect(scanned).toContainEqual(found);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is known again by the list that was read from it', () => {
    const list = FlowList.of([]).after(
      { changed: [], gained: [entryOf({ protocol: 'udp', src: 1 as Ip, dst: 2 as Ip, sport: 3, dport: 4 }, 9)] },
      0,
    );
    expect(FlowList.of(list.entries)).toBe(list);
  });
});
