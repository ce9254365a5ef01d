/**
 * Longest prefix match by a few array reads, whatever the number of prefixes: a trie over the bits of an address. Each slot holds
 * the answer for its range, or the way to a finer node. A node chooses by about as many bits as there are prefixes behind it (two
 * slots for each): large tables are read in two or three steps, and still fit in the processor's cache.
 * @see S. Nilsson, G. Karlsson, IP-Address Lookup Using LC-Tries; V. Srinivasan, G. Varghese, Fast Address Lookups Using Controlled Prefix Expansion
 */
import type { Ip } from '../address/ip.ts';
import type { Prefix } from '../address/prefix.ts';

/** So many bits at least, where prefixes are long enough: few prefixes should not make deep tries. */
function fewestBits(before: number): number {
  return before < 16 ? 8 : 4;
}

export class PrefixTrie {
  /** For each prefix the number of the longest other one that holds it, 0 for none. */
  readonly covering: Int32Array;
  private readonly prefixes: readonly Prefix[];
  /**
   * A slot: a prefix's number (0 for none), or, below zero, the way to a node: where its slots begin, times 32, and 32 less the
   * bits that choose among them. The first slot is for all addresses.
   */
  private slots = new Int32Array(512);
  private used = 1;

  /** Different prefixes, shortest first: the first has number 1. */
  constructor(prefixes: readonly Prefix[]) {
    this.prefixes = prefixes;
    this.covering = new Int32Array(prefixes.length);
    this.fill(
      0,
      prefixes.map((_prefix, at) => at),
      0,
    );
  }

  /** Puts a node for the prefixes at these places of the list behind a slot; `before` bits have led there. */
  private fill(slot: number, places: readonly number[], before: number): void {
    const longest = this.prefixes[places.at(-1) ?? -1]?.lengthBits;
    if (longest === undefined) return;
    const enough = Math.max(32 - Math.clz32(places.length), fewestBits(before));
    const bits = Math.max(1, Math.min(longest - before, enough));
    const node = this.reserve(1 << bits);
    this.slots.fill(this.slots[slot] ?? 0, node, node + (1 << bits));
    this.slots[slot] = -((node << 5) | (32 - bits));
    const finer = new Map<number, number[]>();
    for (const place of places) {
      const prefix = this.prefixes[place];
      if (prefix === undefined) continue;
      const first = node + ((prefix.address << before) >>> (32 - bits));
      const spare = before + bits - prefix.lengthBits;
      if (spare >= 0) {
        this.covering[place] = this.slots[first] ?? 0;
        this.slots.fill(place + 1, first, first + (1 << spare));
      } else {
        const behind = finer.get(first);
        if (behind === undefined) finer.set(first, [place]);
        else behind.push(place);
      }
    }
    for (const [behind, those] of finer) this.fill(behind, those, before + bits);
  }

  private reserve(size: number): number {
    const place = this.used;
    this.used += size;
    if (this.used > this.slots.length) {
      const larger = new Int32Array(2 * this.used);
      larger.set(this.slots);
      this.slots = larger;
    }
    return place;
  }

  /** The number of the longest prefix that holds `address`; 0 when none does. Shifts take the lowest five bits of a way by themselves. */
  find(address: Ip): number {
    const { slots } = this;
    let bitsLeft: number = address;
    let found = slots[0] ?? 0;
    while (found < 0) {
      const way = -found;
      const slot = (way >>> 5) + (bitsLeft >>> way);
      bitsLeft <<= found;
      found = slots[slot] ?? 0;
    }
    return found;
  }
}
