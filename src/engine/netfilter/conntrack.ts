/** Connection tracking: which flow a packet belongs to. Read conntrack(8) and net/netfilter/nf_conntrack_core.c before editing. */
import type { Packet } from '../packet/packet.ts';
import type { Tuple } from '../packet/tuple.ts';
import { ECHO_REQUEST, invert, isIcmpError, sameTuple, tupleOf } from '../packet/tuple-of.ts';
import type { ConntrackEntry } from '../world/world.ts';
import { nextTcpState, TIMEOUTS_MS, type TcpState } from './tcp-state.ts';

/** A flow while a walk lasts. Confirmed once its first packet got through: only then others can find it. */
export interface Flow {
  readonly original: Tuple;
  reply: Tuple;
  tcpState: TcpState | null;
  seenReply: boolean;
  assured: boolean;
  confirmed: boolean;
  /** Its source (destination) is rewritten in the original direction. */
  srcNat: boolean;
  dstNat: boolean;
  /** The nat table was asked for this half; it is asked once. */
  srcAsked: boolean;
  dstAsked: boolean;
  expiresAtMs: number;
}

export interface Tracked {
  readonly flow: Flow | null;
  readonly direction: 'original' | 'reply';
  readonly state: 'new' | 'established' | 'related' | 'invalid' | 'untracked';
}

type Found = Pick<Tracked, 'direction'> & { readonly flow: Flow };

const INVALID: Tracked = { flow: null, direction: 'original', state: 'invalid' };
export const UNTRACKED: Tracked = { flow: null, direction: 'original', state: 'untracked' };

/** What an error or a reset made on account of a packet belongs to: the same flow, the other way. @see nf_conntrack_attach */
export function attached(cause: Tracked | null): Tracked | null {
  if (!cause?.flow) return null;
  return { flow: cause.flow, direction: cause.direction === 'reply' ? 'original' : 'reply', state: 'related' };
}

/** Requests and replies of ICMP echo never meet in the table, though they carry one id. */
function keyOf(tuple: Tuple, isReply: boolean): string {
  const protocol = tuple.protocol === 'icmp' ? (isReply ? 'echo-reply' : 'echo') : tuple.protocol;
  return `${protocol} ${tuple.src} ${tuple.dst} ${tuple.sport} ${tuple.dport}`;
}

export class ConntrackTable {
  private readonly flows = new Map<string, Flow>();
  private readonly initial: readonly ConntrackEntry[];
  private changed = false;

  constructor(entries: readonly ConntrackEntry[], nowMs: number) {
    this.initial = entries;
    for (const entry of entries) if (entry.expiresAtMs > nowMs) this.insert(restore(entry));
  }

  private insert(flow: Flow): void {
    this.flows.set(keyOf(flow.original, false), flow);
    this.flows.set(keyOf(flow.reply, true), flow);
  }

  private remove(flow: Flow): void {
    this.flows.delete(keyOf(flow.original, false));
    this.flows.delete(keyOf(flow.reply, true));
    this.changed = true;
  }

  /** Looks `packet` up, and opens an unconfirmed flow for one that may begin something. */
  track(packet: Packet, nowMs: number): Tracked {
    if (isIcmpError(packet)) return this.related(packet.inner);
    const tuple = tupleOf(packet);
    const found = this.find(tuple, packet);
    if (found !== null) return this.advance(found.flow, found.direction, packet, nowMs);
    return this.open(tuple, packet, nowMs);
  }

  private find(tuple: Tuple, packet: Packet): Found | null {
    return this.lookup(tuple, packet.protocol === 'icmp' && packet.type !== ECHO_REQUEST);
  }

  /** `isAnswer`: for ICMP, whether it is an echo reply; ports tell by themselves. */
  private lookup(tuple: Tuple, isAnswer: boolean): Found | null {
    const flow = this.flows.get(keyOf(tuple, isAnswer));
    if (flow === undefined) return null;
    const isReply = tuple.protocol === 'icmp' ? isAnswer : !sameTuple(flow.original, tuple);
    return { flow, direction: isReply ? 'reply' : 'original' };
  }

  /** An error belongs to the flow of the packet it speaks about: it goes the way that packet's answer would. @see nf_conntrack_inet_error */
  private related(inner: Packet | undefined): Tracked {
    if (inner === undefined || isIcmpError(inner)) return INVALID;
    const found = this.lookup(invert(tupleOf(inner)), inner.protocol === 'icmp' && inner.type === ECHO_REQUEST);
    return found === null ? INVALID : { ...found, state: 'related' };
  }

  private open(tuple: Tuple, packet: Packet, nowMs: number): Tracked {
    let tcpState: TcpState | null = null;
    if (packet.protocol === 'icmp' && packet.type !== ECHO_REQUEST) return INVALID;
    if (packet.protocol === 'tcp') {
      tcpState = nextTcpState(null, packet.flags, 'original');
      if (tcpState === null) return INVALID;
    }
    const flow: Flow = {
      original: tuple,
      reply: invert(tuple),
      tcpState,
      seenReply: false,
      assured: false,
      confirmed: false,
      srcNat: false,
      dstNat: false,
      srcAsked: false,
      dstAsked: false,
      expiresAtMs: nowMs + TIMEOUTS_MS[tcpState ?? (tuple.protocol === 'udp' ? 'udp' : 'icmp')],
    };
    return { flow, direction: 'original', state: 'new' };
  }

  private advance(flow: Flow, direction: 'original' | 'reply', packet: Packet, nowMs: number): Tracked {
    if (packet.protocol === 'tcp') {
      const next = nextTcpState(flow.tcpState, packet.flags, direction);
      if (next === null) return INVALID;
      if (packet.flags === 'SYN' && direction === 'original' && next === 'SYN_SENT' && flow.tcpState !== 'SYN_SENT') {
        this.remove(flow);
        return this.open(flow.original, packet, nowMs);
      }
      // A reset as the only answer ends the flow at once.
      if (packet.flags.startsWith('RST') && direction === 'reply' && !flow.seenReply) this.remove(flow);
      if (flow.tcpState === 'SYN_RECV' && next === 'ESTABLISHED') flow.assured = true;
      flow.tcpState = next;
    }
    this.changed = true;
    if (direction === 'reply') flow.seenReply = true;
    flow.expiresAtMs =
      nowMs +
      TIMEOUTS_MS[
        flow.tcpState ?? (flow.original.protocol === 'udp' ? (flow.seenReply ? 'udpStream' : 'udp') : 'icmp')
      ];
    return { flow, direction, state: flow.seenReply ? 'established' : 'new' };
  }

  /** Is `reply` the answer's tuple of a flow other than `own`? @see nf_nat_used_tuple */
  isTaken(reply: Tuple, own: Flow): boolean {
    const holder = this.flows.get(keyOf(reply, true));
    return holder !== undefined && holder !== own;
  }

  /** The first packet got through: from now on the flow is known. */
  confirm(flow: Flow): void {
    if (flow.confirmed) return;
    flow.confirmed = true;
    this.changed = true;
    this.insert(flow);
  }

  list(): readonly ConntrackEntry[] {
    return this.changed ? [...new Set(this.flows.values())].map(entryOf) : this.initial;
  }
}

/** As it is kept in the world. */
export function entryOf(flow: Flow): ConntrackEntry {
  return {
    protocol: flow.original.protocol,
    original: flow.original,
    reply: flow.reply,
    ...(flow.tcpState === null ? {} : { tcpState: flow.tcpState }),
    seenReply: flow.seenReply,
    assured: flow.assured,
    expiresAtMs: flow.expiresAtMs,
  };
}

function restore(entry: ConntrackEntry): Flow {
  const plain = invert(entry.original);
  const { original, reply, seenReply, assured, expiresAtMs } = entry;
  return {
    original,
    reply,
    tcpState: (entry.tcpState ?? null) as TcpState | null,
    seenReply,
    assured,
    confirmed: true,
    srcNat: reply.dst !== plain.dst || reply.dport !== plain.dport,
    dstNat: reply.src !== plain.src || reply.sport !== plain.sport,
    srcAsked: true,
    dstAsked: true,
    expiresAtMs,
  };
}
