/**
 * Conditions as functions, made once for a rule set. `match.ts` says what they mean; these only answer sooner, by working out
 * beforehand what does not depend on the packet.
 */
import { contains, netmask } from '../address/prefix.ts';
import { lengthBytes } from '../packet/length.ts';
import type { TcpFlags } from '../packet/packet.ts';
import { Unmodelled } from '../trace/unmodelled.ts';
import { interned } from '../world/interned.ts';
import type { MatchContext } from './match.ts';
import type { Match, PortRange } from './rule.ts';

/** `mark` is the packet's as the rules before have set it. @throws Unmodelled for a condition the engine does not know. */
export type Test = (context: MatchContext, mark: number) => boolean;

export function testOf(match: Match): Test {
  const holds = compile(match);
  return match.negated ? (context, mark) => !holds(context, mark) : holds;
}

function compile(match: Match): Test {
  switch (match.kind) {
    case 'source': {
      const { address, lengthBits } = match.prefix;
      const mask = netmask(lengthBits);
      return ({ packet }) => (packet.src & mask) === address;
    }
    case 'destination': {
      const { address, lengthBits } = match.prefix;
      const mask = netmask(lengthBits);
      return ({ packet }) => (packet.dst & mask) === address;
    }
    case 'in-interface': {
      const isNamed = interfaceTest(match.name);
      return ({ iif }) => isNamed(iif);
    }
    case 'out-interface': {
      const isNamed = interfaceTest(match.name);
      return ({ oif }) => isNamed(oif);
    }
    case 'protocol': {
      const protocol = interned(match.protocol);
      return protocol === 'all' ? () => true : ({ packet }) => packet.protocol === protocol;
    }
    case 'source-port': {
      const isAsked = portTest(match.ports);
      return ({ packet }) => packet.protocol !== 'icmp' && isAsked(packet.sport);
    }
    case 'destination-port': {
      const isAsked = portTest(match.ports);
      return ({ packet }) => packet.protocol !== 'icmp' && isAsked(packet.dport);
    }
    case 'icmp-type': {
      const { type, code } = match;
      return ({ packet }) =>
        packet.protocol === 'icmp' && packet.type === type && (code === null || packet.code === code);
    }
    case 'tcp-flags': {
      const fitting = TCP_FLAGS.filter((flags) => hasFlags(flags.split('+'), match.mask, match.set));
      return ({ packet }) => packet.protocol === 'tcp' && fitting.includes(packet.flags);
    }
    case 'addrtype': {
      const types = match.type.split(',').map(interned);
      const { of, limitIface } = match;
      return ({ packet, iif, oif, addresses }) => {
        const dev = limitIface === 'in' ? iif : limitIface === 'out' ? oif : undefined;
        return isAmong(types, addresses.addressType(of === 'source' ? packet.src : packet.dst, dev));
      };
    }
    case 'ctstate': {
      const states = match.states.map((state) => interned(state.toLowerCase()));
      const [asksSnat, asksDnat] = [match.states.includes('SNAT'), match.states.includes('DNAT')];
      return ({ ctstate, srcNat, dstNat }) =>
        ctstate !== null && ((asksSnat && srcNat) || (asksDnat && dstNat) || isAmong(states, ctstate));
    }
    case 'ct-address': {
      const [isOriginal, isSource] = [match.of.startsWith('orig'), match.of.endsWith('src')];
      return ({ original, reply }) => {
        const tuple = isOriginal ? original : reply;
        return tuple !== null && contains(match.prefix, isSource ? tuple.src : tuple.dst);
      };
    }
    case 'ct-port': {
      const [isOriginal, isSource] = [match.of.startsWith('orig'), match.of.endsWith('src')];
      const { from, to } = match.ports;
      return ({ original, reply }) => {
        const tuple = isOriginal ? original : reply;
        const port = tuple === null ? -1 : isSource ? tuple.sport : tuple.dport;
        return port >= from && port <= to;
      };
    }
    case 'ct-direction':
      return ({ ctdirection }) => ctdirection === match.direction;
    case 'source-range': {
      const [from, to] = [match.from >>> 0, match.to >>> 0];
      return ({ packet }) => packet.src >>> 0 >= from && packet.src >>> 0 <= to;
    }
    case 'destination-range': {
      const [from, to] = [match.from >>> 0, match.to >>> 0];
      return ({ packet }) => packet.dst >>> 0 >= from && packet.dst >>> 0 <= to;
    }
    case 'ttl':
      return ({ packet }) => packet.ttlHops >= match.from && packet.ttlHops <= match.to;
    case 'length':
      return ({ packet }) => {
        const bytes = lengthBytes(packet);
        return bytes >= match.from && bytes <= match.to;
      };
    case 'mark': {
      const { mask, value } = match;
      return (_context, mark) => (mark & mask) === value;
    }
    case 'comment':
      return () => true;
    case 'unmodelled': {
      const { name } = match;
      return () => {
        throw new Unmodelled(`iptables match "${name}"`);
      };
    }
  }
}

/** Most rules ask for one port, or one range of them. */
function portTest(ports: readonly PortRange[]): (port: number) => boolean {
  const [first, ...others] = ports;
  if (first === undefined || others.length > 0)
    return (port) => ports.some(({ from, to }) => port >= from && port <= to);
  const { from, to } = first;
  return (port) => port >= from && port <= to;
}

const TCP_FLAGS: readonly TcpFlags[] = ['SYN', 'SYN+ACK', 'ACK', 'FIN+ACK', 'RST', 'RST+ACK', 'PSH+ACK'];

function hasFlags(flags: readonly string[], mask: readonly string[], set: readonly string[]): boolean {
  return mask.every((flag) => flags.includes(flag) === set.includes(flag));
}

function isAmong(texts: readonly string[], text: string): boolean {
  for (const one of texts) if (one === text) return true;
  return false;
}

export function interfaceTest(pattern: string): (name: string) => boolean {
  const exact = interned(pattern);
  if (!pattern.endsWith('+')) return (name) => name === exact;
  const beginning = pattern.slice(0, -1);
  return (name) => name.startsWith(beginning);
}
