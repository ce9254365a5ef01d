/** Tracked connections by their tuples, beside the plain list of a world. Read net/netfilter/nf_conntrack_core.c "hash_conntrack". */
import type { Tuple } from '../packet/tuple.ts';
import { sameTuple } from '../packet/tuple-of.ts';
import type { ConntrackEntry } from '../world/world.ts';

const PROTOCOL_NUMBERS = { icmp: 1, tcp: 6, udp: 17 } as const;

function hashOf({ protocol, src, dst, sport, dport }: Tuple): number {
  const ends = Math.imul(src, 0x9e3779b1) ^ Math.imul(dst, 0x85ebca77);
  return (ends ^ Math.imul((sport << 16) | dport, 0xc2b2ae3d) ^ PROTOCOL_NUMBERS[protocol]) | 0;
}

/** Whether `tuple` is a packet of this flow. Requests and replies of ICMP echo never meet, though they carry one id. */
export function isOfFlow(flow: Pick<ConntrackEntry, 'original' | 'reply'>, tuple: Tuple, isAnswer: boolean): boolean {
  if (tuple.protocol === 'icmp') return sameTuple(isAnswer ? flow.reply : flow.original, tuple);
  return sameTuple(flow.original, tuple) || sameTuple(flow.reply, tuple);
}

export class FlowIndex {
  private readonly byHash = new Map<number, ConntrackEntry[]>();

  constructor(entries: readonly ConntrackEntry[]) {
    for (const entry of entries) this.add(entry);
  }

  add(entry: ConntrackEntry): void {
    this.put(hashOf(entry.original), entry);
    this.put(hashOf(entry.reply), entry);
  }

  private put(hash: number, entry: ConntrackEntry): void {
    const bucket = this.byHash.get(hash);
    if (bucket === undefined) this.byHash.set(hash, [entry]);
    else bucket.push(entry);
  }

  delete(entry: ConntrackEntry): void {
    for (const hash of [hashOf(entry.original), hashOf(entry.reply)]) {
      const bucket = this.byHash.get(hash) ?? [];
      if (!bucket.includes(entry)) continue;
      if (bucket.length === 1) this.byHash.delete(hash);
      else bucket.splice(bucket.indexOf(entry), 1);
    }
  }

  /** The entry that came last, of those not in `except` and not expired at `nowMs`. */
  find(tuple: Tuple, isAnswer: boolean, except: readonly ConntrackEntry[], nowMs: number): ConntrackEntry | undefined {
    const bucket = this.byHash.get(hashOf(tuple));
    if (bucket === undefined) return undefined;
    for (let at = bucket.length - 1; at >= 0; at -= 1) {
      const entry = bucket[at];
      if (entry === undefined || entry.expiresAtMs <= nowMs || !isOfFlow(entry, tuple, isAnswer)) continue;
      if (!except.includes(entry)) return entry;
    }
    return undefined;
  }
}
