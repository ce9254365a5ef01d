/** Connection tracking: which flow a packet belongs to. Read conntrack(8) and net/netfilter/nf_conntrack_core.c before editing. */
import type { Packet } from '../packet/packet.ts';
import type { Tuple } from '../packet/tuple.ts';
import { ECHO_REQUEST, invert, isIcmpError, sameTuple, tupleOf } from '../packet/tuple-of.ts';
import type { ConntrackEntry } from '../world/world.ts';
import { isOfFlow } from './flow-index.ts';
import type { FlowList } from './flow-list.ts';
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
  /** How it stood in the world before the walk; null for a new one. */
  readonly restoredFrom: ConntrackEntry | null;
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

const NONE: readonly never[] = [];

export class ConntrackTable {
  private readonly initial: FlowList;
  /** Flows that this walk has opened, or found in the world and changed; what they were is in `replaced`. */
  private flows: readonly Flow[] = NONE;
  private replaced: readonly ConntrackEntry[] = NONE;
  private hasChanged = false;
  private nowMs: number;

  /** Entries past their time stay in the list, and are never found: the kernel, too, clears them away when it meets them. */
  constructor(known: FlowList, nowMs: number) {
    this.initial = known;
    this.nowMs = nowMs;
  }

  private remove(flow: Flow): void {
    this.flows = this.flows.filter((other) => other !== flow);
    this.hasChanged = true;
  }

  /** Looks `packet` up, and opens an unconfirmed flow for one that may begin something. */
  track(packet: Packet, nowMs: number): Tracked {
    this.nowMs = nowMs;
    if (isIcmpError(packet)) return this.related(packet.inner);
    const tuple = tupleOf(packet);
    const found = this.find(tuple, packet);
    if (found !== null) return this.advance(found.flow, found.direction, packet, nowMs);
    return this.open(tuple, packet, nowMs);
  }

  /** Whether `packet` belongs to a flow that was seen before. */
  knows(packet: Packet): boolean {
    if (isIcmpError(packet)) return this.related(packet.inner).flow !== null;
    return this.find(tupleOf(packet), packet) !== null;
  }

  private find(tuple: Tuple, packet: Packet): Found | null {
    return this.lookup(tuple, packet.protocol === 'icmp' && packet.type !== ECHO_REQUEST);
  }

  /** `isAnswer`: for ICMP, whether it is an echo reply; ports tell by themselves. */
  private lookup(tuple: Tuple, isAnswer: boolean): Found | null {
    const flow = this.flowOf(tuple, isAnswer);
    if (flow === null) return null;
    const isReply = tuple.protocol === 'icmp' ? isAnswer : !sameTuple(flow.original, tuple);
    return { flow, direction: isReply ? 'reply' : 'original' };
  }

  private flowOf(tuple: Tuple, isAnswer: boolean): Flow | null {
    for (let at = this.flows.length - 1; at >= 0; at -= 1) {
      const flow = this.flows[at];
      if (flow !== undefined && flow.expiresAtMs > this.nowMs && isOfFlow(flow, tuple, isAnswer)) return flow;
    }
    const entry = this.initial.find(tuple, isAnswer, this.replaced, this.nowMs);
    if (entry === undefined) return null;
    const flow = restore(entry);
    this.replaced = [...this.replaced, entry];
    this.flows = [...this.flows, flow];
    return flow;
  }

  /** An error belongs to the flow of the packet it speaks about: it goes the way that packet's answer would. @see nf_conntrack_inet_error */
  private related(inner: Packet | undefined): Tracked {
    if (inner === undefined || isIcmpError(inner)) return INVALID;
    const found = this.lookup(invert(tupleOf(inner)), inner.protocol === 'icmp' && inner.type === ECHO_REQUEST);
    return found === null ? INVALID : { flow: found.flow, direction: found.direction, state: 'related' };
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
      restoredFrom: null,
    };
    return { flow, direction: 'original', state: 'new' };
  }

  private advance(flow: Flow, direction: 'original' | 'reply', packet: Packet, nowMs: number): Tracked {
    if (packet.protocol === 'tcp') {
      const next = nextTcpState(flow.tcpState, packet.flags, direction);
      if (next === null) return INVALID;
      if (packet.flags === 'SYN' && direction === 'original' && next === 'SYN_SENT' && flow.tcpState !== 'SYN_SENT') {
        this.remove(flow);
        return this.open({ ...flow.original }, packet, nowMs);
      }
      // A reset as the only answer ends the flow at once.
      if (packet.flags.startsWith('RST') && direction === 'reply' && !flow.seenReply) this.remove(flow);
      if (flow.tcpState === 'SYN_RECV' && next === 'ESTABLISHED') flow.assured = true;
      flow.tcpState = next;
    }
    this.hasChanged = true;
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
    const holder = this.flowOf(reply, true);
    return holder !== null && holder !== own;
  }

  /** The first packet got through: from now on the flow is known. */
  confirm(flow: Flow): void {
    if (flow.confirmed) return;
    flow.confirmed = true;
    this.hasChanged = true;
    this.flows = this.flows.length === 0 ? [flow] : [...this.flows, flow];
  }

  /** What is known at `nowMs`: in the old order, new flows last. */
  list(nowMs: number): FlowList {
    if (!this.hasChanged) return this.initial;
    const changed = this.replaced.map((entry) => {
      const now = this.flows.find((flow) => flow.restoredFrom === entry);
      return [entry, now === undefined ? null : entryOf(now)] as const;
    });
    const gained = this.flows.flatMap((flow) => (flow.restoredFrom === null ? [entryOf(flow)] : []));
    return this.initial.after({ changed, gained }, nowMs);
  }
}

/** As it is kept in the world. */
export function entryOf(flow: Flow): ConntrackEntry {
  const { original, reply, tcpState, seenReply, assured, expiresAtMs } = flow;
  const { protocol } = original;
  return tcpState === null
    ? { protocol, original, reply, seenReply, assured, expiresAtMs }
    : { protocol, original, reply, tcpState, seenReply, assured, expiresAtMs };
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
    restoredFrom: entry,
  };
}
