/**
 * A program that ends one connection and opens another for it, and passes everything on: docker-proxy, portproxy, wslrelay,
 * com.docker.backend. What stands behind it sees the relay's address, not the first client's. Facts V0.12, V2.1, V2.7.
 * @see moby cmd/docker-proxy/tcp_proxy_linux.go
 */
import { formatIp } from '../address/ip.ts';
import type { Tuple } from '../packet/tuple.ts';
import type { TcpProgram, TcpSocket } from '../socket/tcp-socket.ts';
import type { Host } from '../walk/host.ts';
import type { Walk } from '../walk/walk.ts';
import type { RelayTarget } from '../world/world.ts';
import { drawPort } from './ephemeral-port.ts';
import { closeTcp, connectTcp, writeTcp } from './tcp.ts';

/** The second connection may be made by another kernel: there the program at the far end of the channel makes it. */
export function relayTcp(
  walk: Walk,
  host: Host,
  front: TcpSocket,
  process: string,
  target: RelayTarget,
  /** Of a program that accepts the first connection only when the second has come about. */
  door: { readonly accept: () => void; readonly refuse: () => void } | null = null,
): TcpProgram {
  const far = target.netns === undefined ? host : walk.host(target.netns);
  const remote = { ip: target.address, port: target.port };
  const local = { ip: null, port: drawPort(walk, far, 'tcp') };
  const source = far.routeOutput({ dst: remote.ip }).source ?? front.local.ip;
  const tuple: Tuple = { protocol: 'tcp', src: source, dst: remote.ip, sport: local.port, dport: remote.port };
  const peerConversation = walk.recorder.openConversation(far.id, tuple, front.conversation);
  const tellRelay = (conversation: number, other: number, action: 'opens' | 'closes' | 'fails') => {
    const visit = walk.visit(host, { conversation, direction: 'reply' });
    walk.tellBare(visit, { kind: 'relay', process, action, peerConversation: other });
  };
  let back: TcpSocket | null = null;
  const fails = () => {
    tellRelay(front.conversation, peerConversation, 'fails');
    if (door !== null && front.state === 'syn-received') {
      walk.recorder.settle(front.conversation, 'refused');
      door.refuse();
      return;
    }
    walk.recorder.settle(front.conversation, 'closed-by-relay');
    closeTcp(walk, host, front);
  };
  const behind: TcpProgram = {
    connected(socket) {
      door?.accept();
      if (front.hasUnread) passOn(walk, front, far, socket);
      if (front.finReceived) closeTcp(walk, far, socket);
    },
    readable: (socket) => passOn(walk, socket, host, front),
    ended() {
      tellRelay(front.conversation, peerConversation, 'closes');
      closeTcp(walk, host, front);
    },
    failed: fails,
  };
  return {
    connected() {
      tellRelay(front.conversation, peerConversation, 'opens');
      callThrough(walk, host, peerConversation, process, target);
      const opened = connectTcp(walk, far, { local, remote }, behind, {
        conversation: peerConversation,
        process: target.channel?.agent ?? process,
      });
      if (typeof opened === 'string') fails();
      else back = opened;
    },
    readable(socket) {
      if (back?.state === 'established') passOn(walk, socket, far, back);
    },
    ended() {
      if (back?.state === 'established') closeTcp(walk, far, back);
    },
    failed() {
      if (back !== null) closeTcp(walk, far, back);
    },
  };
}

export function passOn(walk: Walk, from: TcpSocket, to: Host, socket: TcpSocket): void {
  from.hasUnread = false;
  writeTcp(walk, to, socket);
}

/** Between two kernels no packet travels: one program asks another over the channel. */
function callThrough(
  walk: Walk,
  host: Host,
  conversation: number,
  from: string,
  { channel, ...to }: RelayTarget,
): void {
  if (channel === undefined) return;
  const visit = walk.visit(host, { conversation, direction: 'forward' });
  const what = `connect ${formatIp(to.address)}:${to.port}`;
  walk.tellBare(visit, { kind: 'call', from, to: channel.agent, channel: channel.kind, what, answer: 'asked' });
}
