/**
 * TCP as it shows on the wire: handshake, orderly close, reset. Read RFC 9293 3.5, 3.6 and net/ipv4/tcp_ipv4.c before editing.
 * Simplified: no sequence numbers; what is sent again is one line of text. Data and the acknowledgements after the handshake travel, but are not told.
 */
import type { TcpFlags, TcpPacket } from '../packet/packet.ts';
import type { RoutedOutput } from '../route/output.ts';
import { localOut, tellOutput } from '../send.ts';
import type { Address } from '../socket/sockets.ts';
import type { TcpProgram, TcpSocket } from '../socket/tcp-socket.ts';
import type { Host } from '../walk/host.ts';
import type { Thread } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import type { Errno } from '../world/refusal.ts';

type SendReason = 'connect' | 'accept' | 'acknowledge' | 'close' | 'reset';

/** A line of text, as a probe sends it. */
const MESSAGE_BYTES = 6;

/** Opens a connection. @returns the errno of a call that fails at once, else the socket. */
export function connectTcp(
  walk: Walk,
  host: Host,
  ends: { readonly local: Address | { readonly ip: null; readonly port: number }; readonly remote: Address },
  program: TcpProgram,
  about: { readonly conversation: number; readonly process?: string; readonly ttlHops?: number | undefined },
): TcpSocket | Errno {
  const { remote } = ends;
  const src = ends.local.ip ?? undefined;
  const routed = host.routeOutput({ dst: remote.ip, src, redirected: host.redirected });
  if (routed.way === null || routed.source === null) {
    tellFailedRoute(walk, host, about, remote, ends.local, routed);
    return routed.errno ?? 'ENETUNREACH';
  }
  const socket: TcpSocket = {
    local: { ip: routed.source, port: ends.local.port },
    remote,
    side: 'client',
    conversation: about.conversation,
    ttlHops: about.ttlHops,
    state: 'syn-sent',
    program,
    hasUnread: false,
    finSent: false,
    finReceived: false,
    openedInTurn: walk.agenda.turn,
    listener: null,
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
  routed: RoutedOutput,
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
  const skb = walk.make(host, packet, { conversation: about.conversation, direction: 'forward' });
  walk.tell(skb, { kind: 'send', origin: 'process', reason: 'connect', process: about.process });
  tellOutput(walk, skb, routed);
  walk.recorder.settle(about.conversation, routed.errno === 'ENETUNREACH' ? 'no-route' : 'route-prohibits');
}

function threadOf({ conversation, side }: TcpSocket, quiet: boolean): Thread {
  return { conversation, direction: side === 'client' ? 'forward' : 'reply', quiet };
}

/** Sends one segment of a connection the way its addresses lead now. */
export function segment(
  walk: Walk,
  host: Host,
  socket: TcpSocket,
  flags: TcpFlags,
  reason: SendReason,
  about: { readonly process?: string; readonly quiet?: boolean } = {},
): void {
  const { local, remote } = socket;
  const anySource = host.speaksForAll;
  const routed = host.routeOutput({ dst: remote.ip, src: local.ip, anySource, redirected: host.redirected });
  const packet: TcpPacket = {
    protocol: 'tcp',
    src: local.ip,
    dst: remote.ip,
    sport: local.port,
    dport: remote.port,
    flags,
    ttlHops: socket.ttlHops ?? host.settings.defaultTtlHops,
    payloadBytes: flags === 'PSH+ACK' ? MESSAGE_BYTES : 0,
  };
  const skb = walk.make(host, packet, threadOf(socket, about.quiet === true));
  skb.way = routed.way;
  const origin = reason === 'connect' || reason === 'close' ? 'process' : 'kernel';
  walk.tell(skb, { kind: 'send', origin, reason, process: about.process });
  tellOutput(walk, skb, routed, reason === 'connect' ? local.ip : undefined);
  if (routed.way === null) walk.recorder.settle(socket.conversation, 'no-route');
  localOut(walk, host, skb);
}

/** The call that opened it has not returned: what arrives meanwhile waits for that. @see sock_owned_by_user, sk_backlog */
export function isHeld(walk: Walk, socket: TcpSocket): boolean {
  return socket.openedInTurn === walk.agenda.turn;
}

export function failTcp(walk: Walk, host: Host, socket: TcpSocket, errno: Errno): void {
  socket.state = 'closed';
  host.sockets.removeTcp(socket);
  walk.agenda.wake(() => socket.program?.failed(socket, errno));
}

/** Sends a line to the other end. */
export function writeTcp(walk: Walk, host: Host, socket: TcpSocket): void {
  if (socket.state !== 'established' || socket.finSent) return;
  socket.isUnacked = true;
  sendLine(walk, host, socket, RTO_MS);
}

/** The least time before a segment is sent again; it doubles each time. @see include/net/tcp.h TCP_RTO_MIN */
const RTO_MS = 200;

function sendLine(walk: Walk, host: Host, socket: TcpSocket, waitMs: number): void {
  segment(walk, host, socket, 'PSH+ACK', 'acknowledge', { quiet: true });
  walk.agenda.after(waitMs, () => {
    if (socket.isUnacked === true && socket.state === 'established') sendLine(walk, host, socket, waitMs * 2);
  });
}

/** The other side has heard what was sent: a FIN that waited behind it may go. */
export function acknowledged(walk: Walk, host: Host, socket: TcpSocket): void {
  socket.isUnacked = false;
  if (socket.closeWaits !== true) return;
  socket.closeWaits = false;
  closeTcp(walk, host, socket);
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
  } else if (socket.isUnacked === true) {
    // Nothing new is sent while a lost line is being repeated. @see tcp_cwnd_test
    socket.closeWaits = true;
  } else {
    socket.finSent = true;
    segment(walk, host, socket, 'FIN+ACK', 'close');
    if (socket.finReceived) socket.state = 'closed';
  }
}
