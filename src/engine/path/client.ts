/** The program that asks: ping, or a client of TCP or UDP, and what it makes of the answer. */
import { ANY_ADDRESS, formatIp, ip } from '../address/ip.ts';
import type { IcmpPacket } from '../packet/packet.ts';
import type { Tuple } from '../packet/tuple.ts';
import { ECHO_REPLY, ECHO_REQUEST, isIcmpError, TIME_EXCEEDED, UNREACHABLE } from '../packet/tuple-of.ts';
import type { Probe } from '../probe.ts';
import { isLocalAddress, isMulticast } from '../route/local.ts';
import { localOut, tellOutput } from '../send.ts';
import { errorWords } from '../socket/icmp-errno.ts';
import type { RawSocket, UdpSocket } from '../socket/sockets.ts';
import type { TcpSocket } from '../socket/tcp-socket.ts';
import type { Disposition } from '../trace/disposition.ts';
import type { Outcome } from '../trace/step.ts';
import { Unmodelled } from '../trace/unmodelled.ts';
import type { Host } from '../walk/host.ts';
import type { SendOutcome } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import { errorText, type Errno } from '../world/refusal.ts';
import { drawEchoId, drawPort } from './ephemeral-port.ts';
import { closeTcp, connectTcp, writeTcp } from './tcp.ts';
import { sendDatagram } from './udp.ts';

const LOOPBACK_ADDRESS = ip('127.0.0.1');

export class Client {
  endedAtMs: number | null = null;
  readonly walk: Walk;
  readonly host: Host;
  private readonly request: Probe;
  outcome: Outcome = 'timeout';
  error: string | null = null;
  errno: Errno | null = null;
  text = '';
  /** The answer that ping got: put into words when somebody reads them. */
  echo: IcmpPacket | null = null;
  /** What is open on its behalf until it ends. */
  private raw: RawSocket | null = null;
  private tcp: TcpSocket | null = null;
  waitsForSyn = false;

  constructor(walk: Walk, host: Host, request: Probe) {
    this.walk = walk;
    this.host = host;
    // "This host" as a destination is the host itself. @see ip_route_output_key_hash_rcu
    this.request = request.dst === ANY_ADDRESS ? { ...request, dst: request.src ?? LOOPBACK_ADDRESS } : request;
  }

  start(): void {
    const { request, walk, host } = this;
    const isBindable = request.src === undefined || isLocalAddress(host.netns, request.src);
    const routed = host.routeOutput({ dst: request.dst, src: request.src });
    const source = request.src ?? routed.source ?? ANY_ADDRESS;
    const port = request.sport ?? (request.kind === 'icmp' ? 0 : drawPort(walk, host, request.kind));
    const isEcho = request.kind === 'icmp';
    const id = isEcho ? (request.icmpId ?? drawEchoId(walk.world)) : 0;
    const tuple: Tuple = {
      protocol: request.kind,
      src: source,
      dst: request.dst,
      sport: isEcho ? id : port,
      dport: isEcho ? id : (request.dport ?? 0),
    };
    walk.recorder.openConversation(host.id, tuple);
    walk.agenda.after(request.patienceMs ?? walk.world.timers.clientPatienceMs, () => this.giveUp());
    if (isMulticast(request.dst)) throw new Unmodelled('multicast');
    if (!isBindable) this.fail('EADDRNOTAVAIL');
    // A socket that did not ask for it (SO_BROADCAST) may not speak to everybody; a connection never can. @see tcp_v4_connect, raw_sendmsg
    else if (routed.way?.kind === 'broadcast') this.fail(request.kind === 'tcp' ? 'ENETUNREACH' : 'EACCES');
    else if (isEcho) this.ping(id);
    else if (request.kind === 'udp') this.datagram(port);
    else this.connect(port);
  }

  private end(outcome: Outcome, text: string, error: string | null, errno: Errno | null = null): void {
    if (this.endedAtMs !== null) return;
    this.endedAtMs = this.walk.agenda.nowMs;
    this.outcome = outcome;
    this.text = text;
    this.error = error;
    this.errno = errno;
    if (this.raw !== null) this.host.sockets.removeRaw(this.raw);
    if (this.tcp !== null) this.leave(this.tcp);
  }

  private fail(errno: Errno): void {
    const text = errorText(errno);
    this.end(errno === 'ECONNREFUSED' ? 'refused' : 'unreachable', text, text, errno);
  }

  private giveUp(): void {
    const text = errorText('ETIMEDOUT');
    this.end('timeout', text, text, 'ETIMEDOUT');
  }

  private ping(id: number): void {
    const { walk, host, request } = this;
    const routed = host.routeOutput({ dst: request.dst, src: request.src });
    const packet: IcmpPacket = {
      protocol: 'icmp',
      type: ECHO_REQUEST,
      code: 0,
      id,
      seq: request.icmpSeq ?? 1,
      src: routed.source ?? request.src ?? ANY_ADDRESS,
      dst: request.dst,
      ttlHops: request.ttl ?? host.settings.defaultTtlHops,
      payloadBytes: request.size ?? 56,
    };
    const socket: RawSocket = { receive: (answer) => this.hear(id, answer) };
    host.sockets.addRaw(socket);
    this.raw = socket;
    const sender: SendOutcome = { errno: routed.errno };
    const thread = { conversation: 0, direction: 'forward' } as const;
    const skb = walk.make(host, packet, thread);
    skb.way = routed.way;
    skb.sender = sender;
    walk.tell(skb, {
      kind: 'send',
      origin: 'process',
      reason: 'echo-request',
      process: request.process ?? 'ping',
    });
    tellOutput(walk, skb, routed, request.src === undefined ? packet.src : undefined);
    if (routed.errno !== null) walk.recorder.settle(0, dispositionOf(routed.errno));
    localOut(walk, host, skb);
    if (sender.errno !== null) this.fail(sender.errno);
  }

  /** @returns whether this message was for us. */
  private hear(id: number, packet: IcmpPacket): boolean {
    if (packet.type === ECHO_REPLY && packet.id === id) {
      this.walk.agenda.wake(() => {
        if (this.endedAtMs === null) this.echo = packet;
        this.end('delivered', '', null);
      });
      return true;
    }
    if (!isIcmpError(packet) || packet.inner?.protocol !== 'icmp' || packet.inner.id !== id) return false;
    if (packet.type !== UNREACHABLE && packet.type !== TIME_EXCEEDED) return false;
    const text = `From ${formatIp(packet.src)} ${errorWords(packet)}`;
    this.walk.agenda.wake(() => this.end('unreachable', text, text));
    return true;
  }

  private datagram(port: number): void {
    const { walk, host, request } = this;
    const remote = { ip: request.dst, port: request.dport ?? 0 };
    const source = host.routeOutput({ dst: request.dst, src: request.src }).source;
    const payloadBytes = request.size ?? 6;
    if (source !== null) {
      const socket: UdpSocket = {
        local: { ip: source, port },
        remote,
        receive: () => this.end('delivered', `${payloadBytes} bytes echoed`, null),
        fail: (errno) => this.fail(errno),
      };
      host.sockets.addUdp(socket);
    }
    const errno = sendDatagram(
      walk,
      host,
      { conversation: 0, direction: 'forward' },
      {
        local: { ip: request.src ?? null, port },
        remote,
        payloadBytes,
        reason: 'datagram',
        process: request.process ?? 'client',
        ttlHops: request.ttl,
      },
    );
    if (errno !== null) this.fail(errno);
  }

  private connect(port: number): void {
    const { walk, host, request } = this;
    const remote = { ip: request.dst, port: request.dport ?? 0 };
    const opened = connectTcp(
      walk,
      host,
      { local: { ip: request.src ?? null, port }, remote },
      {
        connected: (socket) => {
          this.text = 'connected';
          this.waitsForSyn = false;
          writeTcp(walk, host, socket);
        },
        readable: (socket) => {
          socket.hasUnread = false;
          this.end('delivered', 'connected', null);
        },
        ended: () =>
          this.end('closed', 'connected, then closed by the peer', 'connected, then closed by the peer without data'),
        failed: (_socket, errno) => {
          // The repeats of a refused SYN have been told by whoever made them.
          if (errno === 'ECONNREFUSED') this.waitsForSyn = false;
          if (this.text === '') this.fail(errno);
          else this.end('closed', errorText(errno), `connected, then ${errorText(errno)}`, errno);
        },
      },
      {
        conversation: 0,
        process: request.process ?? 'client',
        ttlHops: request.ttl,
      },
    );
    if (typeof opened === 'string') {
      this.fail(opened);
      return;
    }
    this.waitsForSyn = true;
    this.tcp = opened;
  }

  /** Time that passed with nothing but repeats is told in one step. */
  private leave(socket: TcpSocket): void {
    const { walk, host } = this;
    const waitedMs = walk.agenda.nowMs - walk.world.nowMs;
    const repeatsMs = walk.world.timers.synRetriesMs.filter((atMs) => atMs < waitedMs);
    if (this.waitsForSyn && repeatsMs.length > 0) {
      const visit = walk.visit(host, { conversation: 0, direction: 'forward' });
      walk.tellBare(visit, { kind: 'wait', reason: 'syn-retry', repeatsMs, untilMs: walk.agenda.nowMs });
    }
    closeTcp(walk, host, socket);
  }
}

export function dispositionOf(errno: Errno): Disposition {
  return errno === 'ENETUNREACH' || errno === 'EADDRNOTAVAIL' ? 'no-route' : 'route-prohibits';
}
