/** The State tab: what a place remembers, in the tools' own words, with the rows that the step changed. */
import type { ConntrackEntry, NetnsId, NetnsState, World } from '../../engine/index.ts';
import { conntrackLine, promptFor, run } from '../../terminal/index.ts';
import type { StateTable } from '../frame.ts';
import { neighbourRow } from '../decision/rows.ts';
import { fdbRow } from '../print.ts';
import type { Stage } from '../stage.ts';

/** Tables without rows are left out, and a program has none. `first` and `last` are the fold's steps. */
export function stateTables(stage: Stage, netns: NetnsId, first: number, last: number): readonly StateTable[] {
  const before = stateAt(stage, netns, first - 1);
  const after = stateAt(stage, netns, last);
  if (!before || !after || stage.isProgram(netns)) return [];
  const { table } = stage.messages;
  const printed = printing(stage, netns, first, last);
  const tables =
    stage.machine(netns)?.kind === 'windows'
      ? [
          printed(table.excluded, 'netsh int ipv4 show excludedportrange protocol=tcp', 'excluded-range'),
          printed(table.listeners, 'netstat -ano', 'listener'),
        ]
      : [
          tableOf(
            table.conntrack,
            'conntrack -L',
            before.conntrack.map(withoutTime),
            after.conntrack.map(withoutTime),
            after.conntrack.map((entry) => conntrackLine(entry, timeAt(stage, last))),
          ),
          tableOf(
            table.neighbours,
            'ip neigh',
            before.neighbours.map(neighbourRow),
            after.neighbours.map(neighbourRow),
          ),
          tableOf(table.fdb, 'bridge fdb | grep master', before.fdb.map(fdbRow), after.fdb.map(fdbRow)),
          ...LISTENING.map((command) => printed(table.listeners, command, 'listener')),
        ];
  return tables.filter(({ rows }) => rows.some(({ text }) => /\d/.test(text)));
}

const LISTENING = ['ss -ltnp', 'ss -lunp'];

/** What a namespace remembers after a step. A command without packets leaves its own marks with the last device that it changes. */
function stateAt(stage: Stage, netns: NetnsId, step: number): NetnsState | null {
  const isDone = stage.trace?.outcome === null && lastChange(stage, netns, 'netdev') <= step;
  return (isDone ? stage.after.netns[netns]?.state : null) ?? stage.stateAfter(step, netns);
}

/** Tables that only a command changes: as a tool prints them before its last change, and after. */
function printing(stage: Stage, netns: NetnsId, first: number, last: number) {
  const prompt = stage.machine(netns)?.kind === 'windows' ? promptFor(stage.machine(netns) ?? undefined, netns) : null;
  return (title: string, command: string, noun: Changed): StateTable => {
    const end = lastChange(stage, netns, noun);
    const before = rowsOf(stage, stage.worldOf(netns), netns, command);
    const after = end <= last ? rowsOf(stage, stage.after, netns, command) : before;
    const table = tableOf(title, command, first <= end && end <= last ? before : after, after);
    return prompt === null ? table : { ...table, prompt };
  };
}

type Changed = 'listener' | 'excluded-range' | 'netdev';

/** The step that changes such things in a namespace for the last time; Infinity where none does. */
function lastChange(stage: Stage, netns: NetnsId, noun: Changed): number {
  const steps = stage.trace?.steps ?? [];
  return (
    steps.findLast((step) => step.kind === 'change' && step.noun === noun && step.netns === netns)?.index ?? Infinity
  );
}

/** Windows' listings stand between heads and empty lines, of which the tab has its own. */
function rowsOf(stage: Stage, world: World, netns: NetnsId, command: string): readonly string[] {
  const texts = run(world, netns, command).output.map(({ text }) => text);
  return stage.machine(netns)?.kind === 'windows'
    ? texts.map((text) => text.trimEnd()).filter((text) => /\d/.test(text))
    : texts;
}

/** The seconds that are left run down at every step; only what else a flow shows is news. */
function withoutTime(entry: ConntrackEntry): string {
  return conntrackLine({ ...entry, expiresAtMs: 0 }, 0);
}

function timeAt({ trace, after }: Stage, step: number): number {
  return trace?.steps[step]?.atMs ?? after.nowMs;
}

/** @param shown what is printed of each row of `after`, where it is more than what is compared */
function tableOf(
  title: string,
  command: string,
  before: readonly string[],
  after: readonly string[],
  shown: readonly string[] = after,
): StateTable {
  return {
    title,
    command,
    rows: after.map((text, at) => ({ text: shown[at] ?? text, ...(before.includes(text) ? {} : { changed: true }) })),
  };
}
