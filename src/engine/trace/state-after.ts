/** What a namespace remembers at one moment of a trace: its memory before the command, and what every step since has added. */
import { sameTuple } from '../packet/tuple-of.ts';
import { counted, countedBytes } from '../walk/counters.ts';
import type { ConntrackEntry, NetdevKind, Netns, NetnsId, NetnsState, World } from '../world/world.ts';
import { countAgain, countRules, repeatedBy } from './count-rules.ts';
import type { Step } from './step.ts';
import type { Trace } from './trace.ts';

/**
 * `before` is the world the trace began in; `last` is a step's index, -1 is before the first.
 * A new flow is known from the moment its first packet got through, not from when it was looked up.
 * @returns null for a namespace that does not exist.
 */
export function stateAfter(before: World, trace: Trace, last: number, id: NetnsId): NetnsState | null {
  const netns = before.netns[id];
  if (netns === undefined) return null;
  const fold = new StateFold(netns);
  for (const step of trace.steps) {
    if (step.index > last) break;
    if (step.netns === id) fold.add(step);
    if (step.kind !== 'wait') continue;
    for (const again of repeatedBy(trace, step)) if (again.netns === id) fold.repeat(again, step.repeatsMs.length);
  }
  return fold.state;
}

class StateFold {
  state: NetnsState;
  private readonly netns: Netns;
  private readonly kinds: ReadonlyMap<string, NetdevKind>;
  /** Flows of packets that are still on their way through here, by visit. */
  private readonly pending = new Map<number, ConntrackEntry>();

  constructor(netns: Netns) {
    this.netns = netns;
    this.state = netns.state;
    this.kinds = new Map(netns.devs.map((dev) => [dev.name, dev.kind]));
  }

  /** Once more, `times` times, without a step of its own. */
  repeat(step: Step, times: number): void {
    this.state = countAgain({ ...this.netns, state: this.state }, step, times);
  }

  add(step: Step): void {
    this.state = countRules(this.state, this.netns.netfilter, step, 1);
    switch (step.kind) {
      case 'tx':
      case 'rx':
        this.count(step);
        if (step.kind === 'tx' && step.frame.payload.protocol !== 'arp') this.confirm(step.hop);
        return;
      case 'neighbour':
        if (step.packet !== null) this.confirm(step.hop);
        if (step.entry !== null) this.putNeighbour(step.entry);
        return;
      case 'bridge':
        if (step.learned !== null) this.putFdb(step.learned);
        return;
      case 'conntrack':
      case 'nat':
        if (step.entry) this.track(step.hop, step.entry);
        return;
      case 'deliver':
        this.confirm(step.hop);
        return;
      case 'drop':
        this.pending.delete(step.hop);
        if (step.reason === 'IP_RPFILTER') this.countStat('TcpExtIPReversePathFilter');
        return;
      default:
        return;
    }
  }

  private count(step: Extract<Step, { kind: 'tx' | 'rx' }>): void {
    const kind = this.kinds.get(step.dev ?? '');
    if (kind === undefined || step.dev === undefined) return;
    const { counters } = this.state;
    const next = counted(counters[step.dev], step.kind, countedBytes(kind, step.kind, step.frame.payload));
    this.state = { ...this.state, counters: { ...counters, [step.dev]: next } };
  }

  private countStat(name: string): void {
    const { stats } = this.state;
    this.state = { ...this.state, stats: { ...stats, [name]: (stats[name] ?? 0) + 1 } };
  }

  private putNeighbour(entry: NetnsState['neighbours'][number]): void {
    const neighbours = put(this.state.neighbours, entry, (a, b) => a.ip === b.ip && a.dev === b.dev);
    this.state = { ...this.state, neighbours };
  }

  private putFdb(entry: NetnsState['fdb'][number]): void {
    this.state = { ...this.state, fdb: put(this.state.fdb, entry, (a, b) => a.mac === b.mac && a.bridge === b.bridge) };
  }

  private track(hop: number, entry: ConntrackEntry): void {
    if (this.state.conntrack.some((known) => isSameFlow(known, entry))) this.putFlow(entry);
    else this.pending.set(hop, entry);
  }

  private confirm(hop: number): void {
    const entry = this.pending.get(hop);
    if (entry === undefined) return;
    this.pending.delete(hop);
    this.putFlow(entry);
  }

  private putFlow(entry: ConntrackEntry): void {
    this.state = { ...this.state, conntrack: put(this.state.conntrack, entry, isSameFlow) };
  }
}

function isSameFlow(a: ConntrackEntry, b: ConntrackEntry): boolean {
  return sameTuple(a.original, b.original);
}

/** In its place where it was known, at the end where it is new. */
function put<T>(entries: readonly T[], entry: T, isSame: (a: T, b: T) => boolean): readonly T[] {
  const at = entries.findIndex((known) => isSame(known, entry));
  return at < 0 ? [...entries, entry] : entries.with(at, entry);
}
