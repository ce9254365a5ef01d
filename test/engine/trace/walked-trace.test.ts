/** A trace is told when it is read; what happened meanwhile makes no difference. */
import { describe, expect, it } from 'vitest';
import { ip, probe, type World } from '../../../src/engine/index.ts';
import { routedWorld } from '../../support/worlds.ts';

const world: World = routedWorld({
  router: {
    kind: 'router',
    addrs: { left: '192.0.2.1/24', right: '198.51.100.1/24' },
    rp_filter: 0,
    iptables: [
      'nat -A POSTROUTING -o right -j MASQUERADE',
      'filter -A FORWARD -m conntrack --ctstate SNAT -j ACCEPT',
      'filter -A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT',
      'filter -A FORWARD -p tcp -m tcp --dport 80 -j ACCEPT',
    ],
  },
});
const request = { from: 'client', kind: 'tcp', dst: ip('198.51.100.10'), dport: 80, sport: 40_001 } as const;

describe('the trace of a walk', () => {
  it('tells of each chain what it was asked then, though the flow was translated after', () => {
    const { steps } = probe(world, request).trace;
    const chain = steps.find((step) => step.kind === 'chain' && step.chain === 'FORWARD');
    if (chain?.kind !== 'chain') throw new Error('nothing was forwarded');
    expect(chain.visits.map(({ matched }) => matched)).toEqual([false, false, true]);
  });

  it('is the same read at once or after other walks', () => {
    const late = probe(world, request);
    const early = probe(world, request).trace.steps;
    probe(late.world, request);
    expect(late.trace.steps).toEqual(early);
  });

  it('is written out once, and is plain data', () => {
    const { trace } = probe(world, request);
    expect(trace.steps).toBe(trace.steps);
    const { steps, outcome } = JSON.parse(JSON.stringify(trace)) as typeof trace;
    expect({ steps, outcome }).toEqual({ steps: trace.steps, outcome: 'delivered' });
  });
});
