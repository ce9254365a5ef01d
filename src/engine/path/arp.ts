/** Asking for neighbours and answering them. Read net/ipv4/arp.c and net/core/neighbour.c before editing. */
import { ANY_ADDRESS, type Ip } from '../address/ip.ts';
import { BROADCAST_MAC, ZERO_MAC, type Mac } from '../address/mac.ts';
import { contains, prefixOf } from '../address/prefix.ts';
import type { KnownNeighbour } from '../link/neighbour-index.ts';
import type { ArpPacket } from '../packet/packet.ts';
import { isLocalAddress, selectSource } from '../route/local.ts';
import type { FactDetail } from '../trace/fact.ts';
import type { Device } from '../walk/device.ts';
import { Exit } from '../walk/exit.ts';
import type { Host } from '../walk/host.ts';
import type { Skb, Visit, Waiting } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import { eitherSysctl, isForwarding, maxSysctl, neighbourSysctl } from '../world/sysctl.ts';
import { sendUnreachable } from './icmp-error.ts';
import { transmit } from './transmit.ts';
import { keepsTrying } from './windows-retry.ts';

/** The kernel's default; nobody changes it. */
const LOCKTIME_MS = 1000;

/** Finds the link address of `nextHop` on `dev`, then goes on with `then`; without an answer the packet is lost here. */
export function resolve(walk: Walk, host: Host, dev: Device, nextHop: Ip, skb: Skb, then: Waiting['then']): void {
  const known = knownNeighbour(host, new Exit(dev), nextHop);
  if (known === null) {
    askFor(walk, host, dev, nextHop, skb, then);
    return;
  }
  walk.tell(skb, known.told, dev.name);
  then(known.mac ?? ZERO_MAC);
}

/** @returns null when nobody knows it yet. */
export function knownNeighbour(host: Host, exit: Exit, nextHop: Ip): KnownNeighbour | null {
  const { device } = exit;
  const known = host.neighbours.meet(exit, device.name, nextHop);
  if (known !== null && device.kind === 'bridge') host.neighbours.keepHeader(known.entry);
  return known;
}

/** The packet waits for the answer, then goes on with `then`. */
export function askFor(walk: Walk, host: Host, dev: Device, nextHop: Ip, skb: Skb, then: Waiting['then']): void {
  const isNew = host.neighbours.ask(dev.name, nextHop, { skb, then });
  const entry = host.neighbours.entry(dev.name, nextHop);
  walk.tell(skb, { kind: 'neighbour', ip: nextHop, answer: 'asking', entry }, dev.name);
  if (isNew) ask(walk, host, dev, nextHop, skb, skb.packet.src);
}

/** Asks without anything to send: to know the neighbour when it is needed. */
export function probeNeighbour(walk: Walk, host: Host, dev: Device, ip: Ip, skb: Skb): void {
  if (host.neighbours.open(dev.name, ip)) ask(walk, host, dev, ip, skb, null);
}

/** One request now; another each time the timer runs out, until the tries are used up. @see neigh_timer_handler */
function ask(walk: Walk, host: Host, dev: Device, nextHop: Ip, skb: Skb, packetSource: Ip | null): void {
  const neighbour = host.neighbours.find(dev.name, nextHop);
  if (neighbour === undefined) return;
  neighbour.attempts += 1;
  const asked = neighbour.entry;
  walk.agenda.after(neighbourSysctl(host.netns, dev.name, 'retrans_time_ms'), () => {
    const now = host.neighbours.find(dev.name, nextHop);
    if (now !== neighbour || now.entry !== asked) return;
    if (neighbour.attempts < neighbourSysctl(host.netns, dev.name, 'mcast_solicit'))
      ask(walk, host, dev, nextHop, skb, neighbour.waiting[0]?.skb.packet.src ?? packetSource);
    else giveUp(walk, host, dev, nextHop, skb);
  });
  const senderIp = sourceForRequest(host, dev, nextHop, packetSource);
  const request: ArpPacket = {
    protocol: 'arp',
    op: 'request',
    senderMac: dev.mac,
    senderIp,
    targetMac: ZERO_MAC,
    targetIp: nextHop,
  };
  transmit(walk, host, dev, { srcMac: dev.mac, dstMac: BROADCAST_MAC, payload: request }, skb.visit, null);
}

/** Which address a request names as its sender. @see arp_solicit, ip-sysctl arp_announce */
function sourceForRequest(host: Host, dev: Device, target: Ip, packetSource: Ip | null): Ip {
  const announce = maxSysctl(host.netns, dev.name, 'arp_announce');
  const isOnLink = dev.addresses.some(
    (own) =>
      contains(prefixOf(own.address, own.lengthBits), target) &&
      packetSource !== null &&
      contains(prefixOf(own.address, own.lengthBits), packetSource),
  );
  if (packetSource !== null && isLocalAddress(host.netns, packetSource))
    if (announce === 0 || (announce === 1 && isOnLink)) return packetSource;
  return selectSource(host.netns, dev.name, target, 'link') ?? ANY_ADDRESS;
}

function giveUp(walk: Walk, host: Host, dev: Device, nextHop: Ip, asker: Skb): void {
  const attempts = host.neighbours.find(dev.name, nextHop)?.attempts ?? 0;
  const { entry, waiting } = host.neighbours.fail(dev.name, nextHop);
  if (waiting.length === 0)
    walk.tellBare(asker.visit, { kind: 'neighbour', ip: nextHop, answer: 'failed', attempts, entry }, dev.name);
  for (const { skb } of waiting) {
    walk.tell(skb, { kind: 'neighbour', ip: nextHop, answer: 'failed', attempts, entry }, dev.name);
    const drop = {
      disposition: 'neighbour-unreachable',
      reason: 'NEIGH_FAILED',
      location: 'neigh_invalidate',
    } as const;
    walk.tell(skb, { kind: 'drop', ...drop }, dev.name);
    walk.recorder.settle(skb.visit.conversation, 'neighbour-unreachable');
    if (!keepsTrying(walk, host, skb)) sendUnreachable(walk, host, skb, 'host');
  }
}

/** `wasBroadcast` false is a frame addressed to this device. @see arp_process */
export function arpReceive(
  walk: Walk,
  host: Host,
  dev: Device,
  arp: ArpPacket,
  wasBroadcast: boolean,
  visit: Visit,
): void {
  if (arp.op === 'request' && answers(host, dev, arp)) {
    if (arp.senderIp !== ANY_ADDRESS) learn(walk, host, dev, arp.senderIp, arp.senderMac, 'STALE', visit);
    const reply: ArpPacket = {
      protocol: 'arp',
      op: 'reply',
      senderMac: dev.mac,
      senderIp: arp.targetIp,
      targetMac: arp.senderMac,
      targetIp: arp.senderIp,
    };
    transmit(walk, host, dev, { srcMac: dev.mac, dstMac: arp.senderMac, payload: reply }, visit, null);
    return;
  }
  // Whoever is known already, or asked for, is brought up to date by anything it says.
  const known = host.neighbours.find(dev.name, arp.senderIp);
  if (known === undefined) return;
  // Of two that claim one address the first is believed for a while. @see arp(7) locktime
  const isLocked = walk.agenda.nowMs - known.updatedAtMs <= LOCKTIME_MS;
  if (isLocked && known.entry.mac !== undefined && known.entry.mac !== arp.senderMac) return;
  const state = arp.op === 'reply' && !wasBroadcast ? 'REACHABLE' : 'STALE';
  learn(walk, host, dev, arp.senderIp, arp.senderMac, state, visit);
}

function learn(
  walk: Walk,
  host: Host,
  dev: Device,
  ip: Ip,
  mac: Mac,
  state: 'REACHABLE' | 'STALE',
  visit: Visit,
): void {
  const before = host.neighbours.entry(dev.name, ip);
  const { entry, waiting } = host.neighbours.update(dev.name, ip, mac, state, walk.agenda.nowMs);
  const resolved = (): FactDetail => ({ kind: 'neighbour', ip, answer: 'resolved', mac, entry });
  if (waiting.length === 0 && entry !== before) walk.tellBare(visit, resolved(), dev.name);
  for (const { skb, then } of waiting) {
    walk.tell(skb, resolved(), dev.name);
    if (dev.kind === 'bridge') host.neighbours.keepHeader(entry);
    then(mac);
  }
}

/** The route back to the asker must be valid, as for any packet; a router may answer for others. */
function answers(host: Host, dev: Device, arp: ArpPacket): boolean {
  const routed = host.routeInput(arp.targetIp, arp.senderIp, dev.name, 0);
  if (routed.kind === 'local') return !isIgnored(host, dev, arp);
  if (routed.kind !== 'forward' || !isForwarding(host.netns, dev.name)) return false;
  // Stations that cannot hear each other are answered for on their own wire. @see ip-sysctl proxy_arp_pvlan, arp_fwd_pvlan
  if (routed.dev === dev.name)
    return arp.senderIp !== arp.targetIp && eitherSysctl(host.netns, dev.name, 'proxy_arp_pvlan');
  return eitherSysctl(host.netns, dev.name, 'proxy_arp');
}

/** @see ip-sysctl arp_ignore, arp_filter */
function isIgnored(host: Host, dev: Device, arp: ArpPacket): boolean {
  const ignore = maxSysctl(host.netns, dev.name, 'arp_ignore');
  const own = dev.addresses.find((address) => address.address === arp.targetIp);
  if (ignore === 8) return true;
  if ((ignore === 1 || ignore === 2) && own === undefined) return true;
  if (ignore === 2 && own !== undefined && !contains(prefixOf(own.address, own.lengthBits), arp.senderIp)) return true;
  if (!eitherSysctl(host.netns, dev.name, 'arp_filter')) return false;
  const back = host.routeOutput({ dst: arp.senderIp, src: arp.targetIp }).way;
  return back?.dev !== dev.name;
}
