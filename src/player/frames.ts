/**
 * From an engine's trace to what the reader sees, step by step. Pure: the same trace gives the same frames, in the reader's
 * language. Nothing of the trace is left out; what teaches nothing alone is told together with its neighbour (`fold/`).
 */
import { ANY_ADDRESS, type Frame as EthernetFrame, type Step } from '../engine/index.ts';
import type { StepText } from '../i18n/index.ts';
import { decisionOf } from './decision/decision.ts';
import { foldTrace } from './fold/fold-trace.ts';
import { leadOf, type Fold } from './fold/fold.ts';
import type { Frame } from './frame.ts';
import { frameKeys } from './frame-keys.ts';
import { Stage, type FramesInput } from './stage.ts';
import { stateTables } from './tell/state-tables.ts';
import { gestureOf, whereabouts } from './tell/anchors.ts';
import { describe } from './tell/describe.ts';
import { packetView } from './tell/packet-view.ts';
import { callView, relayView } from './tell/exchange-view.ts';
import { sightOf } from './tell/sight.ts';

/** @returns at least one frame: a command that sends nothing rests where it was typed. */
export function frames(input: FramesInput): readonly Frame[] {
  const stage = new Stage(input);
  const folds = foldTrace(stage, input.trace?.steps ?? []);
  if (folds.length === 0) return [restFrame(stage, input.line?.at ?? ''), ...endOfModel(stage, undefined)];
  const keys = frameKeys(folds);
  const packets = new Packets();
  const shown = folds.map((fold, index) => frameOf(stage, fold, keys[index] ?? '', packets));
  return [...shown, ...endOfModel(stage, shown.at(-1))];
}

/** No way was found for it, so that it never got a source: there is no packet to show. */
function isUnmade({ packet }: Step): boolean {
  return packet?.src === ANY_ADDRESS;
}

function frameOf(stage: Stage, fold: Fold, key: string, packets: Packets): Frame {
  const lead = leadOf(fold);
  const first = (fold.steps[0] ?? lead).index;
  const last = (fold.steps.at(-1) ?? lead).index;
  const { place, from, to, via } = whereabouts(stage, fold);
  const { sentence, short } = describe(stage, fold).say();
  const packet = isUnmade(lead) ? null : packetView(stage.messages, sightOf(stage, fold, packets.cameAs(lead)));
  const frame: Frame = {
    key,
    kind: kindOf(fold),
    gesture: gestureOf(fold),
    place,
    conversation: lead.conversation,
    direction: lead.direction,
    hop: lead.hop,
    from: from ?? packets.whereIs(lead) ?? to[0] ?? place,
    to,
    ...(via.length > 0 && { via }),
    sentence,
    short,
    packet,
    ...(lead.kind === 'relay' && relayView(stage, lead)),
    ...(lead.kind === 'call' && { call: callView(stage, lead) }),
    decision: decisionOf(stage, fold, stage.stateAfter(last, lead.netns)),
    state: stateTables(stage, lead.netns, first, last),
    ...(lead.kind === 'drop' && { disposition: lead.disposition }),
    ...(lead.kind === 'result' && { outcome: lead.outcome }),
    rewrites: fold.story.kind === 'step' && lead.kind === 'nat',
    atMs: lead.atMs,
    steps: [first, last],
  };
  packets.moved(fold, lead, to);
  return frame;
}

/** The kind of step a frame is told as: a packet on a wire by its arrival. */
function kindOf(fold: Fold): Frame['kind'] {
  return fold.story.kind === 'flight' && fold.story.arrivals.length === 0 ? 'tx' : leadOf(fold).kind;
}

/** Where each packet was seen last, and in which Ethernet frame it came. */
class Packets {
  readonly #places = new Map<string, string>();
  readonly #frames = new Map<string, EthernetFrame>();

  whereIs(step: Step): string | null {
    const place = this.#places.get(lane(step));
    return place !== undefined && machineOf(place) === step.netns ? place : null;
  }

  cameAs(step: Step): EthernetFrame | null {
    return this.#frames.get(lane(step)) ?? null;
  }

  moved({ story }: Fold, lead: Step, to: readonly string[]): void {
    if (story.kind === 'ask' || story.kind === 'again' || story.kind === 'answer') return;
    // What was removed is no place to come from.
    if (lead.kind === 'change' && lead.verb === 'remove') this.#places.delete(lane(lead));
    else if (to[0] !== undefined) this.#places.set(lane(lead), to[0]);
    if (story.kind === 'flight') this.#frames.set(lane(lead), story.tx.frame);
  }
}

/** One packet at a time travels in each direction of a conversation. */
function lane(step: Step): string {
  return `${step.conversation} ${step.direction}`;
}

function machineOf(place: string): string {
  return place.replace(/[/#].*$/, '');
}

/** What the engine does not know ends the walk by name, never by a guess. */
function endOfModel(stage: Stage, last: Frame | undefined): readonly Frame[] {
  const end = stage.trace?.unmodelled;
  if (!end) return [];
  const words = stage.messages.step.unmodelled({ at: stage.name(end.netns), what: end.what });
  const frame = stillFrame(stage, end.netns, 'unmodelled', words);
  return [last ? { ...frame, hop: last.hop, steps: [last.steps[1] + 1, last.steps[1] + 1] } : frame];
}

function restFrame(stage: Stage, place: string): Frame {
  return stillFrame(stage, place, 'rest', stage.messages.step.rest({ at: stage.name(place) }));
}

/** A frame that no step of the trace stands behind. */
function stillFrame(stage: Stage, place: string, word: string, { sentence, short }: StepText): Frame {
  return {
    key: `0.f.${place}.${word}.1`,
    kind: 'result',
    gesture: 'rest',
    place,
    conversation: 0,
    direction: 'forward',
    hop: 0,
    from: place,
    to: [place],
    sentence,
    short,
    packet: null,
    decision: null,
    state: stateTables(stage, place, 0, -1),
    rewrites: false,
    atMs: 0,
    steps: [0, 0],
  };
}
