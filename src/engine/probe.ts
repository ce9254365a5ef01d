/** One question of one client (an echo request, a connection, a datagram) and everything that follows from it. */
import { ANY_ADDRESS, formatIp, type Ip } from './address/ip.ts';
import { drawPort } from './path/ephemeral-port.ts';
import { closeTcp, connectTcp, writeTcp } from './path/tcp.ts';
import { sendDatagram } from './path/udp.ts';
import type { IcmpPacket } from './packet/packet.ts';
import { ECHO_REPLY, ECHO_REQUEST, isIcmpError } from './packet/tuple-of.ts';
import type { Tuple } from './packet/tuple.ts';
import { isLocalAddress } from './route/local.ts';
import { routeOutput } from './route/output.ts';
import { localOut, tellOutput } from './send.ts';
import { errorWords } from './socket/icmp-errno.ts';
import type { RawSocket, UdpSocket } from './socket/sockets.ts';
import type { TcpSocket } from './socket/tcp-socket.ts';
import type { Disposition } from './trace/disposition.ts';
import type { Outcome } from './trace/step.ts';
import type { Trace } from './trace/trace.ts';
import { Unmodelled } from './trace/unmodelled.ts';
import type { Host } from './walk/host.ts';
import type { SendOutcome } from './walk/skb.ts';
import { freshSkb, Walk } from './walk/walk.ts';
import { resolvePlace } from './world/places.ts';
import { errorText, type Errno } from './world/refusal.ts';
import { sysctlNumber } from './world/sysctl.ts';
import type { Place, World } from './world/world.ts';

export interface Probe {
  readonly from: Place;
  readonly kind: 'icmp' | 'tcp' | 'udp';
  readonly dst: Ip;
  /** TCP and UDP. */
  readonly dport?: number;
  /** Drawn where absent, as `icmpId`. */
  readonly sport?: number;
  readonly icmpId?: number;
  readonly icmpSeq?: number;
  readonly ttl?: number;
  /** A bound source address. */
  readonly src?: Ip;
  /** The program's name, for the trace. */
  readonly process?: string;
  /** Payload in bytes: 56 for an echo request, 6 for a datagram where absent. */
  readonly size?: number;
  /** How long the client waits; the world's patience where absent. */
  readonly patienceMs?: number;
}

/** How long the network is watched after the client has its answer, for what it set off behind its back (a FIN, an ARP retry). */
const LINGER_MS = 90;

/**
 * Sends the probe and lets the network come to rest. Never throws on what a network does: failures are in the trace, and what the
 * engine does not know ends it with `unmodelled`.
 * @throws RangeError when `from` is no place of this world.
 */
export function probe(world: World, request: Probe): { readonly world: World; readonly trace: Trace } {
  const place = resolvePlace(world, request.from);
  if (place === null) throw new RangeError(`no place "${request.from}"`);
  const walk = new Walk(world);
  const client = new Client(walk, walk.host(place.netns.id), request);
  let unmodelled: Trace['unmodelled'];
  try {
    client.start();
    const ended = walk.agenda.run(() => (client.endedAtMs === null ? Infinity : client.endedAtMs + LINGER_MS));
    if (!ended) walk.recorder.settle(0, 'loop');
  } catch (error) {
    if (!(error instanceof Unmodelled)) throw error;
    unmodelled = { what: error.what, netns: walk.recorder.steps.at(-1)?.netns ?? place.netns.id };
  }
  const trace = client.conclude(unmodelled);
  return { world: walk.finish(client.endedAtMs), trace };
}

class Client {
  endedAtMs: number | null = null;
  private readonly walk: Walk;
  private readonly host: Host;
  private readonly request: Probe;
  private outcome: Outcome = 'timeout';
  private error: string | null = null;
  private errno: Errno | null = null;
  private text = '';
  private close: () => void = () => {};
  private waitsForSyn = false;

  constructor(walk: Walk, host: Host, request: Probe) {
    this.walk = walk;
    this.host = host;
    this.request = request;
  }

  start(): void {
    const { request, walk, host } = this;
    const isBindable = request.src === undefined || isLocalAddress(host.netns, request.src);
    const source = request.src ?? routeOutput(host.netns, { dst: request.dst }).source ?? ANY_ADDRESS;
    const port = request.sport ?? (request.kind === 'icmp' ? 0 : drawPort(walk, host, request.kind));
    const id = request.icmpId ?? 4096 + (Math.imul(walk.world.seed + walk.world.nowMs, 40503) & 0xfff);
    const isEcho = request.kind === 'icmp';
    const tuple: Tuple = {
      protocol: request.kind,
      src: source,
      dst: request.dst,
      sport: isEcho ? id : port,
      dport: isEcho ? id : (request.dport ?? 0),
    };
    walk.recorder.openConversation(host.id, tuple);
    walk.agenda.after(request.patienceMs ?? walk.world.timers.clientPatienceMs, () => this.giveUp());
    if (!isBindable) this.fail('EADDRNOTAVAIL');
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
    this.close();
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
    const bound = request.src === undefined ? {} : { src: request.src };
    const routed = routeOutput(host.netns, { dst: request.dst, ...bound });
    const packet: IcmpPacket = {
      protocol: 'icmp',
      type: ECHO_REQUEST,
      code: 0,
      id,
      seq: request.icmpSeq ?? 1,
      src: routed.source ?? request.src ?? ANY_ADDRESS,
      dst: request.dst,
      ttlHops: request.ttl ?? sysctlNumber(host.netns, 'net.ipv4.ip_default_ttl'),
      payloadBytes: request.size ?? 56,
    };
    const socket: RawSocket = { receive: (answer) => this.hear(id, answer) };
    host.sockets.raw.add(socket);
    this.close = () => host.sockets.raw.delete(socket);
    const sender: SendOutcome = { errno: routed.errno };
    const thread = { conversation: 0, direction: 'forward' } as const;
    const skb = freshSkb(packet, thread, walk.recorder.nextHop(), { way: routed.way, sender });
    walk.tell(host, skb, {
      kind: 'send',
      origin: 'process',
      reason: 'echo-request',
      process: request.process ?? 'ping',
    });
    tellOutput(walk, host, skb, routed, request.src === undefined ? packet.src : undefined);
    if (routed.errno !== null) walk.recorder.settle(0, dispositionOf(routed.errno));
    localOut(walk, host, skb);
    if (sender.errno !== null) this.fail(sender.errno);
  }

  /** @returns whether this message was for us. */
  private hear(id: number, packet: IcmpPacket): boolean {
    if (packet.type === ECHO_REPLY && packet.id === id) {
      const seq = packet.seq ?? 1;
      const bytes = packet.payloadBytes + 8;
      const text = `${bytes} bytes from ${formatIp(packet.src)}: icmp_seq=${seq} ttl=${packet.ttlHops}`;
      this.walk.agenda.wake(() => this.end('delivered', text, null));
      return true;
    }
    if (!isIcmpError(packet) || packet.inner?.protocol !== 'icmp' || packet.inner.id !== id) return false;
    if (packet.type !== 3 && packet.type !== 11) return false;
    const text = `From ${formatIp(packet.src)} ${errorWords(packet)}`;
    this.walk.agenda.wake(() => this.end('unreachable', text, text));
    return true;
  }

  private datagram(port: number): void {
    const { walk, host, request } = this;
    const remote = { ip: request.dst, port: request.dport ?? 0 };
    const bound = request.src === undefined ? {} : { src: request.src };
    const source = routeOutput(host.netns, { dst: request.dst, ...bound }).source;
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
        ...(request.ttl === undefined ? {} : { ttlHops: request.ttl }),
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
          if (this.text === '') this.fail(errno);
          else this.end('closed', errorText(errno), `connected, then ${errorText(errno)}`, errno);
        },
      },
      {
        conversation: 0,
        process: request.process ?? 'client',
        ...(request.ttl === undefined ? {} : { ttlHops: request.ttl }),
      },
    );
    if (typeof opened === 'string') {
      this.fail(opened);
      return;
    }
    this.waitsForSyn = true;
    this.close = () => this.leave(opened);
  }

  /** Time that passed with nothing but repeats is told in one step. */
  private leave(socket: TcpSocket): void {
    const { walk, host } = this;
    const waitedMs = walk.agenda.nowMs - walk.world.nowMs;
    const repeatsMs = walk.world.timers.synRetriesMs.filter((atMs) => atMs < waitedMs);
    if (this.waitsForSyn && repeatsMs.length > 0) {
      const place = { conversation: 0, direction: 'forward', hop: walk.recorder.nextHop() } as const;
      walk.tellBare(host, place, { kind: 'wait', reason: 'syn-retry', repeatsMs, untilMs: walk.agenda.nowMs });
    }
    closeTcp(walk, host, socket);
  }

  conclude(unmodelled: Trace['unmodelled']): Trace {
    const { walk, host, outcome, text, error } = this;
    const { recorder } = walk;
    const place = { conversation: 0, direction: 'reply', hop: recorder.nextHop() } as const;
    const atMs = this.endedAtMs ?? walk.agenda.nowMs;
    if (outcome === 'timeout' && !this.waitsForSyn && unmodelled === undefined)
      recorder.step(place, host.id, atMs, null, { kind: 'wait', reason: 'patience', repeatsMs: [], untilMs: atMs });
    recorder.step(place, host.id, atMs, null, { kind: 'result', outcome, text });
    const disposition = this.disposition();
    const first = recorder.conversations[0];
    if (first !== undefined) first.disposition = disposition;
    for (const conversation of recorder.conversations) conversation.disposition ??= 'delivered';
    const answer = recorder.steps.find(
      (step) => step.kind === 'send' && ANSWERS.includes(step.reason) && step.conversation === 0,
    );
    return {
      conversations: recorder.conversations,
      steps: recorder.steps,
      disposition,
      outcome,
      error,
      answeredBy: answer?.netns ?? null,
      ...(this.errno === null ? {} : { errno: this.errno }),
      ...(unmodelled === undefined ? {} : { unmodelled }),
    };
  }

  private disposition(): Disposition {
    const { conversations, steps } = this.walk.recorder;
    if (this.outcome === 'delivered') return 'delivered';
    const settled = conversations[0]?.disposition ?? null;
    if (settled === 'ttl-exceeded' && isLoop(steps)) return 'loop';
    if (settled !== null) return settled;
    if (this.errno !== null && this.outcome === 'unreachable') return dispositionOf(this.errno);
    // Nothing was lost, and yet nothing came: a relay or a server holds the connection open.
    return this.outcome === 'closed' ? 'closed-by-relay' : 'no-listener';
  }
}

const ANSWERS: readonly string[] = ['accept', 'echo-reply', 'datagram-answer'];

function dispositionOf(errno: Errno): Disposition {
  return errno === 'ENETUNREACH' || errno === 'EADDRNOTAVAIL' ? 'no-route' : 'route-prohibits';
}

/** The packet was passed on twice by the same namespace before its time ran out. */
function isLoop(steps: Trace['steps']): boolean {
  const seen = new Set<string>();
  for (const step of steps) {
    if (step.kind !== 'forward' || step.conversation !== 0) continue;
    const key = `${step.direction} ${step.netns}`;
    if (seen.has(key)) return true;
    seen.add(key);
  }
  return false;
}
