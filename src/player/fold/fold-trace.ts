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
  let end = 0;
  for (const [index, step] of steps.entries()) {
    if (index < end) continue;
    const taken = take(stage, steps, index, step, led);
    end = taken?.end ?? index + 1;
    if (taken === null) led.push(step);
    else {
      folds.push(...taken.folds);
      led = [];
    }
  }
  return withTail(folds, led);
}

interface Taken {
  readonly folds: readonly Fold[];
  readonly end: number;
}

function take(stage: Stage, steps: readonly Step[], index: number, step: Step, led: readonly Step[]): Taken | null {
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

function flight(
  stage: Stage,
  steps: readonly Step[],
  index: number,
  tx: StepOf<'tx'>,
  led: readonly Step[],
): Taken | null {
  const { arrivals, via, end } = followFlight(stage, steps, index);
  if (arrivals.length === 0 && via.length === 0 && isTakenBack(tx, steps[index + 1])) return null;
  return {
    folds: [{ story: { kind: 'flight', tx, arrivals, via }, steps: [...led, ...steps.slice(index, end)] }],
    end,
  };
}

/** A bridge that translated a frame in passing sends it from its own device, and has to decide about it once more. @see br_nf_pre_routing_finish */
function isTakenBack(tx: StepOf<'tx'>, next: Step | undefined): boolean {
  return next?.kind === 'bridge' && next.netns === tx.netns && next.hop === tx.hop && next.dev !== tx.dev;
}

/** Docker writes many rules at once: what is of one sort is one frame. */
function changes(steps: readonly Step[], index: number, first: StepOf<'change'>, led: readonly Step[]): Taken {
  const isSame = (step: Step): step is StepOf<'change'> =>
    step.kind === 'change' && step.verb === first.verb && step.noun === first.noun && step.netns === first.netns;
  const rest = steps.slice(index + 1);
  const other = rest.findIndex((step) => !isSame(step));
  const same = (other < 0 ? rest : rest.slice(0, other)).filter(isSame);
  return {
    folds: [{ story: { kind: 'changes', steps: [first, ...same] }, steps: [...led, first, ...same] }],
    end: index + 1 + same.length,
  };
}

/** Steps after the last told one belong to it; a trace of nothing else is told by its last step. */
function withTail(folds: readonly Fold[], tail: readonly Step[]): readonly Fold[] {
  const step = tail.at(-1);
  if (!step) return folds;
  const last = folds.at(-1);
  if (!last) return [{ story: { kind: 'step', step }, steps: tail }];
  return [...folds.slice(0, -1), { ...last, steps: [...last.steps, ...tail] }];
}
