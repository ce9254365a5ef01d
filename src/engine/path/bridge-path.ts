/**
 * A frame comes into a bridge by a port. With `bridge-nf-call-iptables` IPv4 packets pass the IP hooks on their way.
 * Read net/bridge/br_input.c and net/bridge/br_netfilter_hooks.c before editing.
 */
import { BROADCAST_MAC } from '../address/mac.ts';
import { decideIncoming } from '../link/bridge.ts';
import type { Frame, Packet } from '../packet/packet.ts';
import type { Device } from '../walk/device.ts';
import type { Host } from '../walk/host.ts';
import type { Skb, Visit } from '../walk/skb.ts';
import { freshSkb, type Walk } from '../walk/walk.ts';
import { resolve } from './arp.ts';
import { runHook } from './hooks.ts';
import { passUp } from './receive.ts';
import { SeenFrame } from './seen-frame.ts';
import { SentFrame, transmit } from './transmit.ts';

export function bridgeReceive(walk: Walk, host: Host, bridge: Device, port: Device, frame: Frame, visit: Visit): void {
  if (!bridge.isRunning(walk.world)) return;
  const { srcMac, dstMac, payload } = frame;
  if (payload.protocol === 'arp') {
    forward(walk, host, bridge, port, frame, visit, null);
    return;
  }
  const skb = freshSkb(payload, visit);
  if (callsIptables(host)) {
    skb.bridged = { port: port.name, srcMac, dstMac };
    if (!runHook(walk, host, skb, 'prerouting', bridge.name, '')) return;
  }
  if (skb.packet.dst === payload.dst) forward(walk, host, bridge, port, withPacket(frame, skb.packet), visit, skb);
  else redirectTranslated(walk, host, bridge, port, frame, skb);
}

function withPacket(frame: Frame, packet: Packet): Frame {
  return frame.payload === packet ? frame : { srcMac: frame.srcMac, dstMac: frame.dstMac, payload: packet };
}

function callsIptables(host: Host): boolean {
  return host.netns.netfilter.tables.length > 0 && host.settings.bridgeCallsIptables;
}

/**
 * The destination was rewritten at the port: towards another network the frame is readdressed to the bridge itself, within the
 * same one to the new neighbour. @see br_nf_pre_routing_finish
 */
function redirectTranslated(walk: Walk, host: Host, bridge: Device, port: Device, frame: Frame, skb: Skb): void {
  const { visit } = skb;
  const { src, dst } = skb.packet;
  const routed = host.routeInput(dst, src, bridge.name, skb.mark);
  if (routed.kind === 'martian') {
    walk.tell(skb, NO_WAY, port.name);
    walk.recorder.settle(visit.conversation, 'source-check-failed');
    return;
  }
  // Where this host does not forward, it is taken up to be refused by IP.
  if (routed.kind === 'forward' && routed.dev === bridge.name) {
    // It stays on this bridge, addressed anew. Until the neighbour's header is cached it takes the way over the bridge device.
    const { nextHop } = routed;
    const isCached = host.neighbours.hasHeader(bridge.name, nextHop);
    resolve(walk, host, bridge, nextHop, skb, (dstMac) => {
      const addressed = { srcMac: frame.srcMac, dstMac, payload: skb.packet };
      if (!isCached) walk.recorder.note(new SentFrame(walk, bridge, addressed, visit, skb));
      forward(walk, host, bridge, port, addressed, visit, skb);
    });
    return;
  }
  const { srcMac } = frame;
  forward(walk, host, bridge, port, { srcMac, dstMac: bridge.mac, payload: skb.packet }, visit, skb);
}

const NO_WAY = {
  kind: 'drop',
  disposition: 'source-check-failed',
  reason: 'NOT_SPECIFIED',
  location: 'br_nf_pre_routing_finish',
} as const;

/** It may not leave by the port behind which its destination is. */
const NOT_THERE = {
  kind: 'drop',
  disposition: 'bridge-dropped',
  reason: 'NOT_SPECIFIED',
  location: 'br_handle_frame_finish',
} as const;

/** Nobody knows the destination and no port may be tried. @see br_flood */
const NO_TARGET = {
  kind: 'drop',
  disposition: 'bridge-dropped',
  reason: 'NO_TX_TARGET',
  location: 'br_handle_frame_finish',
} as const;

/** `skb` is null for ARP. */
function forward(
  walk: Walk,
  host: Host,
  bridge: Device,
  port: Device,
  frame: Frame,
  visit: Visit,
  skb: Skb | null,
): void {
  const decided = decideIncoming(bridge, bridge.ports, port, host.fdb, frame, walk.world);
  const { decision, ports, toLocal } = decided;
  const packet = skb === null ? null : skb.packet;
  walk.recorder.step(visit, walk.agenda.nowMs, packet, decided, port.name);
  if (!toLocal && ports.length === 0) {
    walk.recorder.step(visit, walk.agenda.nowMs, packet, decision === 'drop' ? NOT_THERE : NO_TARGET, port.name);
    walk.recorder.settle(visit.conversation, 'bridge-dropped');
    return;
  }
  for (const out of ports) sendOut(walk, host, bridge, out, frame, visit, skb);
  if (!toLocal) return;
  const otherhost = frame.dstMac !== bridge.mac && frame.dstMac !== BROADCAST_MAC && decision === 'flood';
  walk.recorder.note(new SeenFrame(walk, bridge, frame, visit, otherhost));
  passUp(walk, host, bridge, frame, visit, skb, otherhost);
}

/** From port to port: FORWARD and POSTROUTING see it, with the bridge as both interfaces. @see br_nf_forward_ip */
function sendOut(
  walk: Walk,
  host: Host,
  bridge: Device,
  out: Device,
  frame: Frame,
  visit: Visit,
  skb: Skb | null,
): void {
  if (!skb?.bridged) {
    transmit(walk, host, out, frame, visit, skb);
    return;
  }
  const copy: Skb = { ...skb };
  if (!runHook(walk, host, copy, 'forward', bridge.name, bridge.name)) return;
  if (!runHook(walk, host, copy, 'postrouting', '', bridge.name)) return;
  transmit(walk, host, out, withPacket(frame, copy.packet), visit, copy);
}
