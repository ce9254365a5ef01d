/**
 * What a namespace's configuration comes to for the packets that pass it: put together once, and good until somebody edits it.
 * `Host` adds what traffic changes.
 */
import type { Ip } from '../address/ip.ts';
import { portsOf } from '../link/bridge.ts';
import { NeighbourIndex } from '../link/neighbour-index.ts';
import type { Wires } from '../link/wires.ts';
import { planOf, type HookPlan } from '../netfilter/hook-plan.ts';
import type { Ruleset } from '../netfilter/rule.ts';
import { fibsOf, type Fib } from '../route/fib.ts';
import { KeptAnswers } from '../route/kept-answers.ts';
import { typeIn, type AddressType } from '../route/local.ts';
import { hostSettings, type HostSettings } from '../world/host-settings.ts';
import { mirrorsOf, type Mirror } from '../windows/mirrored.ts';
import type { WindowsState } from '../windows/windows-state.ts';
import type { Netdev, Netns, NetnsId, World } from '../world/world.ts';
import { Device } from './device.ts';
import type { Host } from './host.ts';

export class Site {
  readonly devices: ReadonlyMap<string, Device>;
  readonly settings: HostSettings;
  /** What happens at each netfilter hook. */
  readonly hooks: HookPlan;
  readonly tracksFlows: boolean;
  readonly routing = new KeptAnswers();
  readonly id: string;
  /** Its state in the walk that came here last. */
  passing: Host | null = null;
  /** Of the machine it belongs to; null on every system but Windows. */
  windows: WindowsState | null = null;
  /** The other kernel with the same addresses: WSL's mirrored mode. */
  mirror: Mirror | null = null;
  userNetwork: Netns['userNetwork'] = undefined;
  unmodelled: Netns['unmodelled'] = undefined;
  /** False once the namespace has come to something else: then this one is met no more. */
  isCurrent = true;
  /** The namespace as it was seen last, and the world that was in: in the same world it need not be compared again. */
  private seen: Netns | null = null;
  private world: World | null = null;
  private neighbours: NeighbourIndex | null = null;
  /** The table of its own addresses. */
  private readonly local: Fib | undefined;
  private readonly netns: Netns;
  private readonly wires: Wires;

  constructor(netns: Netns, wires: Wires) {
    this.netns = { ...netns, state: NOTHING_HAPPENED };
    this.wires = wires;
    this.id = netns.id;
    const ends = wires.get(netns.id);
    const devices = new Map(netns.devs.map((dev) => [dev.name, new Device(dev, ends?.get(dev.name) ?? null, this)]));
    for (const device of devices.values()) {
      device.bridge = devices.get(device.master ?? '') ?? null;
      for (const { name } of portsOf(netns.devs, device.name)) {
        const port = devices.get(name);
        if (port !== undefined) device.ports.push(port);
      }
    }
    this.devices = devices;
    this.settings = hostSettings(netns);
    this.local = fibsOf(netns.routes).get('local');
    this.hooks = planOf(netns.netfilter);
    this.tracksFlows = needsTracking(netns.netfilter);
  }

  /** The namespace that this is in `world`, where somebody has found that out already; else null. */
  seenIn(world: World): Netns | null {
    return this.isCurrent && this.world === world ? this.seen : null;
  }

  /** It was found to be what `netns` comes to. */
  recognise(netns: Netns, world: World): this {
    const { machines } = world;
    const isSame = this.world?.machines === machines && this.seen?.machine === netns.machine;
    this.seen = netns;
    this.world = world;
    this.userNetwork = netns.userNetwork;
    this.unmodelled = netns.unmodelled;
    if (!isSame) {
      this.windows = machines[netns.machine]?.windows ?? null;
      this.mirror = mirrorsOf({ machines }).get(netns.id) ?? null;
    }
    return this;
  }

  addressType(address: Ip): AddressType {
    return typeIn(this.local, address);
  }

  neighboursOf({ neighbours }: Netns['state']): NeighbourIndex {
    return (this.neighbours = NeighbourIndex.of(neighbours, this.neighbours));
  }

  isOf(netns: Netns, wires: Wires): boolean {
    const { id, devs, routes, rules, sysctl, netfilter } = this.netns;
    return (
      netns.id === id &&
      netns.devs === devs &&
      netns.routes === routes &&
      netns.rules === rules &&
      netns.sysctl === sysctl &&
      netns.netfilter === netfilter &&
      this.wires === wires
    );
  }
}

const NOTHING_HAPPENED: Netns['state'] = { neighbours: [], fdb: [], conntrack: [], counters: {}, stats: {}, rules: {} };
/** By the list of devices; namespaces without any may share one. */
const known = new WeakMap<readonly Netdev[], Map<NetnsId, Site>>();

export function siteOf(netns: Netns, wires: Wires): Site {
  let sites = known.get(netns.devs);
  if (sites === undefined) known.set(netns.devs, (sites = new Map<NetnsId, Site>()));
  let site = sites.get(netns.id);
  if (site?.isOf(netns, wires) === true) return site;
  if (site !== undefined) site.isCurrent = false;
  sites.set(netns.id, (site = new Site(netns, wires)));
  return site;
}

/** The kernel tracks connections as soon as some rule needs it: a nat table, or a match on the state. */
function needsTracking({ tables }: Ruleset): boolean {
  return tables.some(
    (table) =>
      table.name === 'nat' ||
      table.chains.some((chain) =>
        chain.rules.some((rule) => rule.matches.some((match) => match.kind.startsWith('ct'))),
      ),
  );
}
