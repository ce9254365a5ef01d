import { probe, withRuleCounts, type NetnsState, type Probe, type Trace, type World } from '../engine/index.ts';

/**
 * Sends a probe on behalf of somebody who types: since the line before, seconds have passed, so that a neighbour nobody
 * answered for is given up by now and will be asked for anew (@see arp(7)). What passed a rule has been counted there.
 */
export function sendProbe(world: World, request: Probe): { readonly world: World; readonly trace: Trace } {
  const { world: after, trace } = probe(withQuestionsGivenUp(world), request);
  return { world: withRuleCounts(after, trace), trace };
}

function withQuestionsGivenUp(world: World): World {
  const open = Object.values(world.netns).filter(({ state }) => state.neighbours.some(isOpen));
  if (open.length === 0) return world;
  const settled = open.map((netns) => [netns.id, { ...netns, state: givenUp(netns.state) }] as const);
  return { ...world, netns: { ...world.netns, ...Object.fromEntries(settled) } };
}

function isOpen(entry: NetnsState['neighbours'][number]): boolean {
  return entry.state === 'INCOMPLETE';
}

function givenUp(state: NetnsState): NetnsState {
  return {
    ...state,
    neighbours: state.neighbours.map((entry) => (isOpen(entry) ? { ...entry, state: 'FAILED' } : entry)),
  };
}
