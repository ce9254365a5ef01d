/** The State tab: what a place remembers, in the tools' own words, with the rows that the step changed. */
import type { Listener, NetnsId } from '../../engine/index.ts';
import type { StateTable } from '../frame.ts';
import { listenerRows, neighbourRow } from '../decision/rows.ts';
import { conntrackRow, fdbRow } from '../print.ts';
import type { Stage } from '../stage.ts';

/** Tables without rows are left out, listeners where nothing listens too. `first` and `last` are the fold's steps. */
export function stateTables(stage: Stage, netns: NetnsId, first: number, last: number): readonly StateTable[] {
  const before = stage.stateAfter(first - 1, netns);
  const after = stage.stateAfter(last, netns);
  if (!before || !after) return [];
  const { table } = stage.messages;
  const listening = (['tcp', 'udp'] as const).filter((protocol) => hasListener(stage, netns, protocol));
  return [
    tableOf(table.conntrack, 'conntrack -L', before.conntrack.map(conntrackRow), after.conntrack.map(conntrackRow)),
    tableOf(table.neighbours, 'ip neigh', before.neighbours.map(neighbourRow), after.neighbours.map(neighbourRow)),
    tableOf(table.fdb, 'bridge fdb', before.fdb.map(fdbRow), after.fdb.map(fdbRow)),
    ...listening.map((protocol) => {
      const { command, rows } = listenerRows(stage, netns, protocol);
      const texts = rows.map(({ text }) => text);
      return tableOf(table.listeners, command, texts, texts);
    }),
  ].filter(({ rows }) => rows.length > 0);
}

function hasListener(stage: Stage, netns: NetnsId, protocol: Listener['protocol']): boolean {
  return stage.netns(netns)?.listeners.some((listener) => listener.protocol === protocol) ?? false;
}

function tableOf(title: string, command: string, before: readonly string[], after: readonly string[]): StateTable {
  return {
    title,
    command,
    rows: after.map((text) => (before.includes(text) ? { text } : { text, changed: true })),
  };
}
