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
}

type Table<Value> = Map<string, Map<Ip, Value>>;
const indexed = new WeakMap<readonly NeighbourEntry[], Table<NeighbourEntry>>();

function put<Value>(table: Table<Value>, { dev, ip }: NeighbourEntry, value: Value): Value {
  let onDev = table.get(dev);
  if (onDev === undefined) table.set(dev, (onDev = new Map<Ip, Value>()));
  onDev.set(ip, value);
  return value;
}

function indexOf(entries: readonly NeighbourEntry[]): Table<NeighbourEntry> {
  let table = indexed.get(entries);
  if (table === undefined) {
    table = new Map();
    for (const entry of entries) put(table, entry, entry);
    indexed.set(entries, table);
  }
  return table;
}

/** A link address that may be used without asking. */
export function macOf(entry: NeighbourEntry | null): Mac | null {
  return entry?.mac === undefined || entry.state === 'INCOMPLETE' || entry.state === 'FAILED' ? null : entry.mac;
}

export class NeighbourTable<Waiting> {
  private readonly initial: readonly NeighbourEntry[];
  /** What the walk began with, indexed once for all walks. */
  private readonly known: Table<NeighbourEntry>;
  /** What was used or changed since. */
  private touched: Table<Neighbour<Waiting>> | null = null;
  /** To whom something was sent already: their link-layer headers are kept ready. @see neigh_hh_init */
  private headers: NeighbourEntry[] = [];
  private changed = false;

  constructor(entries: readonly NeighbourEntry[]) {
    this.initial = entries;
    this.known = indexOf(entries);
  }

  private put(entry: NeighbourEntry): Neighbour<Waiting> {
    this.touched ??= new Map<string, Map<Ip, Neighbour<Waiting>>>();
    return put(this.touched, entry, { entry, waiting: [], attempts: 0, updatedAtMs: -Infinity });
  }

  find(dev: string, ip: Ip): Neighbour<Waiting> | undefined {
    const touched = this.touched?.get(dev)?.get(ip);
    if (touched !== undefined) return touched;
    const entry = this.known.get(dev)?.get(ip);
    return entry === undefined ? undefined : this.put(entry);
  }

  entry(dev: string, ip: Ip): NeighbourEntry | null {
    return this.touched?.get(dev)?.get(ip)?.entry ?? this.known.get(dev)?.get(ip) ?? null;
  }

  /** The link address to use at once, or null when it has to be asked for. */
  usableMac(dev: string, ip: Ip): Mac | null {
    return macOf(this.entry(dev, ip));
  }

  keepHeader(entry: NeighbourEntry): void {
    if (!this.headers.includes(entry)) this.headers.push(entry);
  }

  /** Confirmed, and used before: frames for it need no further look at it. @see neigh_hh_bridge */
  hasHeader(dev: string, ip: Ip): boolean {
    const state = this.entry(dev, ip)?.state;
    if (state !== 'REACHABLE' && state !== 'PERMANENT') return false;
    return this.headers.some((entry) => entry.dev === dev && entry.ip === ip);
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
    this.headers = this.headers.filter((entry) => entry.dev !== dev || entry.ip !== ip);
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
    const now = this.initial.map((entry) => this.touched?.get(entry.dev)?.get(entry.ip)?.entry ?? entry);
    const all = [...(this.touched?.values() ?? [])].flatMap((onDev) => [...onDev.values()]);
    const added = all.map(({ entry }) => entry).filter(({ dev, ip }) => this.known.get(dev)?.has(ip) !== true);
    const listed = [...now, ...added];
    return [...new Set(listed.map(({ dev }) => dev))].flatMap((dev) => listed.filter((entry) => entry.dev === dev));
  }
}
