/**
 * A trace in the form of a recording: only what a packet socket, the kernel's rule trace and its drop monitor would have seen.
 * The form is described in the recordings' README.
 */
import { formatIp } from '../address/ip.ts';
import { BROADCAST_MAC, ZERO_MAC } from '../address/mac.ts';
import type { ArpPacket, Frame, TcpPacket } from '../packet/packet.ts';
import { isFrame, type FrameStep } from './frame-step.ts';
import { recordedDrops } from './recorded-drops.ts';
import { recordedIp } from './recorded-ip.ts';
import type { Step } from './step.ts';
import type { Trace } from './trace.ts';
import type { ConntrackEntry, World } from '../world/world.ts';
import type { Tuple } from '../packet/tuple.ts';

type ChainStep = Extract<Step, { kind: 'chain' }>;

export interface RecordedTrace {
  readonly outcome: string;
  readonly reply: boolean;
  readonly err: string | null;
  readonly answered_by: string | null;
  readonly packets: readonly object[];
  readonly rules: readonly object[];
  readonly drops: readonly object[];
  readonly conntrack: readonly { readonly host: string; readonly entry: string }[];
  /** What the engine refused to guess about, if anything. */
  readonly unmodelled?: string;
}

/** `after` is the world that the trace left behind: connection tracking is read from it. */
export function asRecording(after: World, trace: Trace): RecordedTrace {
  const names = macNames(after);
  const listed = trace.steps.filter((step): step is FrameStep => isFrame(step)).filter(notLeftover(trace));
  const numbers = new Map(listed.map((step, n) => [step.index, n]));
  return {
    outcome: trace.outcome ?? '',
    reply: trace.outcome === 'delivered',
    err: trace.outcome === 'timeout' ? timeoutText(trace) : trace.error,
    answered_by: trace.answeredBy,
    packets: listed.map((step, n) => recordedPacket(step, n, names)),
    rules: recordedRules(trace, listed, numbers),
    drops: recordedDrops(trace, numbers),
    conntrack: Object.values(after.netns).flatMap((netns) =>
      netns.state.conntrack.map((entry) => ({ host: netns.id, entry: conntrackLine(entry) })),
    ),
    ...(trace.unmodelled === undefined ? {} : { unmodelled: trace.unmodelled.what }),
  };
}

function timeoutText(trace: Trace): string {
  const connected = trace.steps.some(
    (step) => step.kind === 'send' && step.reason === 'acknowledge' && step.conversation === 0,
  );
  return connected ? 'connected, then no data within the window' : 'no reply within the window';
}

/**
 * A recording knows a TCP connection by the first segment of each side on a wire. An ICMP error about a segment that never
 * was on one cannot be told from remains of an earlier connection, and is not listed; nor is a reset in answer to it.
 */
function notLeftover(trace: Trace): (step: FrameStep) => boolean {
  const openings = new Set<string>();
  const opened = new Set<string>();
  for (const step of trace.steps) {
    if (!isFrame(step)) continue;
    const packet = step.frame.payload;
    if (packet.protocol !== 'tcp' || !packet.flags.startsWith('SYN')) continue;
    openings.add(`${step.conversation} ${packet.flags === 'SYN' ? 'forward' : 'reply'}`);
    if (packet.flags === 'SYN') opened.add(placeOf(step, packet));
  }
  return (step) => {
    const { conversation, direction } = step;
    const { payload } = step.frame;
    if (payload.protocol === 'tcp' && payload.flags === 'ACK') return opened.has(placeOf(step, payload));
    if (payload.protocol === 'tcp')
      return openings.has(`${conversation} forward`) || openings.has(`${conversation} reply`);
    if (payload.protocol !== 'icmp' || payload.inner?.protocol !== 'tcp') return true;
    const about = direction === 'forward' ? 'reply' : 'forward';
    return openings.has(`${conversation} ${about}`);
  };
}

/** The handshake's ACK is told from later ones by the SYN that was seen before it at the same interface. */
function placeOf({ netns, dev = '', kind }: FrameStep, { src, sport, dst, dport }: TcpPacket): string {
  return `${netns} ${dev} ${kind} ${src} ${sport} ${dst} ${dport}`;
}

function macNames(world: World): (mac: string) => string {
  const names = new Map<string, string>([
    [BROADCAST_MAC, 'broadcast'],
    [ZERO_MAC, 'zero'],
  ]);
  const devs = Object.values(world.netns).flatMap((netns) => netns.devs.map((dev) => ({ netns, dev })));
  for (const { netns, dev } of devs.filter(({ dev }) => dev.master !== undefined))
    names.set(dev.mac, `${netns.id}:${dev.name}`);
  for (const { netns, dev } of devs.filter(({ dev }) => dev.master === undefined && dev.kind !== 'loopback'))
    names.set(dev.mac, `${netns.id}:${dev.name}`);
  return (mac) => names.get(mac) ?? mac;
}

function recordedPacket(step: FrameStep, n: number, names: (mac: string) => string): object {
  const { frame, netns, dev, kind } = step;
  const otherhost = kind === 'rx' && step.otherhost ? { otherhost: true } : {};
  const isArp = frame.payload.protocol === 'arp';
  const l2 = { src: names(frame.srcMac), dst: names(frame.dstMac), ethertype: isArp ? 'arp' : 'ipv4', ...otherhost };
  return { n, host: netns, dev, dir: kind, l2, ...recordedPayload(frame, names) };
}

function recordedPayload({ payload }: Frame, names: (mac: string) => string): object {
  return payload.protocol === 'arp' ? recordedArp(payload, names) : recordedIp(payload);
}

function recordedArp(arp: ArpPacket, names: (mac: string) => string): object {
  const sender = { mac: names(arp.senderMac), ip: formatIp(arp.senderIp) };
  return { arp: { op: arp.op, sender, target: { mac: names(arp.targetMac), ip: formatIp(arp.targetIp) } } };
}

/**
 * Rule hits in the order of the packets they belong to: what arrived, by its `rx`; what was made here, by the `tx` that came out.
 */
function recordedRules(
  trace: Trace,
  listed: readonly FrameStep[],
  numbers: ReadonlyMap<number, number>,
): readonly object[] {
  const hits: { readonly at: number; readonly hit: object }[] = [];
  let last = -1;
  for (const steps of traversals(trace)) {
    const first = steps[0];
    if (first === undefined) continue;
    const arrived = first.hook !== 'output' && first.hook !== 'postrouting';
    const anchor = trace.steps.find(
      (step): step is FrameStep =>
        isFrame(step) &&
        step.hop === first.hop &&
        step.netns === first.netns &&
        step.frame.payload.protocol !== 'arp' &&
        step.kind === (arrived ? 'rx' : 'tx'),
    );
    if (anchor !== undefined && !listed.includes(anchor)) continue;
    const n = anchor === undefined ? undefined : numbers.get(anchor.index);
    const at = n === undefined ? last : n + (arrived ? 0.5 : -0.5);
    last = Math.max(last, at);
    for (const step of steps) for (const hit of chainHits(step, arrived, n ?? null)) hits.push({ at, hit });
  }
  return hits.sort((a, b) => a.at - b.at).map(({ hit }) => hit);
}

/** All chain steps of one packet's visit to one namespace, in the order in which the visits began. */
function traversals(trace: Trace): Iterable<readonly ChainStep[]> {
  const byVisit = new Map<string, ChainStep[]>();
  for (const step of trace.steps) {
    if (step.kind !== 'chain') continue;
    const key = `${step.hop} ${step.netns}`;
    const steps = byVisit.get(key) ?? [];
    byVisit.set(key, steps);
    steps.push(step);
  }
  return byVisit.values();
}

function chainHits(step: ChainStep, arrived: boolean, n: number | null): readonly object[] {
  const at = { hook: arrived ? 'prerouting' : 'output', iif: step.iif ?? null, oif: step.oif ?? null, n };
  const base = { host: step.netns, table: step.table };
  const packet = step.packet === null ? {} : { packet: recordedIp(step.packet) };
  return step.visits
    .filter((visit) => visit.matched)
    .map(({ chain, number, rule, verdict }) => {
      const type = number === 0 ? 'policy' : number === -1 ? 'return' : 'rule';
      const text = type === 'rule' ? { rule } : {};
      const target = verdict === 'JUMP' ? { target: /-j (\S+)/.exec(rule)?.[1] } : {};
      return { ...base, chain, type, ...text, verdict, ...target, ...packet, at };
    });
}

/** As `conntrack -L -o extended` prints it, without timers. */
function conntrackLine(entry: ConntrackEntry): string {
  const number = { icmp: 1, tcp: 6, udp: 17 }[entry.protocol];
  const half = (tuple: Tuple, isReply: boolean) => {
    const addresses = `src=${formatIp(tuple.src)} dst=${formatIp(tuple.dst)}`;
    return entry.protocol === 'icmp'
      ? `${addresses} type=${isReply ? 0 : 8} code=0 id=${tuple.sport}`
      : `${addresses} sport=${tuple.sport} dport=${tuple.dport}`;
  };
  return [
    'ipv4     2',
    entry.protocol.padEnd(8),
    String(number),
    ...(entry.tcpState === undefined ? [] : [entry.tcpState]),
    half(entry.original, false),
    ...(entry.seenReply ? [] : ['[UNREPLIED]']),
    half(entry.reply, true),
    ...(entry.assured ? ['[ASSURED]'] : []),
    'mark=0 use=1',
  ].join(' ');
}
