/** What stands behind a listener: a plain server that answers what it gets, or a relay that passes it on. */
import { tupleOf } from '../packet/tuple-of.ts';
import type { Tuple } from '../packet/tuple.ts';
import type { Address, UdpSocket } from '../socket/sockets.ts';
import type { TcpProgram, TcpSocket } from '../socket/tcp-socket.ts';
import type { Host } from '../walk/host.ts';
import type { Skb } from '../walk/skb.ts';
import { freshSkb, type Walk } from '../walk/walk.ts';
import type { Listener } from '../world/world.ts';
import { drawPort } from './ephemeral-port.ts';
import { opposite } from './icmp-error.ts';
import { closeTcp, connectTcp, writeTcp } from './tcp.ts';
import { sendDatagram } from './udp.ts';

/** The program that has just accepted `socket`. */
export function serveTcp(walk: Walk, host: Host, socket: TcpSocket, listener: Listener): TcpProgram {
  return listener.relayTo === undefined
    ? answering(walk, host)
    : relaying(walk, host, socket, listener, { ip: listener.relayTo.address, port: listener.relayTo.port });
}

/** Answers every message, closes when the other side does. */
function answering(walk: Walk, host: Host): TcpProgram {
  return {
    connected() {},
    readable(socket) {
      socket.hasUnread = false;
      writeTcp(walk, host, socket);
    },
    ended(socket) {
      closeTcp(walk, host, socket);
    },
    failed() {},
  };
}

/** A second connection for every first one, and everything from each to the other. @see moby cmd/docker-proxy/tcp_proxy_linux.go */
function relaying(walk: Walk, host: Host, front: TcpSocket, listener: Listener, target: Address): TcpProgram {
  const process = listener.process.name;
  const local = { ip: null, port: drawPort(walk, host, 'tcp') };
  const source = host.routeOutput({ dst: target.ip }).source ?? listener.bindAddress;
  const tuple: Tuple = { protocol: 'tcp', src: source, dst: target.ip, sport: local.port, dport: target.port };
  const peerConversation = walk.recorder.openConversation(host.id, tuple, front.conversation);
  const tellRelay = (conversation: number, other: number, action: 'opens' | 'closes' | 'fails') => {
    const thread = { conversation, direction: 'reply', hop: walk.recorder.nextHop() } as const;
    walk.tellBare(host, thread, { kind: 'relay', process, action, peerConversation: other });
  };
  let back: TcpSocket | null = null;
  const fails = () => {
    tellRelay(front.conversation, peerConversation, 'fails');
    walk.recorder.settle(front.conversation, 'closed-by-relay');
    closeTcp(walk, host, front);
  };
  const passOn = (from: TcpSocket, to: TcpSocket) => {
    from.hasUnread = false;
    writeTcp(walk, host, to);
  };
  const behind: TcpProgram = {
    connected(socket) {
      if (front.hasUnread) passOn(front, socket);
      if (front.finReceived) closeTcp(walk, host, socket);
    },
    readable: (socket) => passOn(socket, front),
    ended() {
      tellRelay(front.conversation, peerConversation, 'closes');
      closeTcp(walk, host, front);
    },
    failed: fails,
  };
  return {
    connected() {
      tellRelay(front.conversation, peerConversation, 'opens');
      const opened = connectTcp(walk, host, { local, remote: target }, behind, {
        conversation: peerConversation,
        process,
      });
      if (typeof opened === 'string') fails();
      else back = opened;
    },
    readable(socket) {
      if (back?.state === 'established') passOn(socket, back);
    },
    ended() {
      if (back?.state === 'established') closeTcp(walk, host, back);
    },
    failed() {
      if (back !== null) closeTcp(walk, host, back);
    },
  };
}

/** A datagram has arrived at a listener that belongs to a program. */
export function serveUdp(walk: Walk, host: Host, skb: Skb, listener: Listener, client: Address): void {
  const { packet } = skb;
  if (packet.protocol !== 'udp') return;
  const process = listener.process.name;
  const answer = () =>
    sendDatagram(walk, host, opposite(skb), {
      local: { ip: listener.bindAddress, port: listener.port },
      remote: client,
      payloadBytes: packet.payloadBytes,
      reason: 'datagram-answer',
      process,
    });
  if (listener.relayTo === undefined) {
    answer();
    return;
  }
  const remote = { ip: listener.relayTo.address, port: listener.relayTo.port };
  const source = host.routeOutput({ dst: remote.ip }).source;
  if (source === null) return;
  const local = { ip: source, port: drawPort(walk, host, 'udp') };
  const there = freshSkb(
    { ...packet, src: source, sport: local.port, dst: remote.ip, dport: remote.port },
    skb,
    skb.hop,
  );
  const peerConversation = walk.recorder.openConversation(host.id, tupleOf(there.packet), skb.conversation);
  walk.tellBare(host, skb, { kind: 'relay', process, action: 'opens', peerConversation });
  const socket: UdpSocket = { local, remote, receive: answer, fail() {} };
  host.sockets.addUdp(socket);
  const thread = { conversation: peerConversation, direction: 'forward' } as const;
  const { payloadBytes } = packet;
  sendDatagram(walk, host, thread, { local, remote, payloadBytes, reason: 'datagram', process });
}
