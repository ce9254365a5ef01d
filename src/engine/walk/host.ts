/** One namespace while a walk lasts: its configuration, which stays, and its state, which traffic changes. */
import type { Ip } from '../address/ip.ts';
import { Fdb } from '../link/fdb.ts';
import { NeighbourTable } from '../link/neighbour.ts';
import type { Wires } from '../link/wires.ts';
import { ConntrackTable } from '../netfilter/conntrack.ts';
import type { HookPlan } from '../netfilter/hook-plan.ts';
import type { ArpPacket, Packet } from '../packet/packet.ts';
import type { RoutedInput } from '../route/input.ts';
import { addressType } from '../route/local.ts';
import type { OutputQuery, RoutedOutput } from '../route/output.ts';
import { SocketTable } from '../socket/sockets.ts';
import type { HostSettings } from '../world/host-settings.ts';
import { mirrorsOf, type Mirror } from '../windows/mirrored.ts';
import { wslNat } from '../windows/wsl-nat.ts';
import type { WindowsState } from '../windows/windows-state.ts';
import type { InterfaceCounters, Netdev, Netns, NetnsState, World } from '../world/world.ts';
import { countedBytes, countOnto, NO_TRAFFIC, type CountersInTheMaking } from './counters.ts';
import type { Device } from './device.ts';
import { RedirectLimit } from './redirect-limit.ts';
import { siteOf, type Site } from './site.ts';
import type { Waiting } from './skb.ts';

export class Host {
  readonly netns: Netns;
  readonly id: string;
  readonly devs: ReadonlyMap<string, Device>;
  readonly neighbours: NeighbourTable<Waiting>;
  readonly fdb: Fdb;
  /** Null where nothing asks for it: then packets have no state at all. */
  readonly conntrack: ConntrackTable | null;
  /** Next hops learned from ICMP redirects, by destination. */
  redirected: Map<Ip, Ip> | undefined = undefined;
  readonly settings: HostSettings;
  readonly hooks: HookPlan;
  /** Null on every other system. */
  readonly windows: WindowsState | null;
  /** The other kernel with the same addresses: WSL's mirrored mode. */
  readonly mirror: Mirror | null;
  private readonly world: World;
  private readonly site: Site;
  private openSockets: SocketTable | null = null;
  private toldOfRedirects: RedirectLimit | null = null;
  /** What interfaces and statistics have to count, in the order it happened; summed up when somebody asks. */
  private readonly frames: { readonly dev: Netdev; readonly way: 'rx' | 'tx'; readonly payload: Packet | ArpPacket }[] =
    [];
  private events: string[] | null = null;

  constructor(world: World, wires: Wires, netns: Netns) {
    const windows = world.machines[netns.machine]?.windows ?? null;
    const site = siteOf(windows === null ? netns : { ...netns, netfilter: wslNat(windows, netns) }, wires);
    this.windows = windows;
    this.mirror = mirrorsOf(world).get(netns.id) ?? null;
    this.world = world;
    this.netns = netns;
    this.id = netns.id;
    this.site = site;
    this.devs = site.devices;
    this.settings = site.settings;
    this.hooks = site.hooks;
    this.neighbours = new NeighbourTable<Waiting>(netns.state.neighbours);
    this.fdb = new Fdb(netns.state.fdb);
    this.conntrack = site.tracksFlows ? new ConntrackTable(netns.state.conntrack, world.nowMs) : null;
  }

  /** Many namespaces only pass packets on: they never open one. */
  get sockets(): SocketTable {
    return (this.openSockets ??= new SocketTable());
  }

  get redirects(): RedirectLimit {
    return (this.toldOfRedirects ??= new RedirectLimit());
  }

  /** A program's own TCP/IP answers under whatever address was asked. */
  get speaksForAll(): boolean {
    return this.netns.userNetwork !== undefined;
  }

  /** Where does a packet go that came in by `iif`? */
  routeInput(dst: Ip, src: Ip, iif: string, mark: number): RoutedInput {
    return this.site.routing.input(this.netns, dst, src, iif, mark);
  }

  /** Where does a packet go that is made here? */
  routeOutput(query: OutputQuery): RoutedOutput {
    return this.site.routing.output(this.netns, query);
  }

  /** LOCAL, UNICAST …: what an address is to this host. */
  addressType(address: Ip): string {
    return addressType(this.netns, address);
  }

  /** Up, and with a working line: only then do frames leave or arrive. */
  isRunning(dev: Device): boolean {
    return dev.isRunning(this.world);
  }

  count(dev: Netdev, way: 'rx' | 'tx', payload: Packet | ArpPacket): void {
    this.frames.push({ dev, way, payload });
  }

  /** An SNMP counter goes up by one, by nstat's name. */
  countStat(name: string): void {
    (this.events ??= []).push(name);
  }

  /** What traffic has left behind by `nowMs`. */
  state(nowMs: number): NetnsState {
    const counters: Record<string, InterfaceCounters> = { ...this.netns.state.counters };
    const sums = new Map<Netdev, CountersInTheMaking>();
    for (const { dev, way, payload } of this.frames) {
      let sum = sums.get(dev);
      if (sum === undefined) {
        sum = { ...(counters[dev.name] ?? NO_TRAFFIC) };
        counters[dev.name] = sum;
        sums.set(dev, sum);
      }
      countOnto(sum, way, countedBytes(dev.kind, way, payload));
    }
    const stats: Record<string, number> = { ...this.netns.state.stats };
    for (const name of this.events ?? []) stats[name] = (stats[name] ?? 0) + 1;
    return {
      neighbours: this.neighbours.list(),
      fdb: this.fdb.list(),
      conntrack: this.conntrack?.list(nowMs) ?? this.netns.state.conntrack,
      counters: this.frames.length === 0 ? this.netns.state.counters : counters,
      stats: this.events === null ? this.netns.state.stats : stats,
    };
  }
}
