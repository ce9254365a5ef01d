/**
 * Longest prefix match by a few array reads, whatever the number of prefixes: a trie over the bits of an address, 8, 8, 8, 4
 * and 4 at a time. Each slot holds the answer for its range, or the way to a finer node.
 * @see V. Srinivasan, G. Varghese, Fast Address Lookups Using Controlled Prefix Expansion
 */
import type { Ip } from '../address/ip.ts';
import type { Prefix } from '../address/prefix.ts';

/** Bits decided before each level, and by it. */
const LEVELS = [
  { before: 0, stride: 8 },
  { before: 8, stride: 8 },
  { before: 16, stride: 8 },
  { before: 24, stride: 4 },
  { before: 28, stride: 4 },
] as const;

export class PrefixTrie {
  /** A slot: an answer's number (0 for none), or the negative place of a node. */
  private slots = new Int32Array(512);
  private used = 256;

  /** Prefixes must come shortest first. @returns the number that stood for the same range before. */
  put(prefix: Prefix, answer: number): number {
    const { address, lengthBits } = prefix;
    let node = 0;
    for (const { before, stride } of LEVELS) {
      const first = (address << before) >>> (32 - stride);
      if (lengthBits <= before + stride) {
        const last = first + (1 << (before + stride - lengthBits));
        const covering = this.slots[node + first] ?? 0;
        this.slots.fill(answer, node + first, node + last);
        return covering;
      }
      node = this.below(node + first, before + stride === 24 || before + stride === 28 ? 16 : 256);
    }
    return 0;
  }

  /** The node behind a slot, made of what the slot held where there is none yet. */
  private below(slot: number, size: number): number {
    const held = this.slots[slot] ?? 0;
    if (held < 0) return -held;
    const node = this.used;
    this.used += size;
    if (this.used > this.slots.length) {
      const larger = new Int32Array(2 * this.used);
      larger.set(this.slots);
      this.slots = larger;
    }
    this.slots.fill(held, node, this.used);
    this.slots[slot] = -node;
    return node;
  }

  /** The number of the longest prefix that holds `address`; 0 when none does. */
  find(address: Ip): number {
    const { slots } = this;
    let found = slots[address >>> 24] ?? 0;
    if (found >= 0) return found;
    found = slots[((address >>> 16) & 255) - found] ?? 0;
    if (found >= 0) return found;
    found = slots[((address >>> 8) & 255) - found] ?? 0;
    if (found >= 0) return found;
    found = slots[((address >>> 4) & 15) - found] ?? 0;
    if (found >= 0) return found;
    return slots[(address & 15) - found] ?? 0;
  }
}
