/** A bridge's memory: which address is behind which port. Read bridge(8) before editing. Simplified: nothing ages (MODEL.md). */
import type { Mac } from '../address/mac.ts';
import type { FdbEntry } from '../world/world.ts';

export class Fdb {
  private entries: readonly FdbEntry[];
  private readonly byBridge = new Map<string, Map<Mac, FdbEntry>>();

  constructor(entries: readonly FdbEntry[]) {
    this.entries = entries;
    for (const entry of entries) this.tableOf(entry.bridge).set(entry.mac, entry);
  }

  private tableOf(bridge: string): Map<Mac, FdbEntry> {
    let table = this.byBridge.get(bridge);
    if (table === undefined) this.byBridge.set(bridge, (table = new Map<Mac, FdbEntry>()));
    return table;
  }

  /** The port behind which `mac` is, or null. */
  find(bridge: string, mac: Mac): string | null {
    return this.byBridge.get(bridge)?.get(mac)?.port ?? null;
  }

  /** The address belongs to the bridge or one of its ports: frames for it go up to the host. */
  isOwn(bridge: string, mac: Mac): boolean {
    return this.byBridge.get(bridge)?.get(mac)?.learned === false;
  }

  /** @returns the entry when it is new or has moved, else null. The bridge's own addresses are never learned from traffic. */
  learn(bridge: string, mac: Mac, port: string): FdbEntry | null {
    const table = this.tableOf(bridge);
    const known = table.get(mac);
    if (known !== undefined && (!known.learned || known.port === port)) return null;
    const entry: FdbEntry = { bridge, mac, port, learned: true };
    table.set(mac, entry);
    this.entries = known === undefined ? [...this.entries, entry] : this.entries.map((o) => (o === known ? entry : o));
    return entry;
  }

  list(): readonly FdbEntry[] {
    return this.entries;
  }
}
