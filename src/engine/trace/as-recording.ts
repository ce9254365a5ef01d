/** A trace in the form of a recording: what a packet socket, nftables' trace and the kernel's drop reasons would have shown. */
import { formatIp } from '../address/ip.ts';
import { BROADCAST_MAC, ZERO_MAC, type Mac } from '../address/mac.ts';
import type { ArpPacket, Packet } from '../packet/packet.ts';
import type { ConntrackEntry, World } from '../world/world.ts';
import type { RuleVisit, Step } from './step.ts';
import type { Trace } from './trace.ts';

type StepOf<K extends Step['kind']> = Extract<Step, { readonly kind: K }>;

export interface RecordedTrace {
  readonly outcome: string;
  readonly reply: boolean;
  readonly err: string | null;
  readonly answered_by: string | null;
  readonly packets: readonly object[];
  readonly rules: readonly object[];
  readonly drops: readonly object[];
  readonly conntrack: readonly { readonly host: string; readonly entry: string }[];
}

/** Kernel drop reasons belong to packets that were lost; an answer that a socket consumed is none. */
export function asRecording(world: World, trace: Trace): RecordedTrace {
  const name = macNames(world);
  const events = trace.steps.filter(isEvent);
  const numberOf = new Map(events.map((step, n) => [step.index, n]));
  return {
    outcome: trace.outcome ?? 'unresolved',
    reply: trace.outcome === 'delivered',
    err: trace.error,
    answered_by: trace.answeredBy,
    packets: events.map((step, n) => ({ n, ...event(step, name) })),
    rules: trace.steps.flatMap((step) => (step.kind === 'chain' ? ruleHits(step, trace.steps, numberOf) : [])),
    drops: trace.steps.flatMap((step) => (step.kind === 'drop' ? [drop(step)] : [])),
    conntrack: Object.values(world.netns).flatMap((netns) =>
      netns.state.conntrack.map((entry) => ({ host: netns.id, entry: conntrackLine(entry) })),
    ),
  };
}

const LISTED_FLAGS: ReadonlySet<string> = new Set(['SYN', 'SYN+ACK', 'FIN+ACK', 'RST', 'RST+ACK', 'ACK']);

/** Recordings list no TCP data; the engine sends none of the later ACKs. */
function isEvent(step: Step): step is StepOf<'tx'> | StepOf<'rx'> {
  if (step.kind !== 'tx' && step.kind !== 'rx') return false;
  const { payload } = step.frame;
  return payload.protocol !== 'tcp' || LISTED_FLAGS.has(payload.flags);
}

function macNames(world: World): (mac: Mac) => string {
  const names = new Map<Mac, string>([
    [BROADCAST_MAC, 'broadcast'],
    [ZERO_MAC, 'zero'],
  ]);
  for (const netns of Object.values(world.netns))
    for (const dev of netns.devs) if (!names.has(dev.mac)) names.set(dev.mac, `${netns.id}:${dev.name}`);
  return (mac) => names.get(mac) ?? mac;
}

function event(step: StepOf<'tx'> | StepOf<'rx'>, name: (mac: Mac) => string): object {
  const { srcMac, dstMac, payload } = step.frame;
  const l2 = {
    src: name(srcMac),
    dst: name(dstMac),
    ethertype: payload.protocol === 'arp' ? 'arp' : 'ipv4',
    ...(step.kind === 'rx' && step.otherhost ? { otherhost: true } : {}),
  };
  const at = { host: step.netns, dev: step.dev, dir: step.kind, l2 };
  return payload.protocol === 'arp' ? { ...at, arp: arp(payload) } : { ...at, ...ipLayers(payload) };
}

function arp(packet: ArpPacket): object {
  return { op: packet.op, sender: formatIp(packet.senderIp), target: formatIp(packet.targetIp) };
}

function ipLayers(packet: Packet): object {
  const ip = { src: formatIp(packet.src), dst: formatIp(packet.dst), ttl: packet.ttlHops, proto: packet.protocol };
  if (packet.protocol !== 'icmp') return { ip, l4: ports(packet) };
  const { type, code, id, seq, gateway, inner } = packet;
  return {
    ip,
    icmp: {
      type,
      code,
      ...(id === undefined ? {} : { id, seq }),
      ...(gateway === undefined ? {} : { gateway: formatIp(gateway) }),
      ...(inner === undefined ? {} : { inner: ipLayers(inner) }),
    },
  };
}

function ports(packet: Extract<Packet, { protocol: 'tcp' | 'udp' }>): object {
  const { sport, dport } = packet;
  return packet.protocol === 'tcp' ? { sport, dport, flags: packet.flags.split('+') } : { sport, dport };
}

function ruleHits(
  step: StepOf<'chain'>,
  steps: readonly Step[],
  numberOf: ReadonlyMap<number, number>,
): readonly object[] {
  const n = eventOf(step, steps, numberOf);
  return step.visits
    .filter((visit) => visit.matched)
    .map((visit) => ({
      host: step.netns,
      table: step.table,
      chain: visit.chain,
      type: typeOf(visit),
      rule: visit.number > 0 ? visit.rule : null,
      verdict: visit.verdict ?? 'CONTINUE',
      at: { hook: step.hook, iif: step.iif ?? null, oif: step.oif ?? null, n },
    }));
}

function typeOf(visit: RuleVisit): 'rule' | 'policy' | 'return' {
  return visit.number > 0 ? 'rule' : visit.number === 0 ? 'policy' : 'return';
}

/** The event a chain's packet belongs to: the last `rx` of its hop, for a packet made here the first `tx`. */
function eventOf(step: Step, steps: readonly Step[], numberOf: ReadonlyMap<number, number>): number | null {
  const sameHop = steps.filter((other) => other.hop === step.hop && numberOf.has(other.index));
  const arrived = sameHop.findLast((other) => other.kind === 'rx' && other.index < step.index);
  const left = sameHop.find((other) => other.kind === 'tx' && other.index > step.index);
  return numberOf.get((arrived ?? left)?.index ?? -1) ?? null;
}

function drop(step: StepOf<'drop'>): object {
  return { host: step.netns, dev: step.dev ?? null, reason: step.reason, location: step.location };
}

/** As `conntrack -L` prints an entry, timers removed. @see conntrack(8) */
function conntrackLine(entry: ConntrackEntry): string {
  const numbers = { tcp: 6, udp: 17, icmp: 1 }[entry.protocol];
  const tuple = ({ src, dst, sport, dport }: ConntrackEntry['original'], type: number): string =>
    `src=${formatIp(src)} dst=${formatIp(dst)} ` +
    (entry.protocol === 'icmp' ? `type=${type} code=0 id=${sport}` : `sport=${sport} dport=${dport}`);
  const words = [
    'ipv4     2',
    `${entry.protocol.padEnd(8)} ${numbers}`,
    ...(entry.tcpState === undefined ? [] : [entry.tcpState]),
    tuple(entry.original, 8),
    ...(entry.seenReply ? [] : ['[UNREPLIED]']),
    tuple(entry.reply, 0),
    ...(entry.assured ? ['[ASSURED]'] : []),
    'mark=0 use=1',
  ];
  return words.join(' ');
}
