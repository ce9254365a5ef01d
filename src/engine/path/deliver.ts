/** A packet has reached the host it is for. Read net/ipv4/ip_input.c ip_local_deliver_finish and net/ipv4/icmp.c before editing. */
import type { Ip } from '../address/ip.ts';
import { echoReply, type IcmpPacket, type TcpPacket } from '../packet/packet.ts';
import { ECHO_REPLY, ECHO_REQUEST, isIcmpError, REDIRECT } from '../packet/tuple-of.ts';
import { isLocalAddress } from '../route/local.ts';
import { localOut, lose, tellOutput } from '../send.ts';
import { errnoOf } from '../socket/icmp-errno.ts';
import { DELIVERED, type FactDetail } from '../trace/fact.ts';
import type { Device } from '../walk/device.ts';
import type { Host } from '../walk/host.ts';
import type { Skb } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import { acceptsRedirects } from '../world/sysctl.ts';
import { probeNeighbour } from './arp.ts';
import { opposite } from './icmp-error.ts';
import { failTcp, isHeld } from './tcp.ts';
import { tcpReceive } from './tcp-receive.ts';
import { udpReceive } from './udp.ts';
import { refuseIcmp } from './user-network.ts';
import { passesFirewall } from './windows-inbound.ts';

export function deliverLocally(walk: Walk, host: Host, dev: Device, skb: Skb): void {
  const { packet } = skb;
  if (host.userNetwork !== undefined) refuseIcmp(packet, host.userNetwork);
  if (packet.protocol === 'tcp') tcpReceive(walk, host, dev, skb, packet);
  else if (packet.protocol === 'udp') udpReceive(walk, host, dev, skb, packet);
  else icmpReceive(walk, host, dev, skb, packet);
}

function icmpReceive(walk: Walk, host: Host, dev: Device, skb: Skb, packet: IcmpPacket): void {
  const isHeard = host.hasSockets && host.sockets.hears(packet);
  if (packet.type === ECHO_REQUEST) {
    if (!passesFirewall(walk, host, dev, skb, 'System')) return;
    walk.tell(skb, DELIVERED.kernel, dev.name);
    echo(walk, host, skb, packet);
  } else if (packet.type === ECHO_REPLY) {
    if (isHeard) walk.tell(skb, DELIVERED.client, dev.name);
    else lose(walk, skb, dev.name, 'no-listener', 'NO_SOCKET', 'ping_rcv');
  } else if (isIcmpError(packet)) {
    walk.tell(skb, isHeard ? DELIVERED.client : DELIVERED.kernel, dev.name);
    if (packet.type === REDIRECT) redirect(walk, host, dev, skb, packet);
    else report(walk, host, packet);
  }
}

const ANSWERED: FactDetail = { kind: 'send', origin: 'kernel', reason: 'echo-reply', process: undefined };

/** The kernel itself answers, from the address that was asked. @see icmp_echo, icmp_reply */
function echo(walk: Walk, host: Host, skb: Skb, request: IcmpPacket): void {
  if (host.settings.ignoresEchoes) return;
  if (host.addressType(request.dst) !== 'LOCAL') return;
  const { src, dst } = request;
  const reply: IcmpPacket = echoReply(request, { src: dst, dst: src, ttlHops: host.settings.defaultTtlHops });
  const mark = host.settings.reflectsMark ? skb.mark : 0;
  const routed = host.routeOutput({ dst: reply.dst, src: reply.src, mark, redirected: host.redirected });
  const answer = walk.make(host, reply, opposite(skb.visit));
  answer.mark = mark;
  answer.way = routed.way;
  walk.tell(answer, ANSWERED);
  tellOutput(walk, answer, routed);
  if (routed.way === null) walk.recorder.settle(skb.visit.conversation, 'no-route');
  localOut(walk, host, answer);
}

/** An error reaches the program whose packet it speaks about. */
function report(walk: Walk, host: Host, error: IcmpPacket): void {
  const { inner } = error;
  const errno = errnoOf(error);
  if (inner === undefined || errno === null || inner.protocol === 'icmp') return;
  const local = { ip: inner.src, port: inner.sport };
  const remote = { ip: inner.dst, port: inner.dport };
  if (inner.protocol === 'udp') {
    const socket = host.sockets.findUdp(local, remote);
    if (socket !== undefined) walk.agenda.wake(() => socket.fail(errno));
    return;
  }
  const socket = host.sockets.findTcp(local, remote);
  // Once connected, TCP keeps trying: only an opening that fails is told at once. @see tcp_v4_err
  if (socket?.state === 'syn-sent') failTcp(walk, host, socket, errno);
}

/** Heeded only from the router in use, and only once the better one is known on the link. @see __ip_do_redirect */
function redirect(walk: Walk, host: Host, dev: Device, skb: Skb, packet: IcmpPacket): void {
  const { inner, gateway } = packet;
  if (inner === undefined || gateway === undefined || !acceptsRedirects(host.netns, dev.name)) return;
  if (inner.protocol === 'tcp' && !isConnected(walk, host, inner)) return;
  const current = host.routeOutput({ dst: inner.dst, redirected: host.redirected }).way;
  if (current?.nextHop !== packet.src || current.dev !== dev.name || gateway === packet.src) return;
  if (isLocalAddress(host.netns, gateway) || host.addressType(gateway) !== 'UNICAST') return;
  if (host.neighbours.usableMac(dev.name, gateway) === null) probeNeighbour(walk, host, dev, gateway, skb);
  else (host.redirected ??= new Map<Ip, Ip>()).set(inner.dst, gateway);
}

/**
 * A connection still being accepted is no socket yet that could be told, and one being opened is held by its program while the
 * answers come in. @see tcp_v4_err, tcp_req_err, sock_owned_by_user
 */
function isConnected(walk: Walk, host: Host, sent: TcpPacket): boolean {
  const local = { ip: sent.src, port: sent.sport };
  const socket = host.sockets.findTcp(local, { ip: sent.dst, port: sent.dport });
  return socket !== undefined && socket.state !== 'syn-received' && !isHeld(walk, socket);
}
