/** Which packet a fold shows, and as what it came in. */
import type { Frame as EthernetFrame, Packet, Step } from '../../engine/index.ts';
import type { ArpFlight, Fold, StepOf, Story } from '../fold/fold.ts';
import type { Stage } from '../stage.ts';
import type { PacketSight } from './packet-view.ts';

const NOTHING: PacketSight = { packet: null, ethernet: null, before: null, ethernetBefore: null };

/** `cameAs` is the Ethernet frame that last brought this packet, by conversation and direction. */
export function sightOf(stage: Stage, fold: Fold, cameAs: EthernetFrame | null): PacketSight {
  const { story } = fold;
  switch (story.kind) {
    case 'flight':
      return flight(stage, story, cameAs);
    case 'journey':
      return { ...NOTHING, packet: story.arrival.packet, ethernet: story.arrival.frame };
    case 'ask':
    case 'again':
    case 'answer':
      return arp(story.flight, story.step.packet);
    case 'changes':
      return NOTHING;
    case 'step':
      return single(story.step);
  }
}

/** On a new wire a passed-on packet has a new Ethernet header and one hop less to live. */
function flight(stage: Stage, { tx }: Extract<Story, { kind: 'flight' }>, cameAs: EthernetFrame | null): PacketSight {
  const packet = tx.packet;
  const ttl = ttlBefore(stage, tx);
  if (packet === null || ttl === null) return { ...NOTHING, packet, ethernet: tx.frame };
  return { packet, ethernet: tx.frame, before: { ...packet, ttlHops: ttl }, ethernetBefore: cameAs };
}

/** The TTL with which the packet came to the sender of `tx`; null where it began there. */
export function ttlBefore(stage: Stage, tx: StepOf<'tx'>): number | null {
  const forward = stage.hop(tx).find((step) => step.kind === 'forward');
  return forward?.kind === 'forward' ? forward.ttlBefore : null;
}

function arp(flight: ArpFlight | null, waiting: Packet | null): PacketSight {
  return flight ? { ...NOTHING, ethernet: flight.tx.frame } : { ...NOTHING, packet: waiting };
}

function single(step: Step): PacketSight {
  switch (step.kind) {
    case 'nat':
      return { ...NOTHING, packet: step.packet, before: step.before };
    case 'wait':
    case 'result':
    case 'call':
    case 'bind':
    case 'change':
      return NOTHING;
    default:
      return { ...NOTHING, packet: step.packet };
  }
}
