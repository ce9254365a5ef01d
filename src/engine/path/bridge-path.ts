/**
 * A frame comes into a bridge by a port. With `bridge-nf-call-iptables` IPv4 packets pass the IP hooks on their way.
 * Read net/bridge/br_input.c and net/bridge/br_netfilter_hooks.c before editing.
 */
import { BROADCAST_MAC } from '../address/mac.ts';
import { decideIncoming } from '../link/bridge.ts';
import type { Frame, Packet } from '../packet/packet.ts';
import type { Device } from '../walk/device.ts';
import type { Host } from '../walk/host.ts';
import type { Skb } from '../walk/skb.ts';
import { freshSkb, type Walk } from '../walk/walk.ts';
import { resolve } from './arp.ts';
import { runHook } from './hooks.ts';
import { passUp } from './receive.ts';
import { carriedAs, tellFrame, transmit, type Carried } from './transmit.ts';

export function bridgeReceive(
  walk: Walk,
  host: Host,
  bridge: Device,
  port: Device,
  frame: Frame,
  carried: Carried,
): void {
  if (!host.isRunning(bridge)) return;
  const { payload } = frame;
  if (payload.protocol === 'arp' || !callsIptables(host)) {
    const skb = payload.protocol === 'arp' ? null : freshSkb(payload, carried, carried.hop);
    forward(walk, host, bridge, port, frame, carriedAs(carried, carried.hop, skb));
    return;
  }
  const { srcMac, dstMac } = frame;
  const skb = freshSkb(payload, carried, carried.hop);
  skb.bridged = { port: port.name, srcMac, dstMac };
  if (!runHook(walk, host, skb, 'prerouting', bridge.name, '')) return;
  if (skb.packet.dst === payload.dst)
    forward(walk, host, bridge, port, withPacket(frame, skb.packet), carriedAs(carried, carried.hop, skb));
  else redirectTranslated(walk, host, bridge, port, frame, carriedAs(carried, carried.hop, skb), skb);
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
function redirectTranslated(
  walk: Walk,
  host: Host,
  bridge: Device,
  port: Device,
  frame: Frame,
  carried: Carried,
  skb: Skb,
): void {
  const { src, dst } = skb.packet;
  const routed = host.routeInput(dst, src, bridge.name, skb.mark);
  if (routed.kind === 'martian') {
    walk.recorder.step(carried, host.id, walk.agenda.nowMs, skb.packet, { ...NO_WAY }, port.name);
    walk.recorder.settle(carried.conversation, 'source-check-failed');
    return;
  }
  // Where this host does not forward, it is taken up to be refused by IP.
  if (routed.kind === 'forward' && routed.dev === bridge.name) {
    // It stays on this bridge, addressed anew. Until the neighbour's header is cached it takes the way over the bridge device.
    const { nextHop } = routed;
    const isCached = host.neighbours.hasHeader(bridge.name, nextHop);
    resolve(walk, host, bridge, nextHop, skb, (dstMac) => {
      const addressed = { srcMac: frame.srcMac, dstMac, payload: skb.packet };
      if (!isCached) {
        host.count(bridge, 'tx', skb.packet);
        tellFrame(walk, host, bridge, carriedAs(carried, carried.hop, skb), { kind: 'tx', frame: addressed });
      }
      forward(walk, host, bridge, port, addressed, carriedAs(carried, carried.hop, skb));
    });
    return;
  }
  forward(walk, host, bridge, port, { srcMac: frame.srcMac, dstMac: bridge.mac, payload: skb.packet }, carried);
}

const NO_WAY = {
  kind: 'drop',
  disposition: 'source-check-failed',
  reason: 'NOT_SPECIFIED',
  location: 'br_nf_pre_routing_finish',
} as const;

/** Nobody knows the destination and no port may be tried. @see br_flood */
const NO_TARGET = {
  kind: 'drop',
  disposition: 'bridge-dropped',
  reason: 'NO_TX_TARGET',
  location: 'br_handle_frame_finish',
} as const;

function forward(walk: Walk, host: Host, bridge: Device, port: Device, frame: Frame, carried: Carried): void {
  const decided = decideIncoming(bridge, bridge.ports, port, host.fdb, frame, (other) => host.isRunning(other));
  const { decision, learned, toLocal } = decided;
  const packet = frame.payload.protocol === 'arp' ? null : frame.payload;
  const detail = { kind: 'bridge', bridge: bridge.name, learned, decision, ports: decided.ports, toLocal } as const;
  walk.recorder.step(carried, host.id, walk.agenda.nowMs, packet, detail, port.name);
  if (decision === 'drop') {
    const location = 'br_handle_frame_finish';
    const drop = { kind: 'drop', disposition: 'bridge-dropped', reason: 'NOT_SPECIFIED', location } as const;
    walk.recorder.step(carried, host.id, walk.agenda.nowMs, packet, drop, port.name);
    walk.recorder.settle(carried.conversation, 'bridge-dropped');
    return;
  }
  if (decision === 'flood' && decided.ports.length === 0 && !toLocal) {
    walk.recorder.step(carried, host.id, walk.agenda.nowMs, packet, { ...NO_TARGET }, port.name);
    walk.recorder.settle(carried.conversation, 'bridge-dropped');
    return;
  }
  for (const name of decided.ports) {
    const out = host.devs.get(name);
    if (out !== undefined) sendOut(walk, host, bridge, out, frame, carried);
  }
  if (!toLocal) return;
  host.count(bridge, 'rx', frame.payload);
  const otherhost = frame.dstMac !== bridge.mac && frame.dstMac !== BROADCAST_MAC && decision === 'flood';
  tellFrame(walk, host, bridge, carried, { kind: 'rx', frame, otherhost });
  passUp(walk, host, bridge, frame, carried, otherhost);
}

/** From port to port: FORWARD and POSTROUTING see it, with the bridge as both interfaces. @see br_nf_forward_ip */
function sendOut(walk: Walk, host: Host, bridge: Device, out: Device, frame: Frame, carried: Carried): void {
  const { skb } = carried;
  if (!skb?.bridged) {
    transmit(walk, host, out, frame, carried);
    return;
  }
  const copy: Skb = { ...skb };
  if (!runHook(walk, host, copy, 'forward', bridge.name, bridge.name)) return;
  if (!runHook(walk, host, copy, 'postrouting', '', bridge.name)) return;
  transmit(walk, host, out, withPacket(frame, copy.packet), carriedAs(carried, carried.hop, copy));
}
