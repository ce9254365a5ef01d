/** What a namespace remembers after a step: the world's memory before the command, and what the trace has added since. */
import type { ConntrackEntry, FdbEntry, NeighbourEntry, NetnsId, NetnsState, Step } from '../../engine/index.ts';
import type { Stage } from '../stage.ts';

/** @returns null for a namespace that does not exist. `last` is a step's index; -1 is before the first. */
export function stateAfter(stage: Stage, last: number, netns: NetnsId): NetnsState | null {
  const start = stage.netns(netns)?.state;
  if (!start) return null;
  return (stage.trace?.steps.slice(0, last + 1) ?? []).filter((step) => step.netns === netns).reduce(remember, start);
}

function remember(state: NetnsState, step: Step): NetnsState {
  switch (step.kind) {
    case 'neighbour':
      return step.entry ? { ...state, neighbours: withNeighbour(state.neighbours, step.entry) } : state;
    case 'bridge':
      return step.learned ? { ...state, fdb: withPort(state.fdb, step.learned) } : state;
    case 'conntrack':
      return step.entry ? { ...state, conntrack: withConnection(state.conntrack, step.entry) } : state;
    default:
      return state;
  }
}

function withNeighbour(entries: readonly NeighbourEntry[], entry: NeighbourEntry): readonly NeighbourEntry[] {
  return replaced(entries, entry, (other) => other.ip === entry.ip && other.dev === entry.dev);
}

function withPort(entries: readonly FdbEntry[], entry: FdbEntry): readonly FdbEntry[] {
  return replaced(entries, entry, (other) => other.mac === entry.mac && other.bridge === entry.bridge);
}

function withConnection(entries: readonly ConntrackEntry[], entry: ConntrackEntry): readonly ConntrackEntry[] {
  const isSame = ({ original }: ConntrackEntry): boolean =>
    original.protocol === entry.original.protocol &&
    original.src === entry.original.src &&
    original.dst === entry.original.dst &&
    original.sport === entry.original.sport &&
    original.dport === entry.original.dport;
  return replaced(entries, entry, isSame);
}

/** In its place where it was known, at the end where it is new. */
function replaced<T>(entries: readonly T[], entry: T, isSame: (other: T) => boolean): readonly T[] {
  const index = entries.findIndex(isSame);
  return index < 0 ? [...entries, entry] : entries.with(index, entry);
}
