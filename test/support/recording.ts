/**
 * Recordings of real networks, and their normal form: what two recordings of the same network, or a prediction and a
 * recording, must have in common. Four levels: outcome, packets, drops, rules.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const FOLDER = join(import.meta.dirname, '..', 'labs');

export interface RecordedProbe {
  readonly id: string;
  readonly from: string;
  readonly kind: 'icmp' | 'tcp' | 'udp';
  readonly dst?: string;
  readonly name?: string;
  readonly dport?: number;
  readonly sport?: number;
  readonly icmp_id?: number;
  readonly ttl?: number;
  readonly src?: string;
}

export interface RecordedPacket {
  readonly host: string;
  readonly dev: string;
  readonly dir: 'tx' | 'rx';
  /** Link addresses as `host:interface`, `broadcast` or `zero`. */
  readonly l2: { readonly src: string; readonly dst: string; readonly otherhost?: boolean };
  readonly ip?: { readonly src: string; readonly dst: string; readonly ttl: number; readonly proto: string };
  readonly l4?: { readonly sport: number; readonly dport: number; readonly flags?: readonly string[] };
  readonly icmp?: { readonly type: number; readonly code: number };
  readonly arp?: { readonly op: string; readonly sender: ArpEnd; readonly target: ArpEnd };
}

/** `mac` names the interface, as `host:interface`. */
interface ArpEnd {
  readonly mac: string;
  readonly ip: string;
}

export interface RecordedRule {
  readonly host: string;
  readonly table: string;
  readonly chain: string;
  readonly type?: 'rule' | 'return' | 'policy';
  readonly rule?: string | null;
  readonly verdict: string;
}

export interface RecordedDrop {
  readonly host: string;
  readonly reason: string;
  readonly location?: string | null;
  readonly certainty?: string | null;
}

export interface Recording {
  readonly probe: RecordedProbe;
  readonly outcome: string;
  readonly err: string | null;
  readonly packets: readonly RecordedPacket[];
  readonly rules: readonly RecordedRule[];
  readonly drops: readonly RecordedDrop[];
  readonly conntrack: readonly { readonly host: string; readonly entry: string }[];
}

export interface RecordedLab {
  readonly lab: {
    readonly id: string;
    readonly kernel: string;
    readonly hosts: readonly { readonly name: string; readonly kind: string; readonly parent?: string }[];
    readonly links: readonly (readonly [string, string])[];
    readonly setup: readonly string[];
    readonly probes: readonly RecordedProbe[];
  };
  readonly hosts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly expected: Readonly<Record<string, Recording>>;
}

export function labIds(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json.gz'))
    .map((name) => name.slice(0, -'.json.gz'.length))
    .sort();
}

export function readLab(id: string): RecordedLab {
  return JSON.parse(gunzipSync(readFileSync(join(FOLDER, `${id}.json.gz`))).toString()) as RecordedLab;
}

export interface NormalForm {
  readonly outcome: string;
  /** One line a packet: `r550 eno8303 rx 172.22.10.119 > 172.42.10.112 tcp SPORT > 22 SYN ttl 63`. */
  readonly packets: readonly string[];
  /** `r550 arp`, sorted, each once. */
  readonly drops: readonly string[];
  /** Per host, `nat PREROUTING -A … => JUMP`, in order. */
  readonly rules: Readonly<Record<string, readonly string[]>>;
}

export function normalForm(recording: Recording): NormalForm {
  const portName = portNames(recording.probe);
  const rules: Record<string, string[]> = {};
  for (const hit of recording.rules) {
    const line = ruleLine(hit);
    if (line !== null) (rules[hit.host] ??= []).push(line);
  }
  return {
    outcome: recording.outcome,
    packets: recording.packets.flatMap((packet) => (packet.ip === undefined ? [] : [packetLine(packet, portName)])),
    drops: [...new Set(recording.drops.flatMap(dropLine))].sort(),
    rules,
  };
}

/**
 * Stricter than the four levels: every frame that was seen, ARP too, in order, with its link addresses.
 * `sw p1 rx gw:lan0 > broadcast who has 192.0.2.1 tell 192.0.2.10`.
 */
export function frameForm(recording: Recording): readonly string[] {
  const portName = portNames(recording.probe);
  return recording.packets.map((packet) => {
    const { host, dev, dir, l2, arp } = packet;
    const frame = `${l2.src} > ${l2.dst}${l2.otherhost === true ? ' (not for it)' : ''}`;
    if (arp === undefined) return `${frame} ${packetLine(packet, portName)}`;
    return `${host} ${dev} ${dir} ${frame} ${arp.op} ${arpEnd(arp.sender)} > ${arpEnd(arp.target)}`;
  });
}

/** What each host tracks afterwards, ephemeral ports and marks left out. */
export function conntrackForm(recording: Recording): readonly string[] {
  const isEphemeral = (port: string) => Number(port) >= 32768;
  return recording.conntrack
    .map(({ host, entry }) => {
      const ports = entry.replace(/port=(\d+)/g, (text, port: string) => (isEphemeral(port) ? 'port=ephemeral' : text));
      return `${host} ${ports.replace(/ mark=\d+/, '')}`;
    })
    .sort();
}

function arpEnd({ mac, ip }: ArpEnd): string {
  return `${ip} at ${mac}`;
}

/** The probe's own port is the same in both; any other ephemeral port is known by the order in which it appeared. */
function portNames(probe: RecordedProbe): (port: number) => string {
  const seen = new Map<number, string>();
  return (port) => {
    if (port === probe.sport) return 'SPORT';
    if (port < 32768) return String(port);
    if (!seen.has(port)) seen.set(port, `e${seen.size + 1}`);
    return seen.get(port) ?? '';
  };
}

function packetLine({ host, dev, dir, ip, l4, icmp }: RecordedPacket, portName: (port: number) => string): string {
  if (ip === undefined) return '';
  const flags = (l4?.flags ?? []).filter((flag) => ['SYN', 'ACK', 'FIN', 'RST'].includes(flag)).sort();
  const upper = l4
    ? `${portName(l4.sport)} > ${portName(l4.dport)}${ip.proto === 'tcp' ? ` ${flags.join('+')}` : ''}`
    : icmp
      ? `${icmp.type}/${icmp.code}`
      : '';
  return `${host} ${dev} ${dir} ${ip.src} > ${ip.dst} ${ip.proto} ${upper} ttl ${ip.ttl}`;
}

const REASON_CLASS: Readonly<Record<string, string>> = {
  NETFILTER_DROP: 'netfilter',
  IP_RPFILTER: 'rp_filter',
  NEIGH_FAILED: 'arp',
  NEIGH_QUEUEFULL: 'arp',
  NEIGH_DEAD: 'arp',
  NEIGH_CREATEFAIL: 'arp',
  IP_OUTNOROUTES: 'no-route',
  IP_INNOROUTES: 'no-route',
  IP_INADDRERRORS: 'not-forwarding',
  NO_SOCKET: 'no-socket',
  OTHERHOST: 'not-for-me',
  UNICAST_IN_L2_MULTICAST: 'not-for-me',
  IP_INHDR: 'ttl',
  TTL_EXPIRED: 'ttl',
};

/** Freed by the receiving TCP or ICMP code as a normal part of handling an answer: not a loss. */
const NOT_A_LOSS = new Set([
  'TCP_RESET',
  'TCP_OLD_ACK',
  'TCP_FLAGS',
  'TCP_CLOSE',
  'TCP_OLD_DATA',
  'TCP_ABORT_ON_DATA',
  'TCP_OFOMERGE',
]);

function dropLine({ host, reason, location, certainty }: RecordedDrop): readonly string[] {
  if (certainty?.startsWith('uncertain') === true || NOT_A_LOSS.has(reason)) return [];
  return [`${host} ${REASON_CLASS[reason] ?? classByPlace(reason, location ?? '')}`];
}

/** Where the kernel names no reason, the place tells. */
function classByPlace(reason: string, location: string): string {
  if (reason !== 'NOT_SPECIFIED') return reason;
  if (location.startsWith('ip_error') || location.startsWith('dst_discard')) return 'no-route';
  return location.includes('br_') ? 'bridge' : reason;
}

/** A user chain's end and an ACCEPT policy leave no trace in a kernel whose built-in chain nobody touched. */
function ruleLine({ table, chain, type = 'rule', rule, verdict }: RecordedRule): string | null {
  if (type === 'return' || (table !== 'nat' && table !== 'filter')) return null;
  if (type === 'policy' && verdict === 'ACCEPT') return null;
  const text = type === 'rule' && rule ? rule.trim().split(/\s+/).join(' ') : 'policy';
  return `${table} ${chain} ${text} => ${verdict}`;
}
