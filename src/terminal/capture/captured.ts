/** What tcpdump hears: the frames of a trace as a packet socket sees them, at one interface or at all of a namespace. */
import type { Frame, NetnsId, Step, Trace } from '../../engine/index.ts';

export interface Captured {
  readonly dev: string;
  /** As the cooked header has it: in, out, a broadcast, or somebody else's that was overheard. @see tcpdump print-sll.c */
  readonly seen: 'In' | 'Out' | 'B' | 'P';
  readonly frame: Frame;
  readonly atMs: number;
}

/**
 * In the order of the wire. A packet socket stands before netfilter on the way in and behind it on the way out: what a rule or
 * the source check drops after its arrival is heard, what is dropped before it leaves is not.
 * @param dev null for all interfaces (`-i any`). @see packet(7)
 */
export function captured(trace: Trace, netns: NetnsId, dev: string | null): readonly Captured[] {
  return trace.steps.flatMap((step) => {
    if (step.netns !== netns || (step.kind !== 'tx' && step.kind !== 'rx')) return [];
    const { dev: at = '', frame, atMs } = step;
    return dev === null || dev === at ? [{ dev: at, seen: seenAs(step), frame, atMs }] : [];
  });
}

function seenAs(step: Extract<Step, { kind: 'tx' | 'rx' }>): Captured['seen'] {
  if (step.kind === 'tx') return 'Out';
  if (step.frame.dstMac === 'ff:ff:ff:ff:ff:ff') return 'B';
  return step.otherhost ? 'P' : 'In';
}
