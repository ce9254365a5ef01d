/** One namespace while a walk lasts: its configuration, which stays, and its state, which traffic changes. */
import type { Ip } from '../address/ip.ts';
import { Fdb } from '../link/fdb.ts';
import { NeighbourTable } from '../link/neighbour.ts';
import type { Wires } from '../link/wires.ts';
import { ConntrackTable } from '../netfilter/conntrack.ts';
import type { Ruleset } from '../netfilter/rule.ts';
import type { ArpPacket, Packet } from '../packet/packet.ts';
import { SocketTable } from '../socket/sockets.ts';
import type { InterfaceCounters, Netdev, Netns, NetnsState, World } from '../world/world.ts';
import { countedBytes, NO_TRAFFIC } from './counters.ts';
import { RedirectLimit } from './redirect-limit.ts';
import type { Skb } from './skb.ts';

const devsByName = new WeakMap<readonly Netdev[], ReadonlyMap<string, Netdev>>();
const tracking = new WeakMap<Ruleset, boolean>();

/** The kernel tracks connections as soon as some rule needs it: a nat table, or a match on the state. */
function needsTracking(ruleset: Ruleset): boolean {
  let needs = tracking.get(ruleset);
  if (needs === undefined) {
    needs = ruleset.tables.some(
      (table) =>
        table.name === 'nat' ||
        table.chains.some((chain) =>
          chain.rules.some((rule) => rule.matches.some((match) => match.kind.startsWith('ct'))),
        ),
    );
    tracking.set(ruleset, needs);
  }
  return needs;
}

export class Host {
  readonly netns: Netns;
  readonly devs: ReadonlyMap<string, Netdev>;
  readonly neighbours: NeighbourTable<Skb>;
  readonly fdb: Fdb;
  /** Null where nothing asks for it: then packets have no state at all. */
  readonly conntrack: ConntrackTable | null;
  readonly sockets = new SocketTable();
  /** Next hops learned from ICMP redirects, by destination. */
  readonly redirected = new Map<Ip, Ip>();
  readonly redirects = new RedirectLimit();
  private readonly world: World;
  private readonly wires: Wires;
  private readonly carriers = new Map<string, boolean>();
  private readonly counters = new Map<string, { -readonly [K in keyof InterfaceCounters]: number }>();
  private readonly stats = new Map<string, number>();

  constructor(world: World, wires: Wires, netns: Netns) {
    this.world = world;
    this.wires = wires;
    this.netns = netns;
    let devs = devsByName.get(netns.devs);
    if (devs === undefined) devsByName.set(netns.devs, (devs = new Map(netns.devs.map((dev) => [dev.name, dev]))));
    this.devs = devs;
    this.neighbours = new NeighbourTable<Skb>(netns.state.neighbours);
    this.fdb = new Fdb(netns.state.fdb);
    this.conntrack = needsTracking(netns.netfilter) ? new ConntrackTable(netns.state.conntrack, world.nowMs) : null;
  }

  get id(): string {
    return this.netns.id;
  }

  /** Up, and with a working line: only then do frames leave or arrive. */
  isRunning(dev: Netdev): boolean {
    let running = this.carriers.get(dev.name);
    if (running === undefined) this.carriers.set(dev.name, (running = this.findCarrier(dev)));
    return running;
  }

  private findCarrier(dev: Netdev): boolean {
    if (!dev.up) return false;
    if (dev.kind === 'loopback') return true;
    if (dev.kind === 'bridge')
      return this.netns.devs.some((port) => port.master === dev.name && port.kind !== 'bridge' && this.isRunning(port));
    const peer = this.wires.get(this.id)?.get(dev.name);
    if (peer?.up !== true) return false;
    return this.world.netns[peer.netns]?.devs.some((other) => other.name === peer.dev && other.up) === true;
  }

  count(dev: Netdev, way: 'rx' | 'tx', payload: Packet | ArpPacket): void {
    let counters = this.counters.get(dev.name);
    if (counters === undefined) {
      counters = { ...(this.netns.state.counters[dev.name] ?? NO_TRAFFIC) };
      this.counters.set(dev.name, counters);
    }
    const bytes = countedBytes(dev.kind, way, payload);
    if (way === 'rx') {
      counters.rxPackets += 1;
      counters.rxBytes += bytes;
    } else {
      counters.txPackets += 1;
      counters.txBytes += bytes;
    }
  }

  /** An SNMP counter goes up by one, by nstat's name. */
  countStat(name: string): void {
    this.stats.set(name, (this.stats.get(name) ?? this.netns.state.stats[name] ?? 0) + 1);
  }

  /** What traffic has left behind. */
  state(): NetnsState {
    const { counters, stats } = this.netns.state;
    return {
      neighbours: this.neighbours.list(),
      fdb: this.fdb.list(),
      conntrack: this.conntrack?.list() ?? this.netns.state.conntrack,
      counters: this.counters.size === 0 ? counters : { ...counters, ...Object.fromEntries(this.counters) },
      stats: this.stats.size === 0 ? stats : { ...stats, ...Object.fromEntries(this.stats) },
    };
  }
}
