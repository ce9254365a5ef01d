/** Address translation: chosen once for a flow, then applied to every packet of it. Read net/netfilter/nf_nat_core.c before editing. */
import type { Ip } from '../address/ip.ts';
import type { Packet } from '../packet/packet.ts';
import type { Tuple } from '../packet/tuple.ts';
import { invert, isIcmpError, sameTuple, withHalf } from '../packet/tuple-of.ts';
import type { ConntrackTable, Flow, Tracked } from './conntrack.ts';
import type { PortRange } from './rule.ts';

/** `source` happens at POSTROUTING and INPUT, `destination` at PREROUTING and OUTPUT. @see HOOK2MANIP */
export type Half = 'source' | 'destination';

export interface Range {
  readonly address: Ip | null;
  readonly ports: PortRange | null;
}

/** No rule asked for anything; a clash of tuples may still move a port. */
export const ANY_RANGE: Range = { address: null, ports: null };

/** Chooses the flow's tuples for one half and notes that the nat table was asked. @see nf_nat_setup_info */
export function bindHalf(table: ConntrackTable, flow: Flow, half: Half, range: Range): void {
  if (half === 'source') flow.srcAsked = true;
  else flow.dstAsked = true;
  // Nearly every flow keeps the half that no rule asks about.
  if (range.address === null && range.ports === null && !table.isTaken(flow.reply, flow)) return;
  const current = invert(flow.reply);
  const wanted = uniqueTuple(table, flow, half, current, range);
  if (sameTuple(wanted, current)) return;
  flow.reply = invert(wanted);
  if (half === 'source') flow.srcNat = true;
  else flow.dstNat = true;
}

function uniqueTuple(table: ConntrackTable, flow: Flow, half: Half, current: Tuple, range: Range): Tuple {
  const addressed: Tuple =
    half === 'source'
      ? tuple(current, range.address ?? current.src, current.dst, current.sport, current.dport)
      : tuple(current, current.src, range.address ?? current.dst, current.sport, current.dport);
  const port = half === 'source' ? addressed.sport : addressed.dport;
  const { ports } = range;
  const fits = ports === null || (port >= ports.from && port <= ports.to);
  const isFree = (tuple: Tuple) => !table.isTaken(invert(tuple), flow);
  // A single port is taken as it is told; else the old one is kept when it fits and nobody has it.
  if (ports !== null && ports.from === ports.to) return withPort(addressed, half, ports.from);
  if (fits && isFree(addressed)) return addressed;
  // Where to is not ours to change without a rule that says so.
  if (half === 'destination' && ports === null) return addressed;
  const [from, to] = ports === null ? freePorts(current, port) : [ports.from, ports.to];
  // A destination's range is tried from its beginning.
  const start = half === 'destination' || !fits ? 0 : port - from + 1;
  for (let step = 0; step <= to - from; step += 1) {
    const tried = withPort(addressed, half, from + ((start + step) % (to - from + 1)));
    if (isFree(tried)) return tried;
  }
  return addressed;
}

/** Ports stay in the class they come from. @see nf_nat_l4proto_unique_tuple. Simplified: the kernel starts at a random place. */
function freePorts(tuple: Tuple, port: number): readonly [number, number] {
  if (tuple.protocol === 'icmp') return [0, 65535];
  if (port < 512) return [1, 511];
  return port < 1024 ? [600, 1023] : [1024, 65535];
}

function withPort(old: Tuple, half: Half, port: number): Tuple {
  const { src, dst, sport, dport } = old;
  if (old.protocol === 'icmp') return tuple(old, src, dst, port, port);
  return half === 'source' ? tuple(old, src, dst, port, dport) : tuple(old, src, dst, sport, port);
}

function tuple({ protocol }: Tuple, src: Ip, dst: Ip, sport: number, dport: number): Tuple {
  return { protocol, src, dst, sport, dport };
}

/** Writes the flow's translation of one half into a packet of it; the same packet when there is none. @see nf_nat_packet */
export function translate(packet: Packet, tracked: Tracked, half: Half): Packet {
  const { flow, direction } = tracked;
  if (flow === null) return packet;
  const isReply = direction === 'reply';
  // A reply undoes at one end what the original had done at the other.
  const applies = (half === 'source') !== isReply ? flow.srcNat : flow.dstNat;
  if (!applies) return packet;
  const opposite = isReply ? flow.original : flow.reply;
  const target = invert(opposite);
  if (!isIcmpError(packet)) return withHalf(packet, half, target);
  // An error carries the head of the packet it speaks about: that is turned back too. @see nf_nat_icmp_reply_translation
  const other: Half = half === 'source' ? 'destination' : 'source';
  const inner = packet.inner === undefined ? {} : { inner: withHalf(packet.inner, other, opposite) };
  return half === 'source' ? { ...packet, ...inner, src: target.src } : { ...packet, ...inner, dst: target.dst };
}
