/** Below IP, inward: a frame is seen at a device. Read net/core/dev.c __netif_receive_skb_core and net/bridge/br_input.c. */
import { BROADCAST_MAC } from '../address/mac.ts';
import { isGroupAddress } from '../link/bridge.ts';
import type { ArpPacket, Frame } from '../packet/packet.ts';
import { ipReceive } from '../send.ts';
import type { Device } from '../walk/device.ts';
import type { Host } from '../walk/host.ts';
import type { Skb, Visit } from '../walk/skb.ts';
import { freshSkb, type Walk } from '../walk/walk.ts';
import { arpReceive } from './arp.ts';
import type { Mirror } from '../windows/mirrored.ts';
import { bridgeReceive } from './bridge-path.ts';
import { sameAdapter } from './steer.ts';
import { SeenFrame } from './seen-frame.ts';
import { refuseUnmodelled } from './transmit.ts';

/** `before` is what its sender knew about the packet; null for ARP. */
export function receiveFrame(
  walk: Walk,
  host: Host,
  dev: Device,
  frame: Frame,
  visit: Visit,
  before: Skb | null,
): void {
  refuseUnmodelled(host, dev);
  const otherhost = dev.kind !== 'loopback' && frame.dstMac !== dev.mac && !isGroupAddress(frame.dstMac);
  walk.recorder.note(new SeenFrame(walk, dev, frame, visit, otherhost));
  const { bridge } = dev;
  if (bridge !== null) bridgeReceive(walk, host, bridge, dev, frame, visit);
  else passUp(walk, host, dev, frame, visit, before, otherhost);
}

/**
 * To the host's own ARP or IP. Over the loopback device a packet keeps what the kernel knew about it; over a wire it leaves that
 * behind. @see skb_scrub_packet
 */
export function passUp(
  walk: Walk,
  host: Host,
  dev: Device,
  frame: Frame,
  visit: Visit,
  before: Skb | null,
  otherhost: boolean,
): void {
  const { payload } = frame;
  if (payload.protocol === 'arp') {
    if (otherhost) return;
    arpReceive(walk, host, dev, payload, frame.dstMac === BROADCAST_MAC, visit);
    if (payload.op === 'reply' && host.mirror !== null) shareAnswer(walk, host.mirror, dev, payload, visit);
    return;
  }
  const skb = freshSkb(payload, visit);
  skb.iif = dev.name;
  if (before !== null && (dev.kind === 'loopback' || dev.kind === 'bridge')) {
    skb.tracked = before.tracked;
    skb.mark = before.mark;
    if (dev.kind === 'loopback') skb.way = before.way;
    else skb.bridged = before.bridged;
  }
  ipReceive(walk, host, dev, skb, otherhost);
}

/** Of two kernels with one address, either may have asked. Only Windows answers. */
function shareAnswer(walk: Walk, { other }: Mirror, dev: Device, answer: ArpPacket, visit: Visit): void {
  const vm = walk.host(other);
  const there = sameAdapter(vm, dev);
  if (there !== undefined) arpReceive(walk, vm, there, answer, false, { ...visit, netns: vm.id });
}
