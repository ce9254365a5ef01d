/**
 * What a namespace's configuration comes to for the packets that pass it: put together once, and good until somebody edits it.
 * `Host` adds what traffic changes.
 */
import type { Wires } from '../link/wires.ts';
import { portsOf } from '../link/bridge.ts';
import { planOf, type HookPlan } from '../netfilter/hook-plan.ts';
import type { Ruleset } from '../netfilter/rule.ts';
import { KeptAnswers } from '../route/kept-answers.ts';
import { hostSettings, type HostSettings } from '../world/host-settings.ts';
import type { Netdev, Netns, NetnsId } from '../world/world.ts';
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
    this.hooks = planOf(netns.netfilter);
    this.tracksFlows = needsTracking(netns.netfilter);
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
  if (site?.isOf(netns, wires) !== true) sites.set(netns.id, (site = new Site(netns, wires)));
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
