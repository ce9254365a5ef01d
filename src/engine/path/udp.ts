/** Datagrams. Read udp(7) and net/ipv4/udp.c before editing. */
import { ANY_ADDRESS, type Ip } from '../address/ip.ts';
import type { UdpPacket } from '../packet/packet.ts';
import { localOut, lose, tellOutput } from '../send.ts';
import { findListener } from '../socket/demux.ts';
import type { Address } from '../socket/sockets.ts';
import { DELIVERED } from '../trace/fact.ts';
import type { Device } from '../walk/device.ts';
import type { Host } from '../walk/host.ts';
import type { Skb, SendOutcome, Thread } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import type { Errno } from '../world/refusal.ts';
import { sendUnreachable } from './icmp-error.ts';
import { serveUdp } from './programs.ts';
import { listenerFor, targetOf } from './user-network.ts';
import { hidesRefusal, passesFirewall } from './windows-inbound.ts';

export interface Datagram {
  readonly local: { readonly ip: Ip | null; readonly port: number };
  readonly remote: Address;
  readonly payloadBytes: number;
  readonly ttlHops?: number | undefined;
  readonly reason: 'datagram' | 'datagram-answer';
  readonly process: string;
}

/** Without a bound address the route picks one. @returns the errno of a call that fails, null when it was sent. */
export function sendDatagram(walk: Walk, host: Host, thread: Thread, datagram: Datagram): Errno | null {
  const { local, remote, payloadBytes, reason } = datagram;
  const bound = local.ip === null || local.ip === ANY_ADDRESS ? undefined : local.ip;
  const routed = host.routeOutput({
    dst: remote.ip,
    src: bound,
    anySource: host.speaksForAll,
    redirected: host.redirected,
  });
  const packet: UdpPacket = {
    protocol: 'udp',
    src: routed.source ?? local.ip ?? ANY_ADDRESS,
    dst: remote.ip,
    sport: local.port,
    dport: remote.port,
    ttlHops: datagram.ttlHops ?? host.settings.defaultTtlHops,
    payloadBytes,
  };
  const sender: SendOutcome = { errno: routed.errno };
  const skb = walk.make(host, packet, thread);
  skb.way = routed.way;
  skb.sender = sender;
  walk.tell(skb, { kind: 'send', origin: 'process', reason, process: datagram.process });
  tellOutput(walk, skb, routed, bound === undefined ? packet.src : undefined);
  if (routed.way === null)
    walk.recorder.settle(thread.conversation, routed.errno === 'ENETUNREACH' ? 'no-route' : 'route-prohibits');
  localOut(walk, host, skb);
  return sender.errno;
}

export function udpReceive(walk: Walk, host: Host, dev: Device, skb: Skb, packet: UdpPacket): void {
  const local = { ip: packet.dst, port: packet.dport };
  const remote = { ip: packet.src, port: packet.sport };
  const socket = host.sockets.findUdp(local, remote);
  if (socket !== undefined) {
    walk.tell(skb, DELIVERED.client, dev.name);
    walk.agenda.wake(() => socket.receive());
    return;
  }
  const { userNetwork } = host;
  const listener =
    userNetwork === undefined
      ? findListener(host.netns.listeners, 'udp', local.ip, local.port)
      : listenerFor(userNetwork, packet, targetOf(host, userNetwork, packet));
  if (listener !== null) {
    if (!passesFirewall(walk, host, dev, skb, listener.process.name)) return;
    walk.tell(skb, { kind: 'deliver', to: 'listener', listener }, dev.name);
    if (listener.idle !== true) walk.agenda.wake(() => serveUdp(walk, host, skb, listener, remote));
    return;
  }
  if (skb.way?.kind === 'broadcast') return;
  const isHidden = hidesRefusal(host, dev);
  const location = host.windows ? 'tcpip.sys' : '__udp4_lib_rcv';
  lose(walk, skb, dev.name, 'no-listener', isHidden ? 'STEALTH' : 'NO_SOCKET', location);
  if (!isHidden) sendUnreachable(walk, host, skb, 'port');
}
