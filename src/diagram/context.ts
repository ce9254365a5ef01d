import type { Machine, Netdev, NetnsId } from '../engine/index.ts';
import { formatIp } from '../engine/index.ts';
import type { Anchor, Topology } from './topology.ts';
import type { DiagramLanguage, DiagramWords } from './words.ts';
import type { WorldIndex } from './world-index.ts';

export interface LayoutOptions {
  /** Of titles and of the picture's few own words; English by default. */
  readonly language?: DiagramLanguage;
  /**
   * Which panels are drawn: `r550#routes`, `r550#netfilter`, or `r550` for its routing table.
   * By default the standing machines that have containers on a bridge show their routing table; where none has, the first
   * that has a bridge. What is not drawn still has an anchor.
   */
  readonly panels?: readonly Anchor[];
  /** Bridges (`r550/docker0`) whose containers are folded away; their anchors lie on the bridge. */
  readonly folded?: readonly Anchor[];
  /** The picture before the change: what it holds keeps its place. */
  readonly previous?: Topology;
  readonly words?: DiagramWords;
}

/** What every packing function needs to know. */
export interface Context {
  readonly index: WorldIndex;
  readonly language: DiagramLanguage;
  readonly words: DiagramWords;
  readonly panels: ReadonlySet<Anchor>;
  /** Namespaces that show a panel. */
  readonly panelled: ReadonlySet<NetnsId>;
  readonly folded: ReadonlySet<Anchor>;
  /** True for a large world: guests then have an anchor for themselves and their ports only; `anchorPoint` finds the others. */
  readonly isLarge: boolean;
}

export function titleOf(machine: Machine, language: DiagramLanguage): string {
  return typeof machine.title === 'string' ? machine.title : machine.title[language];
}

/** `Dell server · assumed`; undefined when there is nothing to say. */
export function subtitleOf(machine: Machine, { language, words }: Context): string | undefined {
  const { subtitle } = machine;
  if (subtitle === undefined && machine.assumed !== true) return undefined;
  const text = typeof subtitle === 'object' ? subtitle[language] : subtitle;
  const parts = [...(text === undefined ? [] : [text]), ...(machine.assumed === true ? [words.assumed] : [])];
  return parts.length === 0 ? undefined : parts.join(' · ');
}

export function ownsNetns(machine: Machine, { index }: Context): boolean {
  return index.world.netns[machine.netns]?.machine === machine.id;
}

export function visibleDevs(netns: NetnsId, { index }: Context): readonly Netdev[] {
  return index.devsOf(netns);
}

/** The first address of a device, with its prefix length or without. */
export function addressText(dev: Netdev, withLength: boolean): string | undefined {
  const first = dev.addresses[0];
  if (first === undefined) return undefined;
  return withLength ? `${formatIp(first.address)}/${first.lengthBits}` : formatIp(first.address);
}
