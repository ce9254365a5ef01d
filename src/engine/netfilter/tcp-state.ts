/** How connection tracking follows TCP. Read net/netfilter/nf_conntrack_proto_tcp.c tcp_conntracks before editing. */
import type { TcpFlags } from '../packet/packet.ts';

export type TcpState =
  'SYN_SENT' | 'SYN_RECV' | 'ESTABLISHED' | 'FIN_WAIT' | 'CLOSE_WAIT' | 'LAST_ACK' | 'TIME_WAIT' | 'CLOSE';

/** How long a silent flow is remembered. @see net.netfilter.nf_conntrack_*_timeout */
export const TIMEOUTS_MS: Readonly<Record<TcpState | 'udp' | 'udpStream' | 'icmp', number>> = {
  SYN_SENT: 120_000,
  SYN_RECV: 60_000,
  ESTABLISHED: 432_000_000,
  FIN_WAIT: 120_000,
  CLOSE_WAIT: 60_000,
  LAST_ACK: 30_000,
  TIME_WAIT: 120_000,
  CLOSE: 10_000,
  udp: 30_000,
  udpStream: 120_000,
  icmp: 30_000,
};

/** What a segment does to a flow: the state after it, `same` where it is let pass without a change, `invalid` where it does not belong. */
type Next = TcpState | 'same' | 'invalid';

const COLUMNS = [
  null,
  'SYN_SENT',
  'SYN_RECV',
  'ESTABLISHED',
  'FIN_WAIT',
  'CLOSE_WAIT',
  'LAST_ACK',
  'TIME_WAIT',
  'CLOSE',
] as const satisfies readonly (TcpState | null)[];

/** The kernel's abbreviations: its table is read as it is printed there. Simultaneous opens (SYN_SENT2) are not told apart. */
const NAMES: Readonly<Record<string, Next>> = {
  SS: 'SYN_SENT',
  SR: 'SYN_RECV',
  ES: 'ESTABLISHED',
  FW: 'FIN_WAIT',
  CW: 'CLOSE_WAIT',
  LA: 'LAST_ACK',
  TW: 'TIME_WAIT',
  CL: 'CLOSE',
  IG: 'same',
  IV: 'invalid',
};

/** One column for each state before, in the order of `COLUMNS`: no flow yet, SYN_SENT, SYN_RECV … */
function row(text: string): readonly Next[] {
  return text.split(' ').map((name) => NAMES[name] ?? 'invalid');
}

type Segment = 'syn' | 'synack' | 'fin' | 'ack' | 'rst';

const TABLE: Readonly<Record<'original' | 'reply', Readonly<Record<Segment, readonly Next[]>>>> = {
  original: {
    //       no SS SR ES FW CW LA TW CL
    syn: row('SS SS IG IG IG IG IG SS SS'),
    synack: row('IV IV SR IV IV IV IV IV IV'),
    fin: row('IV IV FW FW LA LA LA TW CL'),
    // A connection that began before tracking did is picked up in the middle (nf_conntrack_tcp_loose). One whose SYN+ACK never
    // came by is not: of an asymmetric path only the SYN belongs to the flow.
    ack: row('ES IV ES ES CW CW TW TW CL'),
    rst: row('IV CL CL CL CL CL CL CL CL'),
  },
  reply: {
    syn: row('IV IG IV IV IV IV IV SS IV'),
    synack: row('IV SR IG IG IG IG IG IG IG'),
    fin: row('IV IV FW FW LA LA LA TW CL'),
    ack: row('IV IG SR ES CW CW TW TW CL'),
    rst: row('IV CL CL CL CL CL CL CL CL'),
  },
};

const SEGMENTS: Readonly<Record<TcpFlags, Segment>> = {
  SYN: 'syn',
  'SYN+ACK': 'synack',
  ACK: 'ack',
  'PSH+ACK': 'ack',
  'FIN+ACK': 'fin',
  RST: 'rst',
  'RST+ACK': 'rst',
};

/** @returns the state after this segment, or null when it does not belong to the flow or may not begin one. `before` is null for a new flow. */
export function nextTcpState(
  before: TcpState | null,
  flags: TcpFlags,
  direction: 'original' | 'reply',
): TcpState | null {
  const next = TABLE[direction][SEGMENTS[flags]][COLUMNS.indexOf(before)] ?? 'invalid';
  if (next === 'invalid') return null;
  return next === 'same' ? before : next;
}
