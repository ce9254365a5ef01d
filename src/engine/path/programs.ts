/** What stands behind a listener: a plain server that answers what it gets, or a relay that passes it on. */
import type { Tuple } from '../packet/tuple.ts';
import type { Address, UdpSocket } from '../socket/sockets.ts';
import type { TcpProgram, TcpSocket } from '../socket/tcp-socket.ts';
import type { Host } from '../walk/host.ts';
import type { Skb } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import type { Listener } from '../world/world.ts';
import { drawPort } from './ephemeral-port.ts';
import { opposite } from './icmp-error.ts';
import { relayTcp } from './relay.ts';
import { closeTcp, writeTcp } from './tcp.ts';
import { sendDatagram } from './udp.ts';

/** The program that has just accepted `socket`. */
export function serveTcp(walk: Walk, host: Host, socket: TcpSocket, listener: Listener): TcpProgram {
  return listener.relayTo === undefined
    ? answering(walk, host)
    : relayTcp(walk, host, socket, listener.process.name, listener.relayTo);
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

/** A datagram has arrived at a listener that belongs to a program. */
export function serveUdp(walk: Walk, host: Host, skb: Skb, listener: Listener, client: Address): void {
  const { packet } = skb;
  if (packet.protocol !== 'udp') return;
  const process = listener.process.name;
  const answer = () =>
    sendDatagram(walk, host, opposite(skb.visit), {
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
  const { address, port, netns, channel } = listener.relayTo;
  const far = netns === undefined ? host : walk.host(netns);
  const remote = { ip: address, port };
  const source = far.routeOutput({ dst: remote.ip }).source;
  if (source === null) return;
  const local = { ip: source, port: drawPort(walk, far, 'udp') };
  const tuple: Tuple = { protocol: 'udp', src: source, dst: remote.ip, sport: local.port, dport: remote.port };
  const peerConversation = walk.recorder.openConversation(far.id, tuple, skb.visit.conversation);
  walk.tellBare(skb.visit, { kind: 'relay', process, action: 'opens', peerConversation });
  const socket: UdpSocket = { local, remote, receive: answer, fail() {} };
  far.sockets.addUdp(socket);
  const thread = { conversation: peerConversation, direction: 'forward' } as const;
  const { payloadBytes } = packet;
  sendDatagram(walk, far, thread, {
    local,
    remote,
    payloadBytes,
    reason: 'datagram',
    process: channel?.agent ?? process,
  });
}
