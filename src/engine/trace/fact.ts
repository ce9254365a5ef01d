/**
 * A step as it is noted while a walk lasts: enough to tell it later, no more. What only a reader wants to know (which rules
 * were tried in vain, which header fields a translation changed) is worked out when the trace is read.
 */
import type { Ip } from '../address/ip.ts';
import type { Packet } from '../packet/packet.ts';
import { diffTuples, tupleOf } from '../packet/tuple-of.ts';
import type { NetnsId } from '../world/world.ts';
import type { RuleVisit, Step, StepDetail } from './step.ts';

type Detail<Kind extends StepDetail['kind']> = Extract<StepDetail, { kind: Kind }>;

/** A chain gave its verdict about a packet; `asked` can still say how. Interface names are empty where the hook has none. */
export interface ChainFact extends Pick<Detail<'chain'>, 'kind' | 'hook' | 'table' | 'chain' | 'verdict'> {
  readonly iif: string;
  readonly oif: string;
  readonly asked: { visits(): readonly RuleVisit[] };
}

export interface NatFact extends Omit<Detail<'nat'>, 'diff'> {
  readonly after: Packet;
}

/** The kernel is no process. */
export interface SendFact extends Omit<Detail<'send'>, 'process'> {
  readonly process: string | undefined;
}

export interface RouteFact extends Omit<Detail<'route'>, 'chosenSource'> {
  readonly chosenSource: Ip | undefined;
}

type Noted = ChainFact | NatFact | SendFact | RouteFact;
export type FactDetail = Exclude<StepDetail, Pick<Noted, 'kind'>> | Noted;

export interface Fact {
  readonly conversation: number;
  readonly direction: 'forward' | 'reply';
  readonly hop: number;
  readonly netns: NetnsId;
  readonly dev: string | undefined;
  readonly packet: Packet | null;
  readonly atMs: number;
  readonly detail: FactDetail;
}

/** The step that a fact stands for, at its place in the trace. */
export function stepOf(fact: Fact, index: number): Step {
  const { conversation, direction, hop, netns, dev, packet, atMs, detail } = fact;
  const place = { index, conversation, direction, hop, netns, packet, atMs };
  return { ...told(detail), ...place, ...(dev === undefined ? {} : { dev }) };
}

function told(detail: FactDetail): StepDetail {
  switch (detail.kind) {
    case 'chain': {
      const { kind, hook, table, chain, verdict, iif, oif, asked } = detail;
      const seen = { ...(iif === '' ? {} : { iif }), ...(oif === '' ? {} : { oif }) };
      return { kind, hook, table, chain, visits: asked.visits(), verdict, ...seen };
    }
    case 'nat': {
      const { after, ...rest } = detail;
      return { ...rest, diff: diffTuples(tupleOf(rest.before), tupleOf(after)) };
    }
    case 'send': {
      const { process, ...rest } = detail;
      return process === undefined ? rest : { ...rest, process };
    }
    case 'route': {
      const { chosenSource, ...rest } = detail;
      return chosenSource === undefined ? rest : { ...rest, chosenSource };
    }
    default:
      return detail;
  }
}
