/** One namespace while a walk lasts: its configuration, which stays, and its state, which traffic changes. */
import type { Ip } from '../address/ip.ts';
import { Fdb } from '../link/fdb.ts';
import { NeighbourTable } from '../link/neighbour.ts';
import { ConntrackTable } from '../netfilter/conntrack.ts';
import type { HookPlan } from '../netfilter/hook-plan.ts';
import type { RoutedInput } from '../route/input.ts';
import type { AddressType } from '../route/local.ts';
import type { OutputQuery, RoutedOutput } from '../route/output.ts';
import { SocketTable } from '../socket/sockets.ts';
import type { HostSettings } from '../world/host-settings.ts';
import type { Mirror } from '../windows/mirrored.ts';
import type { WindowsState } from '../windows/windows-state.ts';
import type { Netns, NetnsState } from '../world/world.ts';
import { countFrames, type CountedFrame } from './counters.ts';
import type { Device } from './device.ts';
import { Exit } from './exit.ts';
import { flowsOf, stateWith } from './namespace-state.ts';
import { RedirectLimit } from './redirect-limit.ts';
import type { Site } from './site.ts';
import type { Waiting, Way } from './skb.ts';
import type { Walk } from './walk.ts';

export class Host {
  readonly netns: Netns;
  readonly id: string;
  readonly devs: ReadonlyMap<string, Device>;
  readonly neighbours: NeighbourTable<Waiting>;
  private learnedMacs: Fdb | null = null;
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
  readonly walk: Walk;
  /** The one that the walk entered before. */
  readonly before: Host | null;
  readonly userNetwork: Netns['userNetwork'];
  readonly unmodelled: Netns['unmodelled'];
  private readonly site: Site;
  private openSockets: SocketTable | null = null;
  private toldOfRedirects: RedirectLimit | null = null;
  private events: string[] | null = null;

  constructor(walk: Walk, site: Site, netns: Netns, before: Host | null) {
    this.userNetwork = site.userNetwork;
    this.unmodelled = site.unmodelled;
    this.windows = site.windows;
    this.mirror = site.mirror;
    this.walk = walk;
    this.before = before;
    this.netns = netns;
    this.id = netns.id;
    this.site = site;
    this.devs = site.devices;
    this.settings = site.settings;
    this.hooks = site.hooks;
    this.neighbours = new NeighbourTable<Waiting>(site.neighboursOf(netns.state));
    this.conntrack = site.tracksFlows ? new ConntrackTable(flowsOf(netns.state), walk.world.nowMs) : null;
  }

  /** Most namespaces have no bridge. */
  get fdb(): Fdb {
    return (this.learnedMacs ??= new Fdb(this.netns.state.fdb));
  }

  /** Many namespaces only pass packets on: they never open one. */
  get sockets(): SocketTable {
    return (this.openSockets ??= new SocketTable());
  }

  get hasSockets(): boolean {
    return this.openSockets !== null;
  }

  get redirects(): RedirectLimit {
    return (this.toldOfRedirects ??= new RedirectLimit());
  }

  /** A program's own TCP/IP answers under whatever address was asked. */
  get speaksForAll(): boolean {
    return this.userNetwork !== undefined;
  }

  /** Where does a packet go that came in by `iif`? */
  routeInput(dst: Ip, src: Ip, iif: string, mark: number): RoutedInput {
    return this.site.routing.input(this.netns, dst, src, iif, mark);
  }

  /** Where does a packet go that is made here? */
  routeOutput(query: OutputQuery): RoutedOutput {
    return this.site.routing.output(this.netns, query);
  }

  /** Null where the device is gone. */
  exitOf(way: Way): Exit | null {
    if (way.exit === null) {
      const device = this.devs.get(way.dev);
      if (device !== undefined) way.exit = new Exit(device);
    }
    return way.exit;
  }

  /** LOCAL, UNICAST …: what an address is to this host. */
  addressType(address: Ip): AddressType {
    return this.site.addressType(address);
  }

  /** An SNMP counter goes up by one, by nstat's name. */
  countStat(name: string): void {
    (this.events ??= []).push(name);
  }

  /** What traffic has left behind by `nowMs`; `frames` came and went by its devices. */
  state(nowMs: number, frames: readonly CountedFrame[]): NetnsState {
    const { counters } = this.netns.state;
    const stats: Record<string, number> = { ...this.netns.state.stats };
    for (const name of this.events ?? []) stats[name] = (stats[name] ?? 0) + 1;
    return stateWith(this.conntrack?.list(nowMs) ?? flowsOf(this.netns.state), {
      neighbours: this.neighbours.list(),
      fdb: this.learnedMacs?.list() ?? this.netns.state.fdb,
      counters: frames.length === 0 ? counters : countFrames(counters, this.devs, frames),
      stats: this.events === null ? this.netns.state.stats : stats,
      rules: this.netns.state.rules,
    });
  }
}
