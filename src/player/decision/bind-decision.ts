/** What decided whether a program got its port: the ranges that Windows keeps, or the socket that was there first. */
import type { ExcludedPortRange } from '../../engine/index.ts';
import type { StepOf } from '../fold/fold.ts';
import type { DecisionView } from '../frame.ts';
import { promptFor } from '../../terminal/index.ts';
import type { Stage } from '../stage.ts';

export function bindDecision(stage: Stage, step: StepOf<'bind'>): DecisionView {
  const { answer, port, protocol } = step;
  const { verdict, loser } = stage.messages;
  const isInUse = answer.kind === 'address-in-use';
  const command = isInUse
    ? `netstat -ano | findstr :${port}`
    : `netsh int ipv4 show excludedportrange protocol=${protocol}`;
  const range =
    answer.kind === 'port-excluded' ? answer.range : answer.kind === 'bound' ? answer.administered : undefined;
  const lines = stage.print(step.netns, command).map((text) => {
    const isDeciding = isInUse
      ? text.includes(String(answer.holder.process.pid))
      : range !== undefined && isRowOf(text, range);
    return isDeciding ? ({ text, mark: 'decided' } as const) : { text };
  });
  const others = step.excluded.filter((other) => other !== range && other.start !== range?.start);
  return {
    listing: {
      place: step.netns,
      prompt: promptFor(stage.machine(step.netns) ?? undefined, step.netns),
      command,
      lines,
    },
    verdict:
      answer.kind === 'bound' && range === undefined
        ? verdict['bind-free']({ port })
        : answer.kind === 'bound'
          ? verdict['bind-administered']({ port, range: textOf(range) })
          : answer.kind === 'port-excluded'
            ? verdict['bind-excluded']({ port, range: textOf(range) })
            : verdict['bind-in-use']({ port, process: answer.holder.process.name, pid: answer.holder.process.pid }),
    losers: isInUse || others.length === 0 ? [] : [loser['other-ranges']({ ranges: others.map(textOf), port })],
    panel: lines.flatMap((line) => ('mark' in line ? [{ text: line.text.trim(), mark: 'decided' as const }] : [])),
  };
}

function isRowOf(text: string, { start, end }: ExcludedPortRange): boolean {
  const [first, last] = text.trim().split(/\s+/);
  return first === String(start) && last === String(end);
}

function textOf(range: ExcludedPortRange | undefined): string {
  if (range === undefined) return '';
  return range.start === range.end ? String(range.start) : `${range.start}-${range.end}`;
}
