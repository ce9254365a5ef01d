/**
 * TCP as it shows on the wire: handshake, orderly close, reset. Read RFC 9293 3.5, 3.6 and net/ipv4/tcp_ipv4.c before editing.
 * Simplified: no sequence numbers, no retransmission. Data and the acknowledgements after the handshake travel, but are not told.
 */
import type { TcpFlags, TcpPacket } from '../packet/packet.ts';
import { invert, tupleOf } from '../packet/tuple-of.ts';
import { routeOutput } from '../route/output.ts';
import { localOut, lose, tellOutput } from '../send.ts';
import { findListener } from '../socket/demux.ts';
import type { Address } from '../socket/sockets.ts';
import type { TcpProgram, TcpSocket } from '../socket/tcp-socket.ts';
import type { Host } from '../walk/host.ts';
import type { Skb, Thread } from '../walk/skb.ts';
import { freshSkb, type Walk } from '../walk/walk.ts';
import type { Errno } from '../world/refusal.ts';
import { sysctlNumber } from '../world/sysctl.ts';
import type { Listener, Netdev } from '../world/world.ts';
import { serveTcp } from './programs.ts';
import { opposite } from './icmp-error.ts';

type SendReason = 'connect' | 'accept' | 'acknowledge' | 'close' | 'reset';

/** A line of text, as a probe sends it. */
const MESSAGE_BYTES = 6;

/** Opens a connection. @returns the errno of a call that fails at once, else the socket. */
export function connectTcp(
  walk: Walk,
  host: Host,
  ends: { readonly local: Address | { readonly ip: null; readonly port: number }; readonly remote: Address },
  program: TcpProgram,
  about: { readonly conversation: number; readonly process?: string; readonly ttlHops?: number },
): TcpSocket | Errno {
  const { remote } = ends;
  const bound = ends.local.ip === null ? {} : { src: ends.local.ip };
  const routed = routeOutput(host.netns, { dst: remote.ip, ...bound, redirected: host.redirected });
  if (routed.way === null || routed.source === null) {
    tellFailedRoute(walk, host, about, remote, ends.local, routed);
    return routed.errno ?? 'ENETUNREACH';
  }
  const socket: TcpSocket = {
    local: { ip: routed.source, port: ends.local.port },
    remote,
    side: 'client',
    conversation: about.conversation,
    state: 'syn-sent',
    program,
    hasUnread: false,
    finSent: false,
    finReceived: false,
    openedInTurn: walk.agenda.turn,
  };
  host.sockets.addTcp(socket);
  segment(walk, host, socket, 'SYN', 'connect', about);
  return socket;
}

function tellFailedRoute(
  walk: Walk,
  host: Host,
  about: { readonly conversation: number; readonly process?: string },
  remote: Address,
  local: { readonly ip: Address['ip'] | null; readonly port: number },
  routed: ReturnType<typeof routeOutput>,
): void {
  const packet: TcpPacket = {
    protocol: 'tcp',
    src: local.ip ?? (0 as Address['ip']),
    dst: remote.ip,
    sport: local.port,
    dport: remote.port,
    ttlHops: 64,
    flags: 'SYN',
    payloadBytes: 0,
  };
  const skb = freshSkb(packet, { conversation: about.conversation, direction: 'forward' }, walk.recorder.nextHop());
  const process = about.process === undefined ? {} : { process: about.process };
  walk.tell(host, skb, { kind: 'send', origin: 'process', reason: 'connect', ...process });
  tellOutput(walk, host, skb, routed);
  walk.recorder.settle(about.conversation, routed.errno === 'ENETUNREACH' ? 'no-route' : 'route-prohibits');
}

function threadOf(socket: TcpSocket): Thread {
  return { conversation: socket.conversation, direction: socket.side === 'client' ? 'forward' : 'reply' };
}

/** Sends one segment of a connection the way its addresses lead now. */
function segment(
  walk: Walk,
  host: Host,
  socket: TcpSocket,
  flags: TcpFlags,
  reason: SendReason,
  about: { readonly process?: string; readonly ttlHops?: number; readonly quiet?: boolean } = {},
): void {
  const { local, remote } = socket;
  const routed = routeOutput(host.netns, { dst: remote.ip, src: local.ip, redirected: host.redirected });
  const packet: TcpPacket = {
    protocol: 'tcp',
    src: local.ip,
    dst: remote.ip,
    sport: local.port,
    dport: remote.port,
    flags,
    ttlHops: about.ttlHops ?? sysctlNumber(host.netns, 'net.ipv4.ip_default_ttl'),
    payloadBytes: flags === 'PSH+ACK' ? MESSAGE_BYTES : 0,
  };
  const quiet = about.quiet === true ? { quiet: true } : {};
  const skb = freshSkb(packet, { ...threadOf(socket), ...quiet }, walk.recorder.nextHop(), { way: routed.way });
  const origin = reason === 'connect' || reason === 'close' ? 'process' : 'kernel';
  const process = about.process === undefined ? {} : { process: about.process };
  walk.tell(host, skb, { kind: 'send', origin, reason, ...process });
  tellOutput(walk, host, skb, routed, reason === 'connect' ? local.ip : undefined);
  if (routed.way === null) walk.recorder.settle(socket.conversation, 'no-route');
  localOut(walk, host, skb);
}

export function tcpReceive(walk: Walk, host: Host, dev: Netdev, skb: Skb, packet: TcpPacket): void {
  const local = { ip: packet.dst, port: packet.dport };
  const remote = { ip: packet.src, port: packet.sport };
  const socket = host.sockets.findTcp(local, remote);
  if (socket !== undefined && socket.state !== 'closed') {
    walk.tell(host, skb, { kind: 'deliver', to: socket.side === 'client' ? 'client' : 'connection' }, dev.name);
    advance(walk, host, socket, packet);
    return;
  }
  const listener = findListener(host.netns.listeners, 'tcp', local.ip, local.port);
  if (listener !== null && packet.flags === 'SYN') {
    walk.tell(host, skb, { kind: 'deliver', to: 'listener', listener }, dev.name);
    answerSyn(walk, host, skb, listener, local, remote);
    return;
  }
  // What comes late for a connection that is over is no loss.
  if (socket !== undefined) return;
  lose(walk, host, skb, dev.name, 'no-listener', 'NO_SOCKET', 'tcp_v4_rcv');
  if (!packet.flags.startsWith('RST')) sendReset(walk, host, skb, packet);
}

/** @see RFC 9293 3.10.7.1: an answer to a segment without ACK acknowledges it. */
function sendReset(walk: Walk, host: Host, skb: Skb, refused: TcpPacket): void {
  const tuple = invert(tupleOf(refused));
  const routed = routeOutput(host.netns, { dst: tuple.dst, src: tuple.src, redirected: host.redirected });
  const packet: TcpPacket = {
    protocol: 'tcp',
    src: tuple.src,
    dst: tuple.dst,
    sport: tuple.sport,
    dport: tuple.dport,
    flags: refused.flags === 'SYN' ? 'RST+ACK' : 'RST',
    ttlHops: sysctlNumber(host.netns, 'net.ipv4.ip_default_ttl'),
    payloadBytes: 0,
  };
  const answer = freshSkb(packet, opposite(skb), walk.recorder.nextHop(), { way: routed.way });
  walk.tell(host, answer, { kind: 'send', origin: 'kernel', reason: 'reset' });
  tellOutput(walk, host, answer, routed);
  localOut(walk, host, answer);
}

/** The kernel answers before any program accepts. Without a way back nothing is answered. @see tcp_conn_request */
function answerSyn(walk: Walk, host: Host, skb: Skb, listener: Listener, local: Address, remote: Address): void {
  const socket: TcpSocket = {
    local,
    remote,
    side: 'server',
    conversation: skb.conversation,
    state: 'syn-received',
    program: null,
    hasUnread: false,
    finSent: false,
    finReceived: false,
    openedInTurn: -1,
  };
  host.sockets.addTcp(socket);
  listeners.set(socket, listener);
  segment(walk, host, socket, 'SYN+ACK', 'accept', { process: listener.process.name });
}

const listeners = new WeakMap<TcpSocket, Listener>();

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
      socket.hasUnread = true;
      acknowledgeQuietly(walk, host, socket);
      walk.agenda.wake(() => offerUnread(socket));
      return;
    case 'ACK':
      establish(walk, host, socket);
      return;
    case 'FIN+ACK':
      establish(walk, host, socket);
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
      failTcp(walk, host, socket, socket.state === 'syn-sent' ? 'ECONNREFUSED' : 'ECONNRESET');
      return;
  }
}

/** The call that opened it has not returned: what arrives meanwhile waits for that. @see sock_owned_by_user, sk_backlog */
export function isHeld(walk: Walk, socket: TcpSocket): boolean {
  return socket.openedInTurn === walk.agenda.turn;
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
  const listener = listeners.get(socket);
  if (listener === undefined || listener.idle === true) return;
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

export function failTcp(walk: Walk, host: Host, socket: TcpSocket, errno: Errno): void {
  socket.state = 'closed';
  host.sockets.removeTcp(socket);
  walk.agenda.wake(() => socket.program?.failed(socket, errno));
}

/** Sends a line to the other end. */
export function writeTcp(walk: Walk, host: Host, socket: TcpSocket): void {
  if (socket.state === 'established' && !socket.finSent)
    segment(walk, host, socket, 'PSH+ACK', 'acknowledge', { quiet: true });
}

/** Says that no more will be sent. Unread bytes turn an orderly close into a reset. @see tcp_close */
export function closeTcp(walk: Walk, host: Host, socket: TcpSocket): void {
  if (socket.state === 'closed' || socket.finSent) return;
  if (socket.state === 'syn-sent') {
    socket.state = 'closed';
    host.sockets.removeTcp(socket);
  } else if (socket.hasUnread) {
    segment(walk, host, socket, 'RST+ACK', 'reset');
    socket.state = 'closed';
    host.sockets.removeTcp(socket);
  } else {
    socket.finSent = true;
    segment(walk, host, socket, 'FIN+ACK', 'close');
    if (socket.finReceived) socket.state = 'closed';
  }
}
