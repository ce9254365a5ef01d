/** A frame's way from one interface to the next machine that is not just passing it on. */
import type { Step } from '../../engine/index.ts';
import type { Stage } from '../stage.ts';
import type { StepOf } from './fold.ts';
import { standsAlone } from './stands-alone.ts';

export interface Flight {
  readonly arrivals: readonly StepOf<'rx'>[];
  readonly via: readonly StepOf<'tx' | 'rx'>[];
  /** Index of the first step that is no longer part of it. */
  readonly end: number;
}

/** Follows the IP packet that leaves by `steps[start]`, a `tx`, up to where it is next looked at. */
export function followFlight(stage: Stage, steps: readonly Step[], start: number): Flight {
  const arrivals: StepOf<'rx'>[] = [];
  const passed: StepOf<'tx' | 'rx'>[] = [];
  let end = start + 1;
  for (let index = end; index < steps.length;) {
    const step = steps[index];
    if (!step || !belongs(stage, step, arrivals.length > 0, passed)) {
      const next = arrivals.length > 0 || !step ? null : resumeAt(stage, steps, index);
      if (next === null) break;
      index = next;
      continue;
    }
    if (step.kind === 'rx' && isArrival(stage, step)) arrivals.push(step);
    else if (step.kind !== 'bridge' && !isSwitchItself(stage, step)) passed.push(step as StepOf<'tx' | 'rx'>);
    index += 1;
    end = index;
  }
  return { ...settle(arrivals, passed), end };
}

/** A frame that rests at a bridge port (the bridge decides next) has arrived there. */
function settle(
  arrivals: readonly StepOf<'rx'>[],
  passed: readonly StepOf<'tx' | 'rx'>[],
): Pick<Flight, 'arrivals' | 'via'> {
  if (arrivals.length > 1) return { arrivals, via: [] };
  if (arrivals.length === 1) return { arrivals, via: passed };
  const last = passed.at(-1);
  return last?.kind === 'rx' ? { arrivals: [last], via: passed.slice(0, -1) } : { arrivals, via: passed };
}

function belongs(stage: Stage, step: Step, arrived: boolean, passed: readonly Step[]): boolean {
  if (step.packet === null) return false;
  if (step.kind === 'rx') return true;
  if (arrived) return false;
  if (step.kind === 'tx') return true;
  return (
    step.kind === 'bridge' && step.decision !== 'drop' && (stage.isSwitch(step.netns) || !cameInHere(step, passed))
  );
}

/** Whether the frame came into this namespace from outside, so that its bridge has something to decide. */
function cameInHere(step: StepOf<'bridge'>, passed: readonly Step[]): boolean {
  return !step.toLocal && passed.some(({ kind, netns }) => kind === 'rx' && netns === step.netns);
}

/** Steps that teach nothing (bridge-nf-call-iptables) may stand between a port and its bridge. @returns where the frame goes on. */
function resumeAt(stage: Stage, steps: readonly Step[], from: number): number | null {
  const here = steps[from]?.netns;
  for (let index = from; index < steps.length; index += 1) {
    const step = steps[index];
    if (!step || step.netns !== here || step.kind === 'route' || step.kind === 'forward') return null;
    if (step.kind === 'rx' || (step.kind === 'bridge' && step.toLocal)) return index > from ? index : null;
    if (standsAlone(stage, step)) return null;
  }
  return null;
}

export function isArrival(stage: Stage, step: Step): step is StepOf<'rx'> {
  return step.kind === 'rx' && !stage.isSwitch(step.netns) && !stage.isBridgePort(step.netns, step.dev);
}

/** The bridge device of a switch: a flooded frame is seen there too, but nothing comes of it. */
function isSwitchItself(stage: Stage, step: Step): boolean {
  return stage.isSwitch(step.netns) && !stage.isBridgePort(step.netns, step.dev);
}
