/** What every trace must be like, whatever the world: loops, rings, addresses given twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probe, type Step, type Trace, type World } from '../../../src/engine/index.ts';
import { anyProbe, anyWorld } from '../../support/any-world.ts';

type FrameStep = Extract<Step, { kind: 'tx' | 'rx' }>;

/** Worlds with their traces, so that each property is asked of the same ones. */
const CASES: readonly { readonly world: World; readonly trace: Trace }[] = fc
  .sample(fc.tuple(anyWorld, anyProbe), { numRuns: 1000, seed: 20_260 })
  .map(([world, { at, ...request }]) => {
    const places = Object.keys(world.netns);
    return { world, trace: probe(world, { ...request, from: places[at % places.length] ?? '' }).trace };
  });

const isFrame = (step: Step): step is FrameStep => step.kind === 'tx' || step.kind === 'rx';

/** `netns/dev` at the other end of a wire. */
function peers(world: World): ReadonlyMap<string, string> {
  return new Map(
    world.links.flatMap(({ ends: [a, b] }) => {
      const [one, other] = [`${a.netns}/${a.dev}`, `${b.netns}/${b.dev}`];
      return [[one, other] as const, [other, one] as const];
    }),
  );
}

/** The steps that break a rule, by world. */
function breachesOf(find: (one: (typeof CASES)[number]) => readonly Step[]): readonly string[] {
  return CASES.flatMap((one, at) => find(one).map((step) => `world ${at}, step ${step.index}: ${step.kind}`)).slice(
    0,
    5,
  );
}

describe('every trace', () => {
  it('is worth looking at: answers, losses, loops and refusals are among them', () => {
    const outcomes = new Set(CASES.map(({ trace }) => trace.disposition));
    const forwards = CASES.filter(({ trace }) => trace.steps.some(({ kind }) => kind === 'forward'));
    expect(forwards.length).toBeGreaterThan(20);
    for (const disposition of ['delivered', 'loop', 'neighbour-unreachable', 'dropped-by-rule', 'source-check-failed'])
      expect(outcomes).toContain(disposition);
  });

  it('ends with its result', () => {
    for (const { trace } of CASES) {
      expect(trace.steps.at(-1)?.kind).toBe('result');
      expect(trace.steps.filter(({ kind }) => kind === 'result')).toHaveLength(1);
    }
  });

  it('receives over a wire only what was sent at its other end, once', () => {
    const breaches = breachesOf(({ world, trace }) => {
      const other = peers(world);
      // A frame that goes round a ring of bridges is on one wire more than once.
      const onTheWay = new Map<string, FrameStep['frame'][]>();
      return trace.steps.filter(isFrame).filter((step) => {
        const place = `${step.netns}/${step.dev ?? ''}`;
        const from = step.dev === 'lo' ? place : other.get(place);
        // A bridge has no wire of its own.
        if (from === undefined) return false;
        const sent = onTheWay.get(step.kind === 'tx' ? place : from) ?? [];
        if (step.kind === 'tx') {
          onTheWay.set(place, sent);
          sent.push(step.frame);
          return false;
        }
        const at = sent.indexOf(step.frame);
        if (at >= 0) sent.splice(at, 1);
        return at < 0;
      });
    });
    expect(breaches).toEqual([]);
  });

  it('lets the TTL fall by one where a packet is passed on, and nowhere else', () => {
    const breaches = breachesOf(({ trace }) => {
      const ttlOf = new Map<number, number>();
      return trace.steps.filter(({ hop, packet, ...step }) => {
        if (packet === null) return false;
        const before = ttlOf.get(hop) ?? packet.ttlHops;
        ttlOf.set(hop, packet.ttlHops);
        if (step.kind !== 'forward') return packet.ttlHops !== before;
        return step.ttlBefore !== before || step.ttlAfter !== before - 1 || packet.ttlHops !== step.ttlAfter;
      });
    });
    expect(breaches).toEqual([]);
  });

  it('sends and delivers nothing more of a packet that was dropped', () => {
    const breaches = breachesOf(({ trace }) => {
      // Where a bridge floods, one copy may be lost and another arrive.
      const copied = new Set(trace.steps.filter(({ kind }) => kind === 'bridge').map(({ hop }) => hop));
      const dropped = new Set<number>();
      return trace.steps.filter(({ kind, hop }) => {
        if (kind === 'drop' && !copied.has(hop)) dropped.add(hop);
        return ['tx', 'rx', 'deliver', 'forward', 'nat'].includes(kind) && dropped.has(hop);
      });
    });
    expect(breaches).toEqual([]);
  });

  it('keeps each visit of a packet in one namespace', () => {
    const breaches = breachesOf(({ trace }) => {
      const placeOf = new Map<number, string>();
      return trace.steps.filter(({ hop, netns, kind }) => {
        if (kind === 'result' || kind === 'wait') return false;
        const place = placeOf.get(hop) ?? netns;
        placeOf.set(hop, place);
        return netns !== place;
      });
    });
    expect(breaches).toEqual([]);
  });

  it('leaves a world that can be asked again', () => {
    for (const [index, { world, trace }] of CASES.entries()) {
      if (index % 10 !== 0) continue;
      const from = trace.conversations[0]?.client ?? '';
      const request = { from, kind: 'icmp', dst: trace.conversations[0]?.tuple?.dst ?? 0 } as Parameters<
        typeof probe
      >[1];
      const once = probe(world, request);
      expect(probe(once.world, request).trace.steps.at(-1)?.kind).toBe('result');
    }
  });
});
