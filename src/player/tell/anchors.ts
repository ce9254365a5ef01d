/** Where on the board a fold happens: names of places, never coordinates. */
import { formatIp, type Step } from '../../engine/index.ts';
import type { Frame } from '../frame.ts';
import type { ArpFlight, Fold, StepOf } from '../fold/fold.ts';
import type { Stage } from '../stage.ts';

export interface Whereabouts {
  /** What the sentence is about: a namespace, or one of its interfaces. */
  readonly place: string;
  readonly from: string | null;
  readonly to: readonly string[];
  readonly via: readonly string[];
}

/** `from` is null for what does not move: the caller knows where the packet was. */
export function whereabouts(stage: Stage, { story }: Fold): Whereabouts {
  switch (story.kind) {
    case 'flight': {
      const to = story.arrivals.map(port);
      const from = port(story.tx);
      const [arrival] = to;
      if (arrival === undefined) return { place: from, from, to: [from], via: [] };
      return { place: to.length === 1 ? arrival : from, from, to, via: story.via.map(port) };
    }
    case 'journey':
      return {
        place: story.send.netns,
        from: port(story.tx),
        to: [port(story.arrival)],
        via: story.via.map(port),
      };
    case 'ask':
    case 'again':
      return { place: story.step.netns, ...arpMove(story.flight, port(story.step)) };
    case 'answer':
      return { place: story.step.netns, ...arpMove(story.flight, port(story.step)) };
    case 'changes':
      return rests(story.steps[0].netns, changeAnchor(stage, story.steps[0]));
    case 'step': {
      const { step } = story;
      const rest = rests(step.netns, restingPlace(stage, step));
      if (step.kind !== 'call') return rest;
      const beyond = beyondChannel(stage, step);
      if (beyond !== null) return { ...rest, from: `${step.netns}#relay`, to: [`${beyond}#process`] };
      return { ...rest, from: callerOf(stage, step) };
    }
  }
}

/** The program that speaks, where it is in another namespace than the one spoken to; null where both are in one. */
function callerOf(stage: Stage, step: StepOf<'call'>): string | null {
  // No other channel leaves a kernel, wherever the step before was.
  if (step.channel !== 'hypervisor-socket') return null;
  const before = stage.trace?.steps[step.index - 1];
  return before === undefined || before.netns === step.netns ? null : `${before.netns}#process`;
}

/** Where a relay has its second connection made, when it asks for it over a channel; null for every other call. */
function beyondChannel(stage: Stage, step: StepOf<'call'>): string | null {
  if (step.channel !== 'hypervisor-socket' || !isRelays(stage, step.conversation)) return null;
  const client = stage.trace?.conversations[step.conversation]?.client ?? step.netns;
  return client === step.netns ? null : client;
}

/** A relay listens here, or speaks for itself in the connection it has made. */
function isAtRelay(stage: Stage, step: StepOf<'send'> | StepOf<'deliver'>): boolean {
  if (step.kind === 'deliver' && step.listener !== undefined) return step.listener.relayTo !== undefined;
  const conversation = stage.trace?.conversations[step.conversation];
  return conversation?.client === step.netns && isRelays(stage, step.conversation);
}

function isRelays(stage: Stage, conversation: number): boolean {
  return stage.trace?.steps.some((step) => step.kind === 'relay' && step.peerConversation === conversation) ?? false;
}

function arpMove(flight: ArpFlight | null, asker: string): Omit<Whereabouts, 'place'> {
  if (flight === null) return { from: asker, to: [asker], via: [] };
  const to = flight.arrivals.map(port);
  return { from: port(flight.tx), to: to.length > 0 ? to : [asker], via: flight.via.map(port) };
}

function rests(place: string, anchor: string): Whereabouts {
  return { place, from: null, to: [anchor], via: [] };
}

/** The part of a machine that acts in a step that moves nothing. */
function restingPlace(stage: Stage, step: Step): string {
  switch (step.kind) {
    case 'route':
    case 'source-check':
      return `${step.netns}#routes`;
    case 'chain':
    case 'nat':
    case 'conntrack':
      return `${step.netns}#netfilter`;
    case 'relay':
    case 'bind':
      return `${step.netns}#relay`;
    case 'send':
    case 'deliver':
      return isAtRelay(stage, step) ? `${step.netns}#relay` : `${step.netns}#process`;
    case 'wait':
    case 'result':
      return `${step.netns}#process`;
    case 'bridge':
      return `${step.netns}/${step.bridge}`;
    case 'drop':
      return placeOfLoss(step);
    case 'neighbour':
    case 'tx':
    case 'rx':
      return port(step);
    case 'call':
      return step.to === 'kernel' ? step.netns : `${step.netns}#${isBackends(stage, step) ? 'relay' : 'process'}`;
    case 'forward':
    case 'steer':
      return step.netns;
    case 'change':
      return changeAnchor(stage, step);
  }
}

/** Docker Desktop's program on Windows asks, or is asked: it is drawn as the relay that it is for published ports. */
function isBackends(stage: Stage, step: StepOf<'call'>): boolean {
  return stage.machine(step.netns)?.kind === 'windows' && [step.from, step.to].includes('com.docker.backend.exe');
}

/** A cross stands where the packet ended: in the part of the machine that said no, else at the interface. */
function placeOfLoss(step: StepOf<'drop'>): string {
  switch (step.disposition) {
    case 'dropped-by-rule':
    case 'blocked-by-firewall':
    case 'rejected-by-rule':
      return `${step.netns}#netfilter`;
    case 'no-route':
    case 'route-prohibits':
    case 'not-forwarding':
      return `${step.netns}#routes`;
    case 'no-listener':
    case 'refused':
    case 'closed-by-relay':
    case 'name-unresolved':
      return `${step.netns}#process`;
    default:
      return port(step);
  }
}

function changeAnchor(stage: Stage, step: StepOf<'change'>): string {
  if (step.noun === 'route') return `${step.netns}#routes`;
  if (step.noun === 'rule') return `${step.netns}#netfilter`;
  if (step.noun === 'listener') return `${step.netns}#${isRelaySocket(stage, step) ? 'relay' : 'process'}`;
  const dev = step.dev ?? step.subject;
  return stage.netdev(step.netns, dev) ? `${step.netns}/${dev}` : step.netns;
}

/** The socket that came or went belongs to a program that relays. */
function isRelaySocket(stage: Stage, { netns, subject, verb }: StepOf<'change'>): boolean {
  const world = verb === 'remove' ? stage.before : stage.after;
  return (world.netns[netns]?.listeners ?? []).some(
    ({ protocol, bindAddress, port: number, relayTo }) =>
      relayTo !== undefined && subject === `${protocol} ${formatIp(bindAddress)}:${number}`,
  );
}

export function port(step: Pick<Step, 'netns' | 'dev'>): string {
  return step.dev === undefined ? step.netns : `${step.netns}/${step.dev}`;
}

/** Each kind of thing that happens has its own motion. */
export function gestureOf({ story }: Fold): Frame['gesture'] {
  switch (story.kind) {
    case 'flight':
      return story.arrivals.length > 1 ? 'flood' : 'wire';
    case 'journey':
    case 'answer':
      return 'wire';
    case 'ask':
    case 'again':
      return 'ask';
    case 'changes':
      return 'change';
    case 'step':
      return gestureOfStep(story.step);
  }
}

function gestureOfStep(step: Step): Frame['gesture'] {
  switch (step.kind) {
    case 'route':
    case 'source-check':
    case 'bridge':
      return 'lookup';
    case 'chain':
    case 'conntrack':
    case 'steer':
      return 'filter';
    case 'nat':
    case 'forward':
      return 'rewrite';
    case 'neighbour':
      return step.answer === 'failed' ? 'ask' : 'lookup';
    case 'deliver':
    case 'relay':
    case 'wait':
    case 'call':
    case 'change':
      return step.kind;
    case 'bind':
      return step.answer.kind === 'bound' ? 'lookup' : 'lost';
    case 'drop':
      return 'lost';
    case 'tx':
    case 'rx':
      return 'wire';
    case 'send':
    case 'result':
      return 'rest';
  }
}
