/** An ARP exchange: the question, its repeats, and the answer or its absence. @see RFC 826; ip-neighbour(8) */
import type { ArpPacket, Step } from '../../engine/index.ts';
import type { Stage } from '../stage.ts';
import { isArrival } from './flight.ts';
import type { ArpFlight, Fold, StepOf } from './fold.ts';

/** The folds from `steps[start]`, an `asking`, on. `end` is the first step after them. */
export function foldExchange(
  stage: Stage,
  steps: readonly Step[],
  start: number,
  asking: StepOf<'neighbour'>,
  led: readonly Step[],
): { readonly folds: readonly Fold[]; readonly end: number } {
  const end = endOfExchange(steps, start, asking);
  const exchange = steps.slice(start, end);
  const close = exchange.find((step): step is StepOf<'neighbour'> => closes(step, asking));
  const rounds = exchange.flatMap((step, index) => (isQuestionOf(step, asking) ? [index] : []));
  const closing = close ? exchange.indexOf(close) : exchange.length;
  const answering = exchange.findIndex((step) => step.kind === 'tx' && opOf(step) === 'reply');
  const reply = answering < 0 ? closing : answering;
  const repeat = Math.min(rounds[1] ?? reply, reply);

  const folds: Fold[] = [
    {
      story: { kind: 'ask', step: asking, flight: flightOf(stage, exchange, rounds[0] ?? 0, rounds[1], 'request') },
      steps: [...led, ...exchange.slice(0, repeat)],
    },
  ];
  if (repeat < reply) folds.push(again(stage, exchange, asking, rounds.slice(1), repeat, reply));
  const rest = exchange.slice(reply);
  if (close?.answer === 'failed') folds.push({ story: { kind: 'step', step: close }, steps: rest });
  else if (close) {
    const flight = answering < 0 ? null : flightOf(stage, exchange, answering, undefined, 'reply');
    folds.push({ story: { kind: 'answer', step: close, flight }, steps: rest });
  }
  return { folds, end };
}

function again(
  stage: Stage,
  exchange: readonly Step[],
  asking: StepOf<'neighbour'>,
  rounds: readonly number[],
  from: number,
  to: number,
): Fold {
  return {
    story: {
      kind: 'again',
      step: asking,
      flight: flightOf(stage, exchange, rounds[0] ?? from, rounds[1], 'request'),
      timesMs: rounds.map((index) => (exchange[index]?.atMs ?? asking.atMs) - asking.atMs),
    },
    steps: exchange.slice(from, to),
  };
}

/** A frame for somebody else, flooded while the question was open, and what becomes of it: nothing. */
function isOverheard(step: Step): boolean {
  return step.kind === 'rx' ? step.otherhost : step.kind === 'drop' && step.disposition === 'not-for-this-host';
}

/** Up to the step that closes it, and the copies of a flooded question that arrive even later. */
function endOfExchange(steps: readonly Step[], start: number, asking: StepOf<'neighbour'>): number {
  let closed = false;
  const beyond = steps.findIndex((step, index) => {
    if (index <= start) return false;
    if (closed || !closes(step, asking)) return !isArp(step) && (closed || !isOverheard(step));
    closed = true;
    return false;
  });
  return beyond < 0 ? steps.length : beyond;
}

function closes(step: Step, asking: StepOf<'neighbour'>): boolean {
  return (
    step.kind === 'neighbour' &&
    step.netns === asking.netns &&
    step.ip === asking.ip &&
    (step.answer === 'resolved' || step.answer === 'failed')
  );
}

/** A step of an ARP frame of its own: nothing of IP travels in it. Whoever is asked learns who asked. */
function isArp(step: Step): boolean {
  if (step.kind === 'tx' || step.kind === 'rx') return step.frame.payload.protocol === 'arp';
  return ['bridge', 'neighbour', 'drop'].includes(step.kind) && step.packet === null;
}

/**
 * The asker's own question, as it leaves IP: a bridge sends it on by its ports, which is the same question. Where the link is
 * down it ends at the door, and is a question all the same.
 */
function isQuestionOf(step: Step, asking: StepOf<'neighbour'>): boolean {
  const leaves = step.kind === 'tx' ? opOf(step) === 'request' : step.kind === 'drop' && step.packet === null;
  return leaves && step.netns === asking.netns && (asking.dev === undefined || step.dev === asking.dev);
}

function opOf(step: StepOf<'tx' | 'rx'>): ArpPacket['op'] | null {
  return step.frame.payload.protocol === 'arp' ? step.frame.payload.op : null;
}

/** Who receives the frame sent at `from`; `to` ends a round, copies of a reply or question are told apart by `op`. */
function flightOf(
  stage: Stage,
  exchange: readonly Step[],
  from: number,
  to: number | undefined,
  op: ArpPacket['op'],
): ArpFlight | null {
  const tx = exchange[from];
  if (tx?.kind !== 'tx') return null;
  const frames = exchange
    .slice(from + 1, to)
    .filter((step): step is StepOf<'tx' | 'rx'> => (step.kind === 'tx' || step.kind === 'rx') && opOf(step) === op);
  const heard = frames.filter((step): step is StepOf<'rx'> => isArrival(stage, step));
  const arrivals = heard.filter((step, index) => heard.findIndex((other) => isSamePort(other, step)) === index);
  return { tx, arrivals, via: arrivals.length === 1 ? viaOf(stage, frames, arrivals) : [] };
}

/** Later rounds reach the same ears again. */
function isSamePort(a: Step, b: Step): boolean {
  return a.netns === b.netns && a.dev === b.dev;
}

function viaOf(
  stage: Stage,
  frames: readonly StepOf<'tx' | 'rx'>[],
  arrivals: readonly StepOf<'rx'>[],
): readonly StepOf<'tx' | 'rx'>[] {
  return frames.filter((step) => !arrivals.includes(step as StepOf<'rx'>) && stage.isBridgePort(step.netns, step.dev));
}
