/**
 * Which rules of a long chain can match a packet at all: looked up by its addresses and destination port instead of tried one
 * by one. Rules that ask for the same parts of a packet share a hash table (tuple space search). An index may name a rule too
 * many, never one too few: what it names is still tried. @see V. Srinivasan et al., Packet Classification using Tuple Space Search
 */
import { netmask } from '../address/prefix.ts';
import type { Packet } from '../packet/packet.ts';
import type { Match, Rule } from './rule.ts';

/** The parts of a packet that a group of rules asks for; masks of 0 ask for nothing. */
interface Group {
  readonly srcMask: number;
  readonly dstMask: number;
  readonly asksPort: boolean;
  /** Positions in the chain, ascending, by the hash of what the rule asks for. */
  readonly positions: Map<number, number[]>;
}

/** Below this many rules trying them all is as fast. */
const WORTH_AN_INDEX = 12;
const NO_POSITIONS: readonly number[] = [];

export class RuleIndex {
  private readonly groups = new Map<string, Group>();

  private constructor(rules: readonly Rule[]) {
    for (const [position, rule] of rules.entries()) this.add(position, rule);
  }

  /** @returns null for a chain that is too short for one. */
  static of(rules: readonly Rule[]): RuleIndex | null {
    return rules.length < WORTH_AN_INDEX ? null : new RuleIndex(rules);
  }

  private add(position: number, rule: Rule): void {
    const { src, srcMask, dst, dstMask, port } = asked(rule.matches);
    const name = `${srcMask} ${dstMask} ${port !== null}`;
    let group = this.groups.get(name);
    if (group === undefined)
      this.groups.set(name, (group = { srcMask, dstMask, asksPort: port !== null, positions: new Map() }));
    const hash = hashOf(src, dst, port ?? 0);
    const known = group.positions.get(hash);
    if (known === undefined) group.positions.set(hash, [position]);
    else known.push(position);
  }

  /** Positions of all rules that may match, ascending. */
  candidates(packet: Packet): readonly number[] {
    const { src, dst } = packet;
    let found = NO_POSITIONS;
    for (const { srcMask, dstMask, asksPort, positions } of this.groups.values()) {
      if (asksPort && packet.protocol === 'icmp') continue;
      const port = asksPort && packet.protocol !== 'icmp' ? packet.dport : 0;
      const more = positions.get(hashOf(src & srcMask, dst & dstMask, port));
      if (more !== undefined) found = found.length === 0 ? more : merge(found, more);
    }
    return found;
  }
}

function hashOf(src: number, dst: number, port: number): number {
  return (Math.imul(src, 0x9e3779b1) ^ Math.imul(dst, 0x85ebca77) ^ Math.imul(port, 0xc2b2ae3d)) | 0;
}

/** Only what is tried before a condition the engine does not know: that one must be met by whoever reaches it. */
function asked(matches: readonly Match[]) {
  const question = { src: 0, srcMask: 0, dst: 0, dstMask: 0, port: null as number | null };
  for (const match of matches) {
    if (match.kind === 'unmodelled') break;
    if (match.negated) continue;
    if (match.kind === 'source') {
      question.src = match.prefix.address;
      question.srcMask = netmask(match.prefix.lengthBits);
    } else if (match.kind === 'destination') {
      question.dst = match.prefix.address;
      question.dstMask = netmask(match.prefix.lengthBits);
    } else if (match.kind === 'destination-port') {
      const [only, ...others] = match.ports;
      if (only !== undefined && others.length === 0 && only.from === only.to) question.port = only.from;
    }
  }
  return question;
}

function merge(a: readonly number[], b: readonly number[]): readonly number[] {
  const merged: number[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [left, right] = [a[i], b[j]];
    if (left === undefined && right === undefined) return merged;
    if (right === undefined || (left !== undefined && left < right)) {
      merged.push(left ?? 0);
      i += 1;
    } else {
      merged.push(right);
      j += 1;
    }
  }
}
