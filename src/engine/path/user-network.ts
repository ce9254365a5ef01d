/**
 * A program with a TCP/IP of its own stands in a router's place: every connection that comes in, whatever its destination, goes on
 * as an ordinary socket of that program. It dials first and accepts afterwards, so that a refusal stays a refusal.
 * Facts V1.2, V1.4; the order is inferred from moby/vpnkit and containers/gvisor-tap-vsock, which both keep it.
 */
import { ip } from '../address/ip.ts';
import type { Packet, TcpPacket, UdpPacket } from '../packet/packet.ts';
import type { TcpSocket } from '../socket/tcp-socket.ts';
import { Unmodelled } from '../trace/unmodelled.ts';
import type { Device } from '../walk/device.ts';
import type { Host } from '../walk/host.ts';
import type { Skb } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import type { Listener, RelayTarget, UserNetwork } from '../world/world.ts';
import { relayTcp } from './relay.ts';
import { segment } from './tcp.ts';

const ITSELF = ip('127.0.0.1');

/** Where a packet for `dst` goes on. A program's own addresses other than the host's alias serve nobody here. */
export function targetOf(host: Host, user: UserNetwork, packet: TcpPacket | UdpPacket): RelayTarget {
  const { dst, dport: port } = packet;
  if (dst === user.hostAlias) return { address: ITSELF, port, netns: user.netns };
  if (host.addressType(dst) === 'LOCAL') throw new Unmodelled(`${user.process}'s own services`);
  return { address: dst, port, netns: user.netns };
}

/** As if it had listened at that address and port. */
export function listenerFor({ process }: UserNetwork, packet: TcpPacket | UdpPacket, relayTo: RelayTarget): Listener {
  const { protocol, dst, dport } = packet;
  return { protocol, bindAddress: dst, port: dport, process: { name: process, pid: 0 }, relayTo };
}

export function dialOut(walk: Walk, host: Host, dev: Device, skb: Skb, packet: TcpPacket, user: UserNetwork): void {
  const target = targetOf(host, user, packet);
  const listener = listenerFor(user, packet, target);
  walk.tell(skb, { kind: 'deliver', to: 'listener', listener }, dev.name);
  const front: TcpSocket = {
    local: { ip: packet.dst, port: packet.dport },
    remote: { ip: packet.src, port: packet.sport },
    side: 'server',
    conversation: skb.visit.conversation,
    state: 'syn-received',
    program: null,
    hasUnread: false,
    finSent: false,
    finReceived: false,
    openedInTurn: -1,
    listener: null,
  };
  host.sockets.addTcp(front);
  const { process } = user;
  const program = relayTcp(walk, host, front, process, target, {
    accept: () => segment(walk, host, front, 'SYN+ACK', 'accept', { process }),
    refuse() {
      segment(walk, host, front, 'RST+ACK', 'reset', { process });
      front.state = 'closed';
      host.sockets.removeTcp(front);
    },
  });
  front.program = program;
  walk.agenda.wake(() => program.connected(front));
}

/** @throws Unmodelled: how such programs answer echoes is not known. */
export function refuseIcmp({ protocol }: Packet, { process }: UserNetwork): void {
  if (protocol === 'icmp') throw new Unmodelled(`ICMP through ${process}`);
}
