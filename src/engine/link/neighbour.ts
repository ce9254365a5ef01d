/** Who has which address on a link, and what waits for the answer. Read arp(7), RFC 826 and net/core/neighbour.c before editing. */
import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { NeighbourEntry } from '../world/world.ts';

export interface Neighbour<Waiting> {
  entry: NeighbourEntry;
  /** What is sent as soon as the address is known, in order. */
  readonly waiting: Waiting[];
  /** Requests sent since the question was opened. */
  attempts: number;
  /** When its address was last written down; long ago for what was known before. */
  updatedAtMs: number;
  /** Something was sent to it already: its link-layer header is kept ready. @see neigh_hh_init */
  hasHeader: boolean;
}

export class NeighbourTable<Waiting> {
  private readonly byDev = new Map<string, Map<Ip, Neighbour<Waiting>>>();
  private changed = false;
  private readonly initial: readonly NeighbourEntry[];

  constructor(entries: readonly NeighbourEntry[]) {
    this.initial = entries;
    for (const entry of entries) this.put(entry);
  }

  private put(entry: NeighbourEntry): Neighbour<Waiting> {
    let devs = this.byDev.get(entry.dev);
    if (devs === undefined) this.byDev.set(entry.dev, (devs = new Map<Ip, Neighbour<Waiting>>()));
    const made: Neighbour<Waiting> = { entry, waiting: [], attempts: 0, updatedAtMs: -Infinity, hasHeader: false };
    devs.set(entry.ip, made);
    return made;
  }

  find(dev: string, ip: Ip): Neighbour<Waiting> | undefined {
    return this.byDev.get(dev)?.get(ip);
  }

  /** The link address to use at once, or null when it has to be asked for. */
  usableMac(dev: string, ip: Ip): Mac | null {
    const entry = this.find(dev, ip)?.entry;
    return entry?.mac === undefined || entry.state === 'INCOMPLETE' || entry.state === 'FAILED' ? null : entry.mac;
  }

  /** Confirmed, and used before: frames for it need no further look at it. @see neigh_hh_bridge */
  hasHeader(dev: string, ip: Ip): boolean {
    const known = this.find(dev, ip);
    return known?.hasHeader === true && (known.entry.state === 'REACHABLE' || known.entry.state === 'PERMANENT');
  }

  /** Opens a question, or joins the one that is open. @returns whether it is new. */
  ask(dev: string, ip: Ip, waiting: Waiting): boolean {
    const isNew = this.open(dev, ip);
    this.find(dev, ip)?.waiting.push(waiting);
    return isNew;
  }

  /** Opens a question with nothing waiting for it. @returns false when it is open or answered already. */
  open(dev: string, ip: Ip): boolean {
    const known = this.find(dev, ip)?.entry;
    if (known !== undefined && known.state !== 'FAILED') return false;
    this.changed = true;
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
    if (!this.changed) return this.initial;
    return [...this.byDev.values()].flatMap((devs) => [...devs.values()].map((neighbour) => neighbour.entry));
  }
}
