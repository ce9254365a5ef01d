/**
 * The packet path, in the order of the kernel. What arrives: PREROUTING, routing decision, then INPUT and the socket, or
 * FORWARD and POSTROUTING and the next wire. What is made here: routing decision, OUTPUT, POSTROUTING, the wire.
 * Read net/ipv4/ip_input.c, ip_forward.c and ip_output.c before editing.
 */
import { LIMITED_BROADCAST, type Ip } from './address/ip.ts';
import { BROADCAST_MAC, ZERO_MAC, type Mac } from './address/mac.ts';
import type { KnownNeighbour } from './link/neighbour-index.ts';
import { askFor, knownNeighbour } from './path/arp.ts';
import { deliverLocally } from './path/deliver.ts';
import { runHook } from './path/hooks.ts';
import { sendIcmpError, sendUnreachable } from './path/icmp-error.ts';
import { steerAway } from './path/steer.ts';
import { transmit } from './path/transmit.ts';
import { lengthBytes } from './packet/length.ts';
import { withTtl } from './packet/packet.ts';
import { REDIRECT, TIME_EXCEEDED } from './packet/tuple-of.ts';
import type { RoutedOutput } from './route/output.ts';
import { forwardedAt } from './trace/fact.ts';
import type { Disposition } from './trace/disposition.ts';
import { Unmodelled } from './trace/unmodelled.ts';
import type { Device } from './walk/device.ts';
import type { Host } from './walk/host.ts';
import type { Skb, Way } from './walk/skb.ts';
import type { Walk } from './walk/walk.ts';
import { isVirtualAdapter } from './windows/wsl.ts';
import { isForwarding } from './world/sysctl.ts';

/** An IPv4 packet was taken up at `dev`. @see ip_rcv, ip_rcv_finish */
export function ipReceive(walk: Walk, host: Host, dev: Device, skb: Skb, otherhost: boolean): void {
  if (host.userNetwork !== undefined && !otherhost) {
    deliverLocally(walk, host, dev, skb);
    return;
  }
  if (otherhost) {
    lose(walk, skb, dev.name, 'not-for-this-host', 'OTHERHOST', 'ip_rcv_core');
    return;
  }
  const { dst } = skb.packet;
  // At a bridge port the hook has run already. @see ip_sabotage_in
  if (skb.bridged === null && !runHook(walk, host, skb, 'prerouting', dev.name, '')) return;
  if (skb.packet.dst !== dst) skb.way = null;
  if (skb.way === null && !decideInput(walk, host, dev, skb)) return;
  if (skb.way?.kind === 'forward') forward(walk, host, dev, skb, skb.way);
  else localIn(walk, host, dev, skb);
}

/** Where does it go from here? @returns false when nowhere. @see ip_route_input_slow */
function decideInput(walk: Walk, host: Host, dev: Device, skb: Skb): boolean {
  const { src, dst } = skb.packet;
  const routed = host.routeInput(dst, src, dev.name, skb.mark);
  if (routed.told !== null) walk.tell(skb, routed.told, dev.name);
  switch (routed.kind) {
    case 'local':
    case 'broadcast':
    case 'forward':
      skb.way = routed;
      return true;
    case 'martian':
      if (routed.reason === 'IP_RPFILTER') host.countStat('TcpExtIPReversePathFilter');
      lose(walk, skb, dev.name, 'source-check-failed', routed.reason, 'ip_rcv_finish_core');
      return false;
    case 'unroutable':
      refuseRoute(walk, host, dev, skb, routed.errno);
      return false;
  }
}

/** No way on. A router says so to the sender, a host that does not forward says nothing. @see ip_error */
function refuseRoute(walk: Walk, host: Host, dev: Device, skb: Skb, errno: string): void {
  const at = 'ip_error';
  if (!isForwarding(host.netns, dev.name)) {
    lose(walk, skb, dev.name, 'not-forwarding', 'IP_INADDRERRORS', at);
  } else if (errno === 'ENETUNREACH') {
    lose(walk, skb, dev.name, 'no-route', 'IP_INNOROUTES', at);
    sendUnreachable(walk, host, skb, 'net');
  } else {
    lose(walk, skb, dev.name, 'route-prohibits', 'NOT_SPECIFIED', at);
    if (errno === 'EHOSTUNREACH') sendUnreachable(walk, host, skb, 'host');
    if (errno === 'EACCES') sendUnreachable(walk, host, skb, 'admin');
  }
}

/** For this host: INPUT, then whoever waits for it. @see ip_local_deliver */
function localIn(walk: Walk, host: Host, dev: Device, skb: Skb): void {
  if (host.windows !== null && !isAtItsAdapter(dev, skb.packet.dst)) {
    lose(walk, skb, dev.name, 'not-for-this-host', 'STRONG_HOST', 'tcpip.sys');
    return;
  }
  if (!runHook(walk, host, skb, 'input', dev.name, '')) return;
  if (host.mirror === null || !steerAway(walk, host, dev, skb, host.mirror)) deliverLocally(walk, host, dev, skb);
}

/**
 * A Windows adapter takes only what is for its own address (strong host model), but for those that forward: its ports of virtual switches.
 * @see RFC 1122 3.3.4.2; Microsoft "Strong and Weak Host Models"
 */
function isAtItsAdapter(dev: Device, dst: Ip): boolean {
  if (dev.kind === 'loopback' || isVirtualAdapter(dev.name)) return true;
  return (
    dev.addresses.some(({ address, broadcast }) => address === dst || broadcast === dst) || dst === LIMITED_BROADCAST
  );
}

/** For somebody else: TTL, perhaps a hint to the sender, FORWARD, and out. @see ip_forward */
function forward(walk: Walk, host: Host, dev: Device, skb: Skb, way: Way): void {
  const ttlBefore = skb.packet.ttlHops;
  if (ttlBefore <= 1) {
    lose(walk, skb, dev.name, 'ttl-exceeded', 'IP_INHDR', 'ip_forward');
    sendIcmpError(walk, host, skb, { type: TIME_EXCEEDED, code: 0 });
    return;
  }
  skb.packet = withTtl(skb.packet, ttlBefore - 1);
  walk.tell(skb, forwardedAt(ttlBefore), way.dev);
  if (way.redirect && host.redirects.allows(skb.packet.src, walk.agenda.nowMs))
    sendIcmpError(walk, host, skb, { type: REDIRECT, code: 1, gateway: way.nextHop });
  if (runHook(walk, host, skb, 'forward', dev.name, way.dev)) output(walk, host, skb, way);
}

/** A packet made here, its way already chosen. A rewritten destination or mark asks for a new way. @see __ip_local_out, ip_route_me_harder */
export function localOut(walk: Walk, host: Host, skb: Skb): void {
  if (skb.way === null) return;
  if (runHook(walk, host, skb, 'output', '', skb.way.dev, reroute)) output(walk, host, skb, skb.way);
}

/** @returns the new device, or null when there is no way. */
function reroute(walk: Walk, host: Host, skb: Skb): string | null {
  const { src, dst } = skb.packet;
  const routed = host.routeOutput({ dst, src, mark: skb.mark, anySource: true, redirected: host.redirected });
  tellOutput(walk, skb, routed);
  skb.way = routed.way;
  if (routed.way !== null) return routed.way.dev;
  const disposition = routed.errno === 'EINVAL' || routed.errno === 'EACCES' ? 'route-prohibits' : 'no-route';
  lose(walk, skb, routed.lookup?.chosen?.netdev ?? '', disposition, 'NETFILTER_DROP', 'nf_hook_slow');
  if (skb.sender !== null) skb.sender.errno = routed.errno;
  return null;
}

export function tellOutput(walk: Walk, skb: Skb, routed: RoutedOutput, chosenSource?: Ip): void {
  if (routed.lookup === null) return;
  const { dst } = skb.packet;
  const { told } = routed;
  if (told?.destination !== dst || told.chosenSource !== chosenSource) {
    const { tables, chosen } = routed.lookup;
    routed.told = { kind: 'route', purpose: 'output', destination: dst, tables, chosen, chosenSource };
  }
  if (routed.told !== null) walk.tell(skb, routed.told);
}

/** POSTROUTING, then the neighbour, then the wire. @see ip_output, ip_finish_output2 */
function output(walk: Walk, host: Host, skb: Skb, way: Way): void {
  const exit = host.exitOf(way);
  if (exit === null || !runHook(walk, host, skb, 'postrouting', '', way.dev)) return;
  const dev = exit.device;
  if (lengthBytes(skb.packet) > dev.mtuBytes) throw new Unmodelled(`a packet larger than the MTU of ${dev.name}`);
  if (dev.kind === 'loopback') send(walk, host, dev, skb, ZERO_MAC, ZERO_MAC);
  else if (way.kind === 'broadcast') send(walk, host, dev, skb, dev.mac, BROADCAST_MAC);
  else {
    const known = knownNeighbour(host, exit, way.nextHop);
    if (known !== null) send(walk, host, dev, skb, dev.mac, known.mac ?? ZERO_MAC, known);
    else askFor(walk, host, dev, way.nextHop, skb, (answer) => send(walk, host, dev, skb, dev.mac, answer));
  }
}

function send(
  walk: Walk,
  host: Host,
  dev: Device,
  skb: Skb,
  srcMac: Mac,
  dstMac: Mac,
  known: KnownNeighbour | null = null,
): void {
  transmit(walk, host, dev, { srcMac, dstMac, payload: skb.packet }, skb.visit, skb, known);
}

/** It ends here, and the trace says where and why. */
export function lose(
  walk: Walk,
  skb: Skb,
  dev: string,
  disposition: Disposition,
  reason: string,
  location: string,
): void {
  walk.tell(skb, { kind: 'drop', disposition, reason, location }, dev);
  walk.recorder.settle(skb.visit.conversation, disposition);
}
