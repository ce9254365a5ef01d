/** Interface counters as `ifconfig` shows them. Read ifconfig(8) and the drivers named below before editing. */
import type { ArpPacket, Frame, Packet } from '../packet/packet.ts';
import { ETHERNET_HEADER_BYTES, lengthBytes } from '../packet/length.ts';
import type { InterfaceCounters, NetdevKind } from '../world/world.ts';

export const NO_TRAFFIC: InterfaceCounters = {
  rxPackets: 0,
  rxBytes: 0,
  rxDropped: 0,
  txPackets: 0,
  txBytes: 0,
  txDropped: 0,
};

/**
 * Bytes that one frame adds. A bridge counts what goes up through it after the Ethernet header was taken off, and what comes
 * down with it; the loopback device never counts one. @see br_pass_frame_up, br_dev_xmit, loopback_xmit
 */
export function countedBytes(kind: NetdevKind, way: 'rx' | 'tx', payload: Packet | ArpPacket): number {
  const bare = kind === 'loopback' || (kind === 'bridge' && way === 'rx');
  return lengthBytes(payload) + (bare ? 0 : ETHERNET_HEADER_BYTES);
}

export function counted(before: InterfaceCounters | undefined, way: 'rx' | 'tx', bytes: number): InterfaceCounters {
  const sum = { ...(before ?? NO_TRAFFIC) };
  countOnto(sum, way, bytes);
  return sum;
}

type CountersInTheMaking = { -readonly [Name in keyof InterfaceCounters]: InterfaceCounters[Name] };

/** Adds one frame to counters that nobody else has seen yet. */
function countOnto(sum: CountersInTheMaking, way: 'rx' | 'tx', bytes: number): void {
  if (way === 'rx') {
    sum.rxPackets += 1;
    sum.rxBytes += bytes;
  } else {
    sum.txPackets += 1;
    sum.txBytes += bytes;
  }
}

/** A frame at a device, as it was noted while a walk lasted. */
export interface CountedFrame {
  readonly dev: string | undefined;
  readonly detail: { readonly kind: 'rx' | 'tx'; readonly frame: Frame };
}

/** The counters of one namespace after these frames. */
export function countFrames(
  before: Readonly<Record<string, InterfaceCounters>>,
  devs: ReadonlyMap<string, { readonly kind: NetdevKind }>,
  frames: readonly CountedFrame[],
): Readonly<Record<string, InterfaceCounters>> {
  const sums: Record<string, CountersInTheMaking> = { ...before };
  for (const { dev = '', detail } of frames) {
    const kind = devs.get(dev)?.kind;
    if (kind === undefined) continue;
    let sum = sums[dev];
    if (sum === undefined || sum === before[dev]) sums[dev] = sum = { ...(sum ?? NO_TRAFFIC) };
    countOnto(sum, detail.kind, countedBytes(kind, detail.kind, detail.frame.payload));
  }
  return sums;
}
