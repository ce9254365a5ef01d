/** One namespace while a walk lasts: its configuration, which stays, and its state, which traffic changes. */
import type { Ip } from '../address/ip.ts';
import { portsOf } from '../link/bridge.ts';
import { Fdb } from '../link/fdb.ts';
import { NeighbourTable } from '../link/neighbour.ts';
import { NO_WIRES, type Wires, type WiresOfHost } from '../link/wires.ts';
import { ConntrackTable } from '../netfilter/conntrack.ts';
import { planOf, type HookPlan } from '../netfilter/hook-plan.ts';
import type { Ruleset } from '../netfilter/rule.ts';
import type { ArpPacket, Packet } from '../packet/packet.ts';
import { addressType } from '../route/local.ts';
import { SocketTable } from '../socket/sockets.ts';
import { hostSettings, type HostSettings } from '../world/host-settings.ts';
import type { InterfaceCounters, Netdev, Netns, NetnsState, World } from '../world/world.ts';
import { counted, countedBytes } from './counters.ts';
import { RedirectLimit } from './redirect-limit.ts';
import type { Waiting } from './skb.ts';

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
  readonly neighbours: NeighbourTable<Waiting>;
  readonly fdb: Fdb;
  /** Null where nothing asks for it: then packets have no state at all. */
  readonly conntrack: ConntrackTable | null;
  readonly sockets = new SocketTable();
  /** Next hops learned from ICMP redirects, by destination. */
  redirected: Map<Ip, Ip> | undefined = undefined;
  readonly redirects = new RedirectLimit();
  /** By device: what is at the other end. */
  readonly wires: WiresOfHost;
  readonly settings: HostSettings;
  /** What happens at each netfilter hook. */
  readonly hooks: HookPlan;
  private readonly world: World;
  /** What interfaces and statistics have to count, in the order it happened; summed up when somebody asks. */
  private readonly frames: { readonly dev: Netdev; readonly way: 'rx' | 'tx'; readonly payload: Packet | ArpPacket }[] =
    [];
  private readonly events: string[] = [];

  constructor(world: World, wires: Wires, netns: Netns) {
    this.world = world;
    this.wires = wires.get(netns.id) ?? NO_WIRES;
    this.netns = netns;
    let devs = devsByName.get(netns.devs);
    if (devs === undefined) devsByName.set(netns.devs, (devs = new Map(netns.devs.map((dev) => [dev.name, dev]))));
    this.devs = devs;
    this.settings = hostSettings(netns);
    this.hooks = planOf(netns.netfilter);
    this.neighbours = new NeighbourTable<Waiting>(netns.state.neighbours);
    this.fdb = new Fdb(netns.state.fdb);
    this.conntrack = needsTracking(netns.netfilter) ? new ConntrackTable(netns.state.conntrack, world.nowMs) : null;
  }

  /** LOCAL, UNICAST …: what an address is to this host. */
  addressType(address: Ip): string {
    return addressType(this.netns, address);
  }

  get id(): string {
    return this.netns.id;
  }

  /** Up, and with a working line: only then do frames leave or arrive. */
  isRunning(dev: Netdev): boolean {
    if (!dev.up) return false;
    if (dev.kind === 'loopback') return true;
    if (dev.kind === 'bridge')
      return portsOf(this.netns.devs, dev.name).some((port) => port.kind !== 'bridge' && this.isRunning(port));
    const wire = this.wires.get(dev.name);
    const there = wire === undefined ? undefined : this.world.netns[wire.netns]?.devs;
    if (wire === undefined || there === undefined || !wire.up) return false;
    const here = this.netns.devs;
    if (wire.carrier?.here !== here || wire.carrier.there !== there) {
      const isUp = there.some((other) => other.name === wire.dev && other.up);
      wire.carrier = { here, there, isUp };
    }
    return wire.carrier.isUp;
  }

  count(dev: Netdev, way: 'rx' | 'tx', payload: Packet | ArpPacket): void {
    this.frames.push({ dev, way, payload });
  }

  /** An SNMP counter goes up by one, by nstat's name. */
  countStat(name: string): void {
    this.events.push(name);
  }

  /** What traffic has left behind by `nowMs`. */
  state(nowMs: number): NetnsState {
    const counters: Record<string, InterfaceCounters> = { ...this.netns.state.counters };
    for (const { dev, way, payload } of this.frames)
      counters[dev.name] = counted(counters[dev.name], way, countedBytes(dev.kind, way, payload));
    const stats: Record<string, number> = { ...this.netns.state.stats };
    for (const name of this.events) stats[name] = (stats[name] ?? 0) + 1;
    return {
      neighbours: this.neighbours.list(),
      fdb: this.fdb.list(),
      conntrack: this.conntrack?.list(nowMs) ?? this.netns.state.conntrack,
      counters: this.frames.length === 0 ? this.netns.state.counters : counters,
      stats: this.events.length === 0 ? this.netns.state.stats : stats,
    };
  }
}
