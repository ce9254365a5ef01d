/** From an engine's trace to what a reader walks through: every step is in exactly one fold, in the trace's order. */
import type { Step } from '../../engine/index.ts';
import type { Stage } from '../stage.ts';
import { foldExchange } from './exchange.ts';
import { followFlight } from './flight.ts';
import type { Fold, StepOf } from './fold.ts';
import { foldJourney } from './journey.ts';
import { standsAlone } from './stands-alone.ts';

export function foldTrace(stage: Stage, steps: readonly Step[]): readonly Fold[] {
  const folds: Fold[] = [];
  /** Steps that teach nothing alone, waiting for the one they lead to. */
  let led: Step[] = [];
  for (let index = 0; index < steps.length;) {
    const taken = take(stage, steps, index, led);
    if (taken === null) {
      led.push(steps[index] as Step);
      index += 1;
    } else {
      folds.push(...taken.folds);
      led = [];
      index = taken.end;
    }
  }
  return led.length === 0 ? folds : [...folds.slice(0, -1), withTail(folds.at(-1), led)];
}

interface Taken {
  readonly folds: readonly Fold[];
  readonly end: number;
}

function take(stage: Stage, steps: readonly Step[], index: number, led: readonly Step[]): Taken | null {
  const step = steps[index] as Step;
  if (step.kind === 'neighbour' && step.answer === 'asking') return foldExchange(stage, steps, index, step, led);
  if (step.kind === 'tx') return flight(stage, steps, index, step, led);
  if (step.kind === 'change') return changes(steps, index, step, led);
  if (step.kind === 'send') {
    const journey = foldJourney(stage, steps, index, step, led);
    if (journey) return { folds: [journey.fold], end: journey.end };
  }
  if (!standsAlone(stage, step)) return null;
  return { folds: [{ story: { kind: 'step', step }, steps: [...led, step] }], end: index + 1 };
}

function flight(stage: Stage, steps: readonly Step[], index: number, tx: StepOf<'tx'>, led: readonly Step[]): Taken {
  const { arrivals, via, end } = followFlight(stage, steps, index);
  return {
    folds: [{ story: { kind: 'flight', tx, arrivals, via }, steps: [...led, ...steps.slice(index, end)] }],
    end,
  };
}

/** Docker writes many rules at once: what is of one sort is one frame. */
function changes(steps: readonly Step[], index: number, first: StepOf<'change'>, led: readonly Step[]): Taken {
  const isSame = (step: Step | undefined): step is StepOf<'change'> =>
    step?.kind === 'change' && step.verb === first.verb && step.noun === first.noun && step.netns === first.netns;
  let end = index + 1;
  while (isSame(steps[end])) end += 1;
  const same = steps.slice(index, end) as readonly StepOf<'change'>[];
  return { folds: [{ story: { kind: 'changes', steps: same }, steps: [...led, ...same] }], end };
}

function withTail(last: Fold | undefined, tail: readonly Step[]): Fold {
  if (last) return { ...last, steps: [...last.steps, ...tail] };
  return { story: { kind: 'step', step: tail.at(-1) as Step }, steps: tail };
}
