/** Which packet a fold shows, and as what it came in. */
import type { Frame as EthernetFrame, Packet, Step } from '../../engine/index.ts';
import type { ArpFlight, Fold, Story } from '../fold/fold.ts';
import type { PacketSight } from './packet-view.ts';

const NOTHING: PacketSight = { packet: null, ethernet: null, before: null, ethernetBefore: null };

/** `cameAs` is the Ethernet frame that last brought this packet, by conversation and direction. */
export function sightOf(fold: Fold, cameAs: EthernetFrame | null): PacketSight {
  const { story } = fold;
  switch (story.kind) {
    case 'flight':
      return flight(fold, story, cameAs);
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
function flight(fold: Fold, { tx }: Extract<Story, { kind: 'flight' }>, cameAs: EthernetFrame | null): PacketSight {
  const packet = tx.packet;
  const forwarded = ttlBefore(fold.steps);
  if (packet === null || forwarded === null) return { ...NOTHING, packet, ethernet: tx.frame };
  return {
    packet,
    ethernet: tx.frame,
    before: { ...packet, ttlHops: forwarded },
    ethernetBefore: cameAs,
  };
}

export function ttlBefore(steps: readonly Step[]): number | null {
  const forward = steps.find((step) => step.kind === 'forward');
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
    case 'change':
      return NOTHING;
    default:
      return { ...NOTHING, packet: step.packet };
  }
}
