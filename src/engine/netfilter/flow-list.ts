/**
 * The tracked flows of a namespace at one moment, beside the plain list of a world. Moments that follow each other share one table,
 * which stands as the newest has it; an older one knows what to undo. So a world goes on flow by flow without its list being
 * copied, and an older moment pays when somebody goes back to it.
 * @see H. G. Baker, Shallow Binding Makes Functional Arrays Fast
 */
import type { Tuple } from '../packet/tuple.ts';
import type { ConntrackEntry } from '../world/world.ts';
import { FlowIndex } from './flow-index.ts';

/** A flow's key is its first tuple, the object itself, which it keeps for life. Null stands where one was forgotten. */
type Flows = Map<Tuple, ConntrackEntry | null>;

interface Table {
  readonly flows: Flows;
  readonly index: FlowIndex;
  /** No entry that ever stood in it outlives this moment: from then on there is nothing to look for. */
  lastsUntilMs: number;
  /** How many it began with: once it holds many more, a new one is made without those past their time. */
  readonly sizeAtFirst: number;
}

/** What happened to the list in one step. */
export interface FlowChanges {
  /** Known flows that have changed, and what became of them; null for one that is over. */
  readonly changed: readonly (readonly [ConntrackEntry, ConntrackEntry | null])[];
  readonly gained: readonly ConntrackEntry[];
}

function tableOf(entries: readonly ConntrackEntry[]): Table {
  const flows: Flows = new Map<Tuple, ConntrackEntry | null>();
  let lastsUntilMs = -Infinity;
  for (const entry of entries) {
    flows.set(entry.original, entry);
    lastsUntilMs = Math.max(lastsUntilMs, entry.expiresAtMs);
  }
  return { flows, index: new FlowIndex(entries), lastsUntilMs, sizeAtFirst: entries.length };
}

/** What stood there before a step: undefined for a flow that was not known yet. */
type Undo = readonly (readonly [Tuple, ConntrackEntry | null | undefined])[];

export class FlowList {
  /** Null once a later moment has it, and while nobody has looked anything up. */
  private table: Table | null = null;
  private next: { readonly list: FlowList; readonly undo: Undo } | null = null;
  /** The same moment with a table of its own, where a later one has taken the shared one along. */
  private again: FlowList | null = null;
  private listed: readonly ConntrackEntry[] | null;
  /** Whatever ran out until then is not listed. */
  private readonly clearedAtMs: number;

  private constructor(listed: readonly ConntrackEntry[] | null, clearedAtMs: number) {
    this.listed = listed;
    this.clearedAtMs = clearedAtMs;
  }

  static of(entries: readonly ConntrackEntry[]): FlowList {
    let list = known.get(entries);
    if (list === undefined) known.set(entries, (list = new FlowList(entries, -Infinity)));
    return list;
  }

  /** In the order in which they were first seen. */
  get entries(): readonly ConntrackEntry[] {
    if (this.listed !== null) return this.listed;
    const listed: ConntrackEntry[] = [];
    for (const entry of this.flows().values())
      if (entry !== null && entry.expiresAtMs > this.clearedAtMs) listed.push(entry);
    known.set(listed, this);
    return (this.listed = listed);
  }

  /** The table as it was at this moment: as the newest moment has it, with all later steps undone. */
  private flows(): Flows {
    if (this.next === null) return this.ownTable().flows;
    const steps = [this.next];
    let newest = this.next.list;
    for (; newest.next !== null; newest = newest.next.list) steps.push(newest.next);
    const then: Flows = new Map(newest.ownTable().flows);
    for (const { undo } of steps.reverse())
      for (const [key, before] of undo)
        if (before === undefined) then.delete(key);
        else then.set(key, before);
    return then;
  }

  private ownTable(): Table {
    if (this.next !== null) return this.twin().ownTable();
    return (this.table ??= tableOf(this.entries));
  }

  /** The same moment once more, for whoever goes another way from here. */
  private twin(): FlowList {
    if (this.again?.next !== null) this.again = new FlowList(this.entries, this.clearedAtMs);
    return this.again;
  }

  /** The flow of `tuple` that came last, of those not in `except` and not past their time. */
  find(tuple: Tuple, isAnswer: boolean, except: readonly ConntrackEntry[], nowMs: number): ConntrackEntry | undefined {
    if (this.listed?.length === 0) return undefined;
    const { index, lastsUntilMs } = this.ownTable();
    const thenMs = Math.max(nowMs, this.clearedAtMs);
    return thenMs >= lastsUntilMs ? undefined : index.find(tuple, isAnswer, except, thenMs);
  }

  /** The list after one more step: changed flows in their places, new ones last, none past its time. */
  after(changes: FlowChanges, nowMs: number): FlowList {
    if (this.next !== null) return this.twin().after(changes, nowMs);
    const { flows, sizeAtFirst } = this.ownTable();
    const isFull = flows.size > 2 * sizeAtFirst + 64;
    const here = isFull ? new FlowList(this.entries, this.clearedAtMs) : this;
    return here.goOn(changes, Math.max(nowMs, this.clearedAtMs));
  }

  private goOn({ changed, gained }: FlowChanges, nowMs: number): FlowList {
    const table = this.ownTable();
    const undo: [Tuple, ConntrackEntry | null | undefined][] = [];
    const put = (key: Tuple, entry: ConntrackEntry | null) => {
      const before = table.flows.get(key);
      undo.push([key, before]);
      table.flows.set(key, entry);
      if (before) table.index.delete(before);
      if (entry === null) return;
      table.index.add(entry);
      table.lastsUntilMs = Math.max(table.lastsUntilMs, entry.expiresAtMs);
    };
    for (const [{ original }, now] of changed) put(original, now);
    for (const entry of gained) put(entry.original, entry);
    const list = new FlowList(null, nowMs);
    list.table = table;
    this.table = null;
    this.next = { list, undo };
    return list;
  }
}

/** By the list of a world. */
const known = new WeakMap<readonly ConntrackEntry[], FlowList>();
