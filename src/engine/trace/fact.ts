/**
 * A step as it is noted while a walk lasts: enough to tell it later, no more. What only a reader wants to know (which rules
 * were tried in vain, which header fields a translation changed) is worked out when the trace is read.
 */
import type { Ip } from '../address/ip.ts';
import type { IcmpPacket, Packet } from '../packet/packet.ts';
import type { Visit } from '../walk/skb.ts';
import type { RuleVisit, StepDetail } from './step.ts';

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

/** What happens in the same words to one packet after another is written down once. */
export const DELIVERED = {
  kernel: { kind: 'deliver', to: 'kernel' },
  client: { kind: 'deliver', to: 'client' },
  connection: { kind: 'deliver', to: 'connection' },
} as const satisfies Readonly<Record<string, Detail<'deliver'>>>;

const FORWARDED: readonly Detail<'forward'>[] = Array.from({ length: 256 }, (_none, ttlBefore) => ({
  kind: 'forward',
  ttlBefore,
  ttlAfter: ttlBefore - 1,
}));

export function forwardedAt(ttlBefore: number): Detail<'forward'> {
  return FORWARDED[ttlBefore] ?? { kind: 'forward', ttlBefore, ttlAfter: ttlBefore - 1 };
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

/** What one thing came to in the same moment: the routing decision and the check of the source; a known neighbour and the frame for it. */
export interface Together {
  readonly kind: 'together';
  readonly details: readonly FactDetail[];
}

/** Whatever passes by can be a fact: a frame that was sent, a chain that was asked. Then nothing needs to be written beside it. */
export interface Fact {
  readonly visit: Visit;
  readonly dev: string | undefined;
  readonly packet: Packet | null;
  readonly atMs: number;
  readonly detail: FactDetail | Together;
  /** The one that was noted before: facts hang together like the links of a chain. */
  before: Fact | null;
}

export function detailsOf({ detail }: Pick<Fact, 'detail'>): readonly FactDetail[] {
  return detail.kind === 'together' ? detail.details : [detail];
}
