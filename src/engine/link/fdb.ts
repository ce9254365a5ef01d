/** A bridge's memory: which address is behind which port. Read bridge(8) before editing. Simplified: nothing ages (MODEL.md). */
import type { Mac } from '../address/mac.ts';
import type { FdbEntry } from '../world/world.ts';

/** By address: behind which port of each bridge it is; most are known to one. */
type Table = Map<Mac, readonly FdbEntry[]>;
const indexed = new WeakMap<readonly FdbEntry[], Table>();

function put(table: Table, entry: FdbEntry): void {
  const others = table.get(entry.mac)?.filter(({ bridge }) => bridge !== entry.bridge) ?? [];
  table.set(entry.mac, [...others, entry]);
}

function find(table: Table, bridge: string, mac: Mac): FdbEntry | null {
  const there = table.get(mac);
  if (there !== undefined) for (const entry of there) if (entry.bridge === bridge) return entry;
  return null;
}

function indexOf(entries: readonly FdbEntry[]): Table {
  let table = indexed.get(entries);
  if (table === undefined) {
    table = new Map();
    for (const entry of entries) put(table, entry);
    indexed.set(entries, table);
  }
  return table;
}

export class Fdb {
  private entries: readonly FdbEntry[];
  /** What the walk began with, indexed once for all walks. */
  private readonly initial: Table;
  /** What was learned since. */
  private learned: Table | null = null;

  constructor(entries: readonly FdbEntry[]) {
    this.entries = entries;
    this.initial = indexOf(entries);
  }

  /**
   * The port behind which `mac` is, or null. What was not learned belongs to the bridge or one of its ports: frames for it go up
   * to the host.
   */
  entry(bridge: string, mac: Mac): FdbEntry | null {
    const learned = this.learned === null ? null : find(this.learned, bridge, mac);
    return learned ?? find(this.initial, bridge, mac);
  }

  /** @returns the entry when it is new or has moved, else null. The bridge's own addresses are never learned from traffic. */
  learn(bridge: string, mac: Mac, port: string): FdbEntry | null {
    const known = this.entry(bridge, mac);
    if (known !== null && (!known.learned || known.port === port)) return null;
    const entry: FdbEntry = { bridge, mac, port, learned: true };
    put((this.learned ??= new Map<Mac, readonly FdbEntry[]>()), entry);
    this.entries = known === null ? [...this.entries, entry] : this.entries.map((o) => (o === known ? entry : o));
    return entry;
  }

  list(): readonly FdbEntry[] {
    return this.entries;
  }
}
