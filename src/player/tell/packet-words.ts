/** What a step's packet is called, which service it is about and which program speaks. */
import { formatIp, type Frame as EthernetFrame, type Step } from '../../engine/index.ts';
import type { Stage } from '../stage.ts';
import { arpLabel, labelOf } from './packet-view.ts';

/** Label and addresses of what a step carries; of its ARP frame where it carries no IP. */
export function packetWords(stage: Stage, step: Step): { label: string; source: string; destination: string } {
  const { packet } = step;
  if (packet !== null)
    return { label: labelOf(stage.messages, packet), source: formatIp(packet.src), destination: formatIp(packet.dst) };
  const payload = step.kind === 'tx' || step.kind === 'rx' ? step.frame.payload : null;
  if (payload?.protocol !== 'arp') return { label: '', source: '', destination: '' };
  return {
    label: arpLabel(stage.messages, payload),
    source: formatIp(payload.senderIp),
    destination: formatIp(payload.targetIp),
  };
}

/** The service's port: the destination's on the way there, the source's on the way back. */
export function portOf({ packet, direction }: Step): number {
  if (packet === null || packet.protocol === 'icmp') return 0;
  return direction === 'forward' ? packet.dport : packet.sport;
}

/** The program that speaks for this side of a conversation, as far as the trace has told. */
export function processOf(stage: Stage, step: Step): string | null {
  const steps = stage.trace?.steps ?? [];
  const sameSide = (other: Step): boolean =>
    other.conversation === step.conversation && other.netns === step.netns && other.index <= step.index;
  const sender = steps.find((other) => sameSide(other) && other.kind === 'send' && other.process !== undefined);
  if (sender?.kind === 'send') return sender.process ?? null;
  const reader = steps.find((other) => sameSide(other) && other.kind === 'deliver' && other.listener !== undefined);
  return reader?.kind === 'deliver' ? (reader.listener?.process.name ?? null) : null;
}

/** The Ethernet frame a bridge decides about: the last one seen in its namespace. */
export function frameBefore(stage: Stage, step: Step): EthernetFrame | null {
  const seen = stage.trace?.steps.findLast(
    (other) => other.index < step.index && other.netns === step.netns && (other.kind === 'rx' || other.kind === 'tx'),
  );
  return seen?.kind === 'rx' || seen?.kind === 'tx' ? seen.frame : null;
}
