/** The neighbours of a namespace as a walk finds them, by address: indexed once for a list of them. */
import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { FactDetail } from '../trace/fact.ts';
import type { NeighbourEntry } from '../world/world.ts';

/** A link address that may be used without asking. */
export function macOf(entry: NeighbourEntry | null): Mac | null {
  return entry?.mac === undefined || entry.state === 'INCOMPLETE' || entry.state === 'FAILED' ? null : entry.mac;
}

/** A neighbour, and what a trace tells of each packet that found it known. */
export class KnownNeighbour {
  readonly entry: NeighbourEntry;
  /** Null where it has to be asked for. */
  readonly mac: Mac | null;
  readonly told: FactDetail;

  constructor(entry: NeighbourEntry) {
    this.entry = entry;
    this.mac = macOf(entry);
    this.told = { kind: 'neighbour', ip: entry.ip, answer: 'cached', mac: this.mac ?? '', entry };
  }
}

/** Where somebody remembers whom he met by an address on a device, and according to which index. */
export interface Meeting {
  index: NeighbourIndex | null;
  neighbour: KnownNeighbour | null;
}

export class NeighbourIndex {
  readonly entries: readonly NeighbourEntry[];
  /** By address: what is known of it on each device, which is one in most networks. */
  private readonly byIp = new Map<Ip, readonly KnownNeighbour[]>();

  private constructor(entries: readonly NeighbourEntry[]) {
    this.entries = entries;
    for (const entry of entries) {
      const others = this.byIp.get(entry.ip)?.filter(({ entry: { dev } }) => dev !== entry.dev) ?? [];
      this.byIp.set(entry.ip, [...others, new KnownNeighbour(entry)]);
    }
  }

  /** `last` is the one that was in use before: most walks go on with it. */
  static of(entries: readonly NeighbourEntry[], last: NeighbourIndex | null): NeighbourIndex {
    if (last?.entries === entries) return last;
    let index = made.get(entries);
    if (index === undefined) made.set(entries, (index = new NeighbourIndex(entries)));
    return index;
  }

  find(dev: string, ip: Ip): KnownNeighbour | null {
    const there = this.byIp.get(ip);
    if (there !== undefined) for (const neighbour of there) if (neighbour.entry.dev === dev) return neighbour;
    return null;
  }

  /** The same, for who asks about one address again and again. */
  meet(meeting: Meeting, dev: string, ip: Ip): KnownNeighbour | null {
    if (meeting.index !== this) {
      meeting.index = this;
      meeting.neighbour = this.find(dev, ip);
    }
    return meeting.neighbour;
  }
}

const made = new WeakMap<readonly NeighbourEntry[], NeighbourIndex>();
