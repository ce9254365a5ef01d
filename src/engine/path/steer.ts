/** In WSL's mirrored mode: to which of two kernels with one address does a packet go? Read `windows/mirrored.ts` before editing. */
import type { Packet } from '../packet/packet.ts';
import { ECHO_REQUEST, tupleOf } from '../packet/tuple-of.ts';
import { isLoopback } from '../route/local.ts';
import { ipReceive } from '../send.ts';
import { findListener } from '../socket/demux.ts';
import { admitsToVm, DEFAULT_HYPER_V } from '../windows/hyper-v-firewall.ts';
import type { Mirror } from '../windows/mirrored.ts';
import type { Device } from '../walk/device.ts';
import type { Host } from '../walk/host.ts';
import type { Skb } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';

/** A packet that is about to be delivered here. @returns true when it went to the other kernel, or was lost on the way to it. */
export function steerAway(walk: Walk, host: Host, dev: Device, skb: Skb, mirror: Mirror): boolean {
  const { packet } = skb;
  const other = walk.host(mirror.other);
  const isWanted = waitsFor(other, packet) || other.conntrack?.knows(packet) === true;
  if (waitsFor(host, packet) || !isShared(mirror, dev, packet) || !isWanted) return false;
  const there = arrivalAt(other, packet);
  if (there === undefined) return false;
  const port = packet.protocol === 'icmp' ? 0 : packet.dport;
  walk.tell(skb, { kind: 'steer', to: other.id, address: packet.dst, port }, dev.name);
  if (
    begins(packet) &&
    dev.kind !== 'loopback' &&
    !mirror.isVm &&
    !admitsToVm(mirror.wsl.hyperVFirewall ?? DEFAULT_HYPER_V, packet)
  ) {
    const location = 'Hyper-V firewall';
    walk.tell(skb, { kind: 'drop', disposition: 'blocked-by-firewall', reason: 'INBOUND', location }, dev.name);
    walk.recorder.settle(skb.visit.conversation, 'blocked-by-firewall');
    return true;
  }
  const arriving = walk.make(other, packet, skb.visit);
  arriving.iif = there.name;
  ipReceive(walk, other, there, arriving, false);
  return true;
}

/** By 127.0.0.1 they always reach each other, by their common address only where `hostAddressLoopback` says so. */
function isShared({ wsl }: Mirror, dev: Device, packet: Packet): boolean {
  if (packet.protocol !== 'icmp' && wsl.ignoredPorts?.includes(packet.dport) === true) return false;
  return dev.kind !== 'loopback' || isLoopback(packet.dst) || wsl.hostAddressLoopback === true;
}

/** Is there a socket for it? What a container of the VM waits for, its connection tracking knows. */
function waitsFor(host: Host, packet: Packet): boolean {
  switch (packet.protocol) {
    case 'icmp':
      return packet.type === ECHO_REQUEST ? host.windows !== null : host.sockets.raw.length > 0;
    case 'tcp':
    case 'udp': {
      const { dst, src, dport, sport } = tupleOf(packet);
      const local = { ip: dst, port: dport };
      const remote = { ip: src, port: sport };
      const socket =
        packet.protocol === 'tcp' ? host.sockets.findTcp(local, remote) : host.sockets.findUdp(local, remote);
      return socket !== undefined || findListener(host.netns.listeners, packet.protocol, dst, dport) !== null;
    }
  }
}

function begins(packet: Packet): boolean {
  return packet.protocol === 'tcp' ? packet.flags === 'SYN' : packet.protocol === 'udp';
}

/** What one of the two sent itself arrives inside, all else at the adapter that has the address. */
function arrivalAt(other: Host, { src, dst }: Packet): Device | undefined {
  const isOwn = other.addressType(src) === 'LOCAL';
  for (const device of other.devs.values())
    if (isOwn ? device.kind === 'loopback' : device.addresses.some(({ address }) => address === dst)) return device;
  return undefined;
}

/** The other kernel's adapter with the same address. */
export function sameAdapter(other: Host, dev: Device): Device | undefined {
  const [own] = dev.addresses;
  for (const device of other.devs.values()) {
    if (
      dev.kind === 'loopback'
        ? device.kind === 'loopback'
        : device.addresses.some(({ address }) => address === own?.address)
    )
      return device;
  }
  return undefined;
}
