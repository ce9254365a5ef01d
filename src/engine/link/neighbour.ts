/** Who has which address on a link, and what waits for the answer. Read arp(7), RFC 826 and net/core/neighbour.c before editing. */
import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { NeighbourEntry } from '../world/world.ts';
import { KnownNeighbour, macOf, type Meeting, type NeighbourIndex } from './neighbour-index.ts';

export interface Neighbour<Waiting> {
  entry: NeighbourEntry;
  /** What is sent as soon as the address is known, in order. */
  readonly waiting: Waiting[];
  /** Requests sent since the question was opened. */
  attempts: number;
  /** When its address was last written down; long ago for what was known before. */
  updatedAtMs: number;
}

function isAbout(entry: NeighbourEntry, dev: string, ip: Ip): boolean {
  return entry.ip === ip && entry.dev === dev;
}

export class NeighbourTable<Waiting> {
  /** What the walk began with. */
  private readonly known: NeighbourIndex;
  /** What was asked for or changed since, in that order. */
  private touched: Neighbour<Waiting>[] | null = null;
  /** To whom something was sent already by a bridge: their link-layer headers are kept ready. @see neigh_hh_init */
  private headers: NeighbourEntry[] | null = null;
  private changed = false;

  constructor(known: NeighbourIndex) {
    this.known = known;
  }

  private put(entry: NeighbourEntry): Neighbour<Waiting> {
    const neighbour = { entry, waiting: [], attempts: 0, updatedAtMs: -Infinity };
    const { touched } = this;
    const at = touched === null ? -1 : touched.findIndex((other) => isAbout(other.entry, entry.dev, entry.ip));
    if (touched === null) this.touched = [neighbour];
    else if (at < 0) touched.push(neighbour);
    else touched[at] = neighbour;
    return neighbour;
  }

  private findTouched(dev: string, ip: Ip): Neighbour<Waiting> | undefined {
    return this.touched?.find(({ entry }) => isAbout(entry, dev, ip));
  }

  find(dev: string, ip: Ip): Neighbour<Waiting> | undefined {
    const touched = this.findTouched(dev, ip);
    if (touched !== undefined) return touched;
    const entry = this.entry(dev, ip);
    return entry === null ? undefined : this.put(entry);
  }

  entry(dev: string, ip: Ip): NeighbourEntry | null {
    if (this.touched !== null) {
      const touched = this.findTouched(dev, ip);
      if (touched !== undefined) return touched.entry;
    }
    const known = this.known.find(dev, ip);
    return known === null ? null : known.entry;
  }

  /** The neighbour that may be sent to at once through `meeting`; null where it has to be asked for. */
  meet(meeting: Meeting, dev: string, ip: Ip): KnownNeighbour | null {
    const touched = this.touched === null ? undefined : this.findTouched(dev, ip);
    const met = touched === undefined ? this.known.meet(meeting, dev, ip) : new KnownNeighbour(touched.entry);
    return met !== null && met.mac !== null ? met : null;
  }

  /** The link address to use at once, or null when it has to be asked for. */
  usableMac(dev: string, ip: Ip): Mac | null {
    return macOf(this.entry(dev, ip));
  }

  keepHeader(entry: NeighbourEntry): void {
    this.headers ??= [];
    if (!this.headers.includes(entry)) this.headers.push(entry);
  }

  /** Confirmed, and used before: frames for it need no further look at it. @see neigh_hh_bridge */
  hasHeader(dev: string, ip: Ip): boolean {
    const state = this.entry(dev, ip)?.state;
    if (state !== 'REACHABLE' && state !== 'PERMANENT') return false;
    return this.headers?.some((entry) => isAbout(entry, dev, ip)) === true;
  }

  /** Opens a question, or joins the one that is open. @returns whether it is new. */
  ask(dev: string, ip: Ip, waiting: Waiting): boolean {
    const isNew = this.open(dev, ip);
    this.find(dev, ip)?.waiting.push(waiting);
    return isNew;
  }

  /** Opens a question with nothing waiting for it. @returns false when it is open or answered already. */
  open(dev: string, ip: Ip): boolean {
    const known = this.entry(dev, ip);
    if (known !== null && known.state !== 'FAILED') return false;
    this.changed = true;
    this.headers = this.headers?.filter((entry) => !isAbout(entry, dev, ip)) ?? null;
    this.put({ ip, dev, state: 'INCOMPLETE' });
    return true;
  }

  /** Writes down what was heard. @returns what waited for it. A permanent entry stays as it is. */
  update(
    dev: string,
    ip: Ip,
    mac: Mac,
    state: 'REACHABLE' | 'STALE',
    nowMs: number,
  ): { entry: NeighbourEntry; waiting: Waiting[] } {
    const known = this.find(dev, ip) ?? this.put({ ip, dev, state: 'INCOMPLETE' });
    if (known.entry.state === 'PERMANENT') return { entry: known.entry, waiting: [] };
    const stays = state === 'STALE' && known.entry.mac === mac && known.entry.state === 'REACHABLE';
    if (!stays && (known.entry.mac !== mac || known.entry.state !== state)) {
      known.entry = { ip, dev, mac, state };
      known.updatedAtMs = nowMs;
      this.changed = true;
    }
    return { entry: known.entry, waiting: known.waiting.splice(0) };
  }

  /** Nobody answered. @returns what waited in vain. */
  fail(dev: string, ip: Ip): { entry: NeighbourEntry; waiting: Waiting[] } {
    const known = this.find(dev, ip) ?? this.put({ ip, dev, state: 'INCOMPLETE' });
    known.entry = { ip, dev, state: 'FAILED' };
    known.attempts = 0;
    this.changed = true;
    return { entry: known.entry, waiting: known.waiting.splice(0) };
  }

  list(): readonly NeighbourEntry[] {
    const { touched } = this;
    const { entries } = this.known;
    if (!this.changed || touched === null) return entries;
    const now = entries.map((entry) => this.entry(entry.dev, entry.ip) ?? entry);
    const added = touched.flatMap(({ entry }) => (this.wasKnown(entry) ? [] : [entry]));
    const listed = [...now, ...added];
    return [...new Set(listed.map(({ dev }) => dev))].flatMap((dev) => listed.filter((entry) => entry.dev === dev));
  }

  private wasKnown({ dev, ip }: NeighbourEntry): boolean {
    return this.known.find(dev, ip) !== null;
  }
}
