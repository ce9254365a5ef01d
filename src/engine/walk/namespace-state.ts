/** A namespace's state whose connections are listed when somebody reads them: most states of a long story are never read. */
import { FlowList } from '../netfilter/flow-list.ts';
import type { NetnsState } from '../world/world.ts';

const FLOWS = Symbol('flows');

interface LazyState extends NetnsState {
  readonly [FLOWS]?: FlowList;
}

/**
 * As any other state to whoever reads, copies or compares it. The getter is new where it is defined: an object whose property becomes
 * one is slow to read from then on.
 */
export function stateWith(flows: FlowList, others: Omit<NetnsState, 'conntrack'>): NetnsState {
  const { neighbours, fdb, counters, stats, rules } = others;
  const state = Object.defineProperty({ neighbours, fdb }, 'conntrack', LISTS_FLOWS);
  return Object.defineProperty(Object.assign(state, { counters, stats, rules }), FLOWS, { value: flows }) as NetnsState;
}

const LISTS_FLOWS = { get: listFlows, enumerable: true, configurable: true };

function listFlows(this: LazyState): NetnsState['conntrack'] {
  return this[FLOWS]?.entries ?? [];
}

/** The connections of any state. */
export function flowsOf(state: LazyState): FlowList {
  return state[FLOWS] ?? FlowList.of(state.conntrack);
}
