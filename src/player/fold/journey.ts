/** Packets whose way is no news: later ones of a TCP conversation take the first one's. One frame shows it whole. */
import type { Step } from '../../engine/index.ts';
import type { Stage } from '../stage.ts';
import { isArrival } from './flight.ts';
import type { Fold, StepOf } from './fold.ts';

/** @returns the journey that `send` begins, or null when its way is news or something happens to it. */
export function foldJourney(
  stage: Stage,
  steps: readonly Step[],
  start: number,
  send: StepOf<'send'>,
  led: readonly Step[],
): { readonly fold: Fold; readonly end: number } | null {
  const end = endOfJourney(steps, start, send);
  const journey = steps.slice(start, end);
  if (journey.some(isEvent)) return null;
  const wires = journey.filter((step): step is StepOf<'tx' | 'rx'> => step.kind === 'tx' || step.kind === 'rx');
  const tx = wires.find((step): step is StepOf<'tx'> => step.kind === 'tx');
  const arrival = wires.findLast((step): step is StepOf<'rx'> => isArrival(stage, step));
  if (!tx || !arrival || !isTakenAsRead(stage, send, tx)) return null;
  const via = wires.slice(wires.indexOf(tx) + 1, wires.lastIndexOf(arrival));
  return { fold: { story: { kind: 'journey', send, tx, arrival, via }, steps: [...led, ...journey] }, end };
}

/** Packets that confirm or close, and what a machine tells itself. */
function isTakenAsRead(stage: Stage, send: StepOf<'send'>, tx: StepOf<'tx'>): boolean {
  if (send.reason === 'acknowledge' || send.reason === 'close') return true;
  return send.reason === 'icmp-error' && stage.netdev(tx.netns, tx.dev)?.kind === 'loopback';
}

function endOfJourney(steps: readonly Step[], start: number, send: StepOf<'send'>): number {
  const beyond = steps.findIndex((step, index) => index > start && !goesOn(step, send));
  return beyond < 0 ? steps.length : beyond;
}

function goesOn(step: Step, send: StepOf<'send'>): boolean {
  const isNext = ['send', 'relay', 'wait', 'result', 'call', 'change'].includes(step.kind);
  return !isNext && step.conversation === send.conversation && step.direction === send.direction;
}

/** What must not be told in passing. */
function isEvent(step: Step): boolean {
  switch (step.kind) {
    case 'drop':
      return true;
    case 'neighbour':
      return step.answer !== 'cached';
    case 'chain':
      return step.verdict !== 'ACCEPT';
    case 'nat':
      return step.target !== 'established' && step.target !== 'reversal';
    case 'conntrack':
      return step.ctstate === 'invalid';
    case 'source-check':
      return !step.ok;
    default:
      return false;
  }
}
