/** The State tab: what a place remembers, in the tools' own words, with the rows that the step changed. */
import type { Listener, NetnsId, World } from '../../engine/index.ts';
import { promptFor, run } from '../../terminal/index.ts';
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
  if (stage.machine(netns)?.kind === 'windows') return windowsTables(stage, netns, first, last);
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

/** Windows keeps other books: who listens, and which ports nobody may have. They move only where a command changes them. */
function windowsTables(stage: Stage, netns: NetnsId, first: number, last: number): readonly StateTable[] {
  const { table } = stage.messages;
  const prompt = promptFor(stage.machine(netns) ?? undefined, netns);
  const printed = (title: string, command: string, noun: 'listener' | 'excluded-range'): StateTable => {
    const changes = (stage.trace?.steps ?? []).filter(
      (step) => step.kind === 'change' && step.noun === noun && step.netns === netns,
    );
    const end = changes.at(-1)?.index ?? Infinity;
    const rowsOf = (world: World) =>
      run(world, netns, command)
        .output.map(({ text }) => text.trimEnd())
        .filter((text) => /\d/.test(text));
    const before = rowsOf(stage.before);
    const after = end <= last ? rowsOf(stage.after) : before;
    return { ...tableOf(title, command, first <= end && end <= last ? before : after, after), prompt };
  };
  return [
    printed(table.excluded, 'netsh int ipv4 show excludedportrange protocol=tcp', 'excluded-range'),
    printed(table.listeners, 'netstat -ano', 'listener'),
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
