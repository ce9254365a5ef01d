/** What a TCP segment does to the host it has reached. Read RFC 9293 3.10.7 and net/ipv4/tcp_input.c before editing. */
import type { TcpPacket } from '../packet/packet.ts';
import { invert, tupleOf } from '../packet/tuple-of.ts';
import { localOut, lose, tellOutput } from '../send.ts';
import { findListener } from '../socket/demux.ts';
import type { Address } from '../socket/sockets.ts';
import type { TcpSocket } from '../socket/tcp-socket.ts';
import { DELIVERED } from '../trace/fact.ts';
import type { Device } from '../walk/device.ts';
import type { Host } from '../walk/host.ts';
import type { Skb } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import type { Listener } from '../world/world.ts';
import { opposite } from './icmp-error.ts';
import { serveTcp } from './programs.ts';
import { acknowledged, failTcp, isHeld, segment } from './tcp.ts';
import { dialOut } from './user-network.ts';
import { hidesRefusal, passesFirewall } from './windows-inbound.ts';
import { insist } from './windows-retry.ts';

export function tcpReceive(walk: Walk, host: Host, dev: Device, skb: Skb, packet: TcpPacket): void {
  const local = { ip: packet.dst, port: packet.dport };
  const remote = { ip: packet.src, port: packet.sport };
  const socket = host.sockets.findTcp(local, remote);
  if (socket !== undefined && socket.state !== 'closed') {
    walk.tell(skb, socket.side === 'client' ? DELIVERED.client : DELIVERED.connection, dev.name);
    advance(walk, host, socket, packet);
    return;
  }
  const { userNetwork } = host;
  if (userNetwork !== undefined) {
    if (packet.flags === 'SYN') dialOut(walk, host, dev, skb, packet, userNetwork);
    return;
  }
  const listener = findListener(host.netns.listeners, 'tcp', local.ip, local.port);
  if (listener !== null && packet.flags === 'SYN') {
    if (!passesFirewall(walk, host, dev, skb, listener.process.name)) return;
    walk.tell(skb, { kind: 'deliver', to: 'listener', listener }, dev.name);
    answerSyn(walk, host, skb, listener, local, remote);
    return;
  }
  // What comes late for a connection that is over is no loss.
  if (socket !== undefined) return;
  const isHidden = hidesRefusal(host, dev);
  const location = host.windows ? 'tcpip.sys' : 'tcp_v4_rcv';
  lose(walk, skb, dev.name, 'no-listener', isHidden ? 'STEALTH' : 'NO_SOCKET', location);
  if (!isHidden && !packet.flags.startsWith('RST')) sendReset(walk, host, skb, packet);
}

/** @see RFC 9293 3.10.7.1: an answer to a segment without ACK acknowledges it. */
function sendReset(walk: Walk, host: Host, skb: Skb, refused: TcpPacket): void {
  const tuple = invert(tupleOf(refused));
  const routed = host.routeOutput({ dst: tuple.dst, src: tuple.src, redirected: host.redirected });
  const packet: TcpPacket = {
    protocol: 'tcp',
    src: tuple.src,
    dst: tuple.dst,
    sport: tuple.sport,
    dport: tuple.dport,
    flags: refused.flags === 'SYN' ? 'RST+ACK' : 'RST',
    ttlHops: host.settings.defaultTtlHops,
    payloadBytes: 0,
  };
  const answer = walk.make(host, packet, opposite(skb.visit));
  answer.way = routed.way;
  walk.tell(answer, { kind: 'send', origin: 'kernel', reason: 'reset', process: undefined });
  tellOutput(walk, answer, routed);
  localOut(walk, host, answer);
}

/** The kernel answers before any program accepts. Without a way back nothing is answered. @see tcp_conn_request */
function answerSyn(walk: Walk, host: Host, skb: Skb, listener: Listener, local: Address, remote: Address): void {
  const socket: TcpSocket = {
    local,
    remote,
    side: 'server',
    conversation: skb.visit.conversation,
    state: 'syn-received',
    program: null,
    hasUnread: false,
    finSent: false,
    finReceived: false,
    openedInTurn: -1,
    listener,
  };
  host.sockets.addTcp(socket);
  segment(walk, host, socket, 'SYN+ACK', 'accept', { process: listener.process.name });
}

function advance(walk: Walk, host: Host, socket: TcpSocket, packet: TcpPacket): void {
  switch (packet.flags) {
    case 'SYN':
      return;
    case 'SYN+ACK':
      if (socket.state !== 'syn-sent') return;
      if (isHeld(walk, socket)) walk.agenda.onReturn(() => completeOpening(walk, host, socket));
      else completeOpening(walk, host, socket);
      return;
    case 'PSH+ACK':
      establish(walk, host, socket);
      acknowledged(walk, host, socket);
      if (socket.hasReceived === true) {
        acknowledgeQuietly(walk, host, socket);
        return;
      }
      socket.hasReceived = true;
      socket.hasUnread = true;
      acknowledgeQuietly(walk, host, socket);
      walk.agenda.wake(() => offerUnread(socket));
      return;
    case 'ACK':
      establish(walk, host, socket);
      acknowledged(walk, host, socket);
      return;
    case 'FIN+ACK':
      establish(walk, host, socket);
      acknowledged(walk, host, socket);
      if (socket.finReceived) return;
      socket.finReceived = true;
      // The first FIN is acknowledged with our own a moment later (delayed ACK), the second at once.
      if (socket.finSent) {
        acknowledgeQuietly(walk, host, socket);
        socket.state = 'closed';
      }
      walk.agenda.wake(() => socket.program?.ended(socket));
      return;
    case 'RST':
    case 'RST+ACK':
      if (socket.state === 'syn-sent' && host.windows !== null) insist(walk, host, socket);
      else failTcp(walk, host, socket, socket.state === 'syn-sent' ? 'ECONNREFUSED' : 'ECONNRESET');
      return;
  }
}

function completeOpening(walk: Walk, host: Host, socket: TcpSocket): void {
  if (socket.state !== 'syn-sent') return;
  socket.state = 'established';
  segment(walk, host, socket, 'ACK', 'acknowledge');
  walk.agenda.wake(() => socket.program?.connected(socket));
}

function acknowledgeQuietly(walk: Walk, host: Host, socket: TcpSocket): void {
  segment(walk, host, socket, 'ACK', 'acknowledge', { quiet: true });
}

function establish(walk: Walk, host: Host, socket: TcpSocket): void {
  if (socket.state !== 'syn-received') return;
  socket.state = 'established';
  const { listener } = socket;
  if (listener === null || listener.idle === true) return;
  walk.agenda.wake(() => {
    if (socket.state === 'closed') return;
    socket.program = serveTcp(walk, host, socket, listener);
    socket.program.connected(socket);
    walk.agenda.wake(() => offerUnread(socket));
    if (socket.finReceived) walk.agenda.wake(() => socket.program?.ended(socket));
  });
}

function offerUnread(socket: TcpSocket): void {
  if (socket.hasUnread) socket.program?.readable(socket);
}
