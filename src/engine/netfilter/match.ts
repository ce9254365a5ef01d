/** Whether a rule's conditions hold for a packet. Read iptables-extensions(8) before editing. */
import type { Ip } from '../address/ip.ts';
import { contains } from '../address/prefix.ts';
import { lengthBytes } from '../packet/length.ts';
import type { Packet, TcpFlags } from '../packet/packet.ts';
import type { Tuple } from '../packet/tuple.ts';
import { Unmodelled } from '../trace/unmodelled.ts';
import type { Tracked } from './conntrack.ts';
import type { Match, PortRange } from './rule.ts';

/** What a rule may look at. Interface names are empty where the hook has none. */
export interface MatchContext {
  readonly packet: Packet;
  readonly iif: string;
  readonly oif: string;
  readonly mark: number;
  /** What connection tracking makes of the packet; null where nothing is tracked. */
  readonly ctstate: Tracked['state'] | null;
  /** The flow's source (destination) was rewritten. */
  readonly srcNat: boolean;
  readonly dstNat: boolean;
  /** The flow's two ends, and which of them this packet goes along; null where it belongs to no flow. */
  readonly ctdirection: Tracked['direction'] | null;
  readonly original: Tuple | null;
  readonly reply: Tuple | null;
  readonly addresses: KnowsAddresses;
}

/** LOCAL, UNICAST …: what an address is to this host. */
export interface KnowsAddresses {
  addressType(address: Ip, dev?: string): string;
}

/** @returns where the first condition stands that does not hold, -1 when all do. @throws Unmodelled for a condition the engine does not know. */
export function firstFailed(matches: readonly Match[], context: MatchContext): number {
  let at = 0;
  for (const match of matches) {
    if (holds(match, context) === match.negated) return at;
    at += 1;
  }
  return -1;
}

function holds(match: Match, context: MatchContext): boolean {
  const { packet } = context;
  switch (match.kind) {
    case 'source':
      return contains(match.prefix, packet.src);
    case 'destination':
      return contains(match.prefix, packet.dst);
    case 'in-interface':
      return matchesInterface(match.name, context.iif);
    case 'out-interface':
      return matchesInterface(match.name, context.oif);
    case 'protocol':
      return match.protocol === 'all' || match.protocol === packet.protocol;
    case 'source-port':
      return packet.protocol !== 'icmp' && inRanges(match.ports, packet.sport);
    case 'destination-port':
      return packet.protocol !== 'icmp' && inRanges(match.ports, packet.dport);
    case 'icmp-type':
      return (
        packet.protocol === 'icmp' && packet.type === match.type && (match.code === null || packet.code === match.code)
      );
    case 'tcp-flags': {
      if (packet.protocol !== 'tcp') return false;
      const flags = flagsOf(packet.flags);
      return match.mask.every((flag) => flags.includes(flag) === match.set.includes(flag));
    }
    case 'addrtype': {
      const address = match.of === 'source' ? packet.src : packet.dst;
      const dev = match.limitIface === 'in' ? context.iif : match.limitIface === 'out' ? context.oif : undefined;
      return includesWord(match.type, context.addresses.addressType(address, dev));
    }
    case 'ctstate':
      return match.states.some((state) => hasState(state, context));
    case 'ct-address':
    case 'ct-port':
      return holdsForFlow(match, context);
    case 'ct-direction':
      return context.ctdirection === match.direction;
    case 'source-range':
      return inIpRange(packet.src, match.from, match.to);
    case 'destination-range':
      return inIpRange(packet.dst, match.from, match.to);
    case 'ttl':
      return packet.ttlHops >= match.from && packet.ttlHops <= match.to;
    case 'length': {
      const bytes = lengthBytes(packet);
      return bytes >= match.from && bytes <= match.to;
    }
    case 'mark':
      return (context.mark & match.mask) === match.value;
    case 'comment':
      return true;
    case 'unmodelled':
      throw new Unmodelled(`iptables match "${match.name}"`);
  }
}

function inIpRange(address: Ip, from: Ip, to: Ip): boolean {
  return address >>> 0 >= from >>> 0 && address >>> 0 <= to >>> 0;
}

/** The flow's tuples stay what they are while its packets are rewritten. @see iptables-extensions(8) conntrack --ctorigdst */
function holdsForFlow(
  match: Extract<Match, { kind: 'ct-address' | 'ct-port' }>,
  { original, reply }: MatchContext,
): boolean {
  const tuple = match.of.startsWith('orig') ? original : reply;
  if (tuple === null) return false;
  const isSource = match.of.endsWith('src');
  if (match.kind === 'ct-address') return contains(match.prefix, isSource ? tuple.src : tuple.dst);
  const port = isSource ? tuple.sport : tuple.dport;
  return port >= match.ports.from && port <= match.ports.to;
}

/** A name that ends in `+` stands for all that begin like it. @see iptables(8) --in-interface */
function matchesInterface(pattern: string, name: string): boolean {
  return pattern.endsWith('+') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function inRanges(ranges: readonly PortRange[], port: number): boolean {
  return ranges.some((range) => port >= range.from && port <= range.to);
}

function flagsOf(flags: TcpFlags): readonly string[] {
  return flags.split('+');
}

/** SNAT and DNAT are virtual states: the flow's addresses were rewritten. A packet outside tracking has none but UNTRACKED. */
function hasState(state: string, { ctstate, srcNat, dstNat }: MatchContext): boolean {
  if (ctstate === null) return false;
  if (state === 'SNAT') return srcNat;
  if (state === 'DNAT') return dstNat;
  return state === NAME_OF_STATE[ctstate];
}

const NAME_OF_STATE: Readonly<Record<Tracked['state'], string>> = {
  new: 'NEW',
  established: 'ESTABLISHED',
  related: 'RELATED',
  invalid: 'INVALID',
  untracked: 'UNTRACKED',
};

/** Whether a list with commas, which is nearly always one word, names it. */
function includesWord(list: string, word: string): boolean {
  return list === word || (list.includes(',') && list.split(',').includes(word));
}
