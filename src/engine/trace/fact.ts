/**
 * A step as it is noted while a walk lasts: enough to tell it later, no more. What only a reader wants to know (which rules
 * were tried in vain, which header fields a translation changed) is worked out when the trace is read.
 */
import type { Ip } from '../address/ip.ts';
import type { IcmpPacket, Packet } from '../packet/packet.ts';
import { diffTuples, tupleOf } from '../packet/tuple-of.ts';
import type { Visit } from '../walk/skb.ts';
import { echoWords } from './echo-words.ts';
import type { RuleVisit, Step, StepDetail } from './step.ts';

type Detail<Kind extends StepDetail['kind']> = Extract<StepDetail, { kind: Kind }>;

/** A chain gave its verdict about a packet, and can still say how. Interface names are empty where the hook has none. */
export interface ChainFact extends Pick<Detail<'chain'>, 'kind' | 'hook' | 'table' | 'chain' | 'verdict'> {
  readonly iif: string;
  readonly oif: string;
  visits(): readonly RuleVisit[];
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

/** The ports themselves stand for their names. */
export interface BridgeFact extends Omit<Detail<'bridge'>, 'ports'> {
  readonly ports: readonly { readonly name: string }[];
}

/** What ping got stands for its words about it. */
export interface ResultFact extends Detail<'result'> {
  readonly echo: IcmpPacket | null;
}

type Noted = ResultFact | ChainFact | BridgeFact | NatFact | SendFact | RouteFact;
export type FactDetail = Exclude<StepDetail, Pick<Noted, 'kind'>> | Noted;

export interface Fact {
  readonly visit: Visit;
  readonly dev: string | undefined;
  readonly packet: Packet | null;
  readonly atMs: number;
  readonly detail: FactDetail;
}

/** The step that a fact stands for, at its place in the trace. */
export function stepOf(fact: Fact, index: number): Step {
  const { visit, dev, packet, atMs, detail } = fact;
  const { conversation, direction, hop, netns } = visit;
  const place = { index, conversation, direction, hop, netns, packet, atMs };
  return { ...told(detail), ...place, ...(dev === undefined ? {} : { dev }) };
}

function told(detail: FactDetail): StepDetail {
  switch (detail.kind) {
    case 'chain': {
      const { kind, hook, table, chain, verdict, iif, oif } = detail;
      const seen = { ...(iif === '' ? {} : { iif }), ...(oif === '' ? {} : { oif }) };
      return { kind, hook, table, chain, visits: detail.visits(), verdict, ...seen };
    }
    case 'nat': {
      const { after, ...rest } = detail;
      return { ...rest, diff: diffTuples(tupleOf(rest.before), tupleOf(after)) };
    }
    case 'bridge':
      return { ...detail, ports: detail.ports.map(({ name }) => name) };
    case 'result': {
      const { kind, outcome, text, echo } = detail;
      return { kind, outcome, text: echo === null ? text : echoWords(echo) };
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
