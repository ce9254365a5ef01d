/**
 * A fact written out as a step. Fields are put one by one onto one object, place first: V8 then meets the same few kinds of object
 * for ever, and a step costs what its fields cost. Spreading them together costs some twenty times as much.
 */
import type { Packet } from '../packet/packet.ts';
import { diffTuples, tupleOf } from '../packet/tuple-of.ts';
import type { NetnsId } from '../world/world.ts';
import { echoWords } from './echo-words.ts';
import { detailsOf, type Fact, type FactDetail } from './fact.ts';
import type { Step } from './step.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Told<Kind extends Step['kind']> = Writable<Extract<Step, { kind: Kind }>>;

/** What every step says. */
class Place {
  readonly index: number;
  readonly conversation: number;
  readonly direction: 'forward' | 'reply';
  readonly hop: number;
  readonly netns: NetnsId;
  readonly packet: Packet | null;
  readonly atMs: number;
  declare readonly dev?: string;

  constructor({ visit, dev, packet, atMs }: Fact, index: number) {
    this.index = index;
    this.conversation = visit.conversation;
    this.direction = visit.direction;
    this.hop = visit.hop;
    this.netns = visit.netns;
    this.packet = packet;
    this.atMs = atMs;
    if (dev !== undefined) this.dev = dev;
  }
}

/** The steps that facts stand for, in their order. */
export function stepsOf(facts: readonly Fact[]): readonly Step[] {
  const steps: Step[] = [];
  for (const fact of facts) for (const detail of detailsOf(fact)) steps.push(stepOf(fact, detail, steps.length));
  return steps;
}

/** The step that `detail`, which is a part of `fact`, stands for. */
function stepOf(fact: Fact, detail: FactDetail, index: number): Step {
  const place = new Place(fact, index);
  switch (detail.kind) {
    case 'send': {
      const step = place as Told<'send'>;
      step.kind = 'send';
      step.origin = detail.origin;
      step.reason = detail.reason;
      if (detail.process !== undefined) step.process = detail.process;
      return step;
    }
    case 'tx': {
      const step = place as Told<'tx'>;
      step.kind = 'tx';
      step.frame = detail.frame;
      return step;
    }
    case 'rx': {
      const step = place as Told<'rx'>;
      step.kind = 'rx';
      step.frame = detail.frame;
      step.otherhost = detail.otherhost;
      return step;
    }
    case 'bridge': {
      const step = place as Told<'bridge'>;
      step.kind = 'bridge';
      step.bridge = detail.bridge;
      step.learned = detail.learned;
      step.decision = detail.decision;
      step.ports = detail.ports.map(({ name }) => name);
      step.toLocal = detail.toLocal;
      return step;
    }
    case 'route': {
      const step = place as Told<'route'>;
      step.kind = 'route';
      step.purpose = detail.purpose;
      step.destination = detail.destination;
      step.tables = detail.tables;
      step.chosen = detail.chosen;
      if (detail.chosenSource !== undefined) step.chosenSource = detail.chosenSource;
      return step;
    }
    case 'chain': {
      const step = place as Told<'chain'>;
      step.kind = 'chain';
      step.hook = detail.hook;
      step.table = detail.table;
      step.chain = detail.chain;
      step.visits = detail.visits();
      step.verdict = detail.verdict;
      if (detail.iif !== '') step.iif = detail.iif;
      if (detail.oif !== '') step.oif = detail.oif;
      return step;
    }
    case 'nat': {
      const step = place as Told<'nat'>;
      step.kind = 'nat';
      step.target = detail.target;
      step.diff = diffTuples(tupleOf(detail.before), tupleOf(detail.after));
      step.before = detail.before;
      if (detail.entry !== undefined) step.entry = detail.entry;
      return step;
    }
    case 'conntrack': {
      const step = place as Told<'conntrack'>;
      step.kind = 'conntrack';
      step.ctstate = detail.ctstate;
      step.entry = detail.entry;
      return step;
    }
    case 'forward': {
      const step = place as Told<'forward'>;
      step.kind = 'forward';
      step.ttlBefore = detail.ttlBefore;
      step.ttlAfter = detail.ttlAfter;
      return step;
    }
    case 'neighbour': {
      const step = place as Told<'neighbour'>;
      step.kind = 'neighbour';
      step.ip = detail.ip;
      step.answer = detail.answer;
      step.entry = detail.entry;
      if (detail.mac !== undefined) step.mac = detail.mac;
      if (detail.attempts !== undefined) step.attempts = detail.attempts;
      return step;
    }
    case 'deliver': {
      const step = place as Told<'deliver'>;
      step.kind = 'deliver';
      step.to = detail.to;
      if (detail.listener !== undefined) step.listener = detail.listener;
      return step;
    }
    case 'result': {
      const step = place as Told<'result'>;
      step.kind = 'result';
      step.outcome = detail.outcome;
      step.text = detail.echo === null ? detail.text : echoWords(detail.echo);
      return step;
    }
    default:
      // What happens once in a flow, if at all.
      return Object.assign(place, detail);
  }
}
