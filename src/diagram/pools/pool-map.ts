/**
 * The pools of a Docker Engine as a map: every subnet it could give, and what is known of each. Plain data without words or
 * measures: the page writes it into cells, a screen reader is told the same list.
 */
import {
  formatPrefix,
  overlaps,
  subnetsAfter,
  subnetsOf,
  type Prefix,
  type Trace,
  type World,
} from '../../engine/index.ts';
import { obstaclesOf } from './obstacles.ts';
import { officesBeyond } from './offices.ts';
import { rowsOf, type PoolRow } from './rows.ts';

export interface PoolMap {
  readonly machine: string;
  /** `24.0.7` */
  readonly engine: string;
  /** Up to engine 26 a search goes on behind the subnet given last; from 27 on it takes the lowest free one. */
  readonly search: 'next-fit' | 'first-fit';
  readonly rows: readonly PoolRow[];
  /** Only the subnets of which there is more to say than that they are free. */
  readonly marks: readonly PoolMark[];
  /** Index of the subnet at which the next search begins. */
  readonly next: number;
  /** Networks with a subnet of their own, outside the pools. */
  readonly outside: readonly OutsideMark[];
}

export interface PoolMark {
  /** Index among all subnets of the pools, in the engine's order. */
  readonly at: number;
  /** Networks that hold it, or part of it. */
  readonly given?: readonly string[];
  /** A network came or went at this step. */
  readonly news?: 'given' | 'freed';
  /** Why the engine would pass it over though no network holds it: the route or the nameserver. */
  readonly avoided?: { readonly by: 'route' | 'nameserver'; readonly what: string };
  /** Networks behind a router that lie in it, which the engine does not see. */
  readonly offices?: readonly string[];
}

export interface OutsideMark {
  readonly name: string;
  readonly subnet: string;
  readonly news: boolean;
  readonly offices: readonly string[];
}

/** The moment on show: the worlds around a command, and the steps told at once. */
export interface PoolMoment {
  readonly before: World;
  readonly after: World;
  readonly trace: Trace | null;
  readonly steps: readonly [first: number, last: number];
}

/** @returns null for a machine without an engine. */
export function poolMap({ before, after, trace, steps: [first, last] }: PoolMoment, machine: string): PoolMap | null {
  const now = subnetsAfter(before, after, trace, last, machine);
  const earlier = subnetsAfter(before, after, trace, first - 1, machine);
  const world = last >= (trace?.steps.length ?? 0) - 1 ? after : before;
  const docker = world.machines[machine]?.docker;
  if (now === null || earlier === null || docker === undefined) return null;
  const subnets = subnetsOf(now.pools);
  const obstacles = obstaclesOf(world, machine);
  const offices = officesBeyond(world, machine);
  const isNew = ({ name, subnet }: { name: string; subnet: Prefix }) =>
    !earlier.networks.some((other) => other.name === name && isSame(other.subnet, subnet));
  const isGone = ({ name, subnet }: { name: string; subnet: Prefix }) =>
    !now.networks.some((other) => other.name === name && isSame(other.subnet, subnet));
  const gone = earlier.networks.filter(isGone);
  const marks = subnets.flatMap((subnet, at): readonly PoolMark[] => {
    const holders = now.networks.filter((network) => overlaps(network.subnet, subnet));
    const avoided = obstacles.find((obstacle) => overlaps(obstacle.prefix, subnet));
    const hidden = offices.filter((office) => overlaps(office, subnet)).map(formatPrefix);
    const news = holders.some(isNew)
      ? 'given'
      : holders.length === 0 && gone.some((network) => overlaps(network.subnet, subnet))
        ? 'freed'
        : null;
    const mark: PoolMark = {
      at,
      ...(holders.length > 0 && { given: holders.map(({ name }) => name) }),
      ...(news !== null && { news }),
      ...(avoided !== undefined && holders.length === 0 && { avoided: { by: avoided.by, what: avoided.what } }),
      ...(hidden.length > 0 && { offices: hidden }),
    };
    return Object.keys(mark).length > 1 ? [mark] : [];
  });
  const outside = now.networks
    .filter((network) => !subnets.some((subnet) => overlaps(network.subnet, subnet)))
    .map((network) => ({
      name: network.name,
      subnet: formatPrefix(network.subnet),
      news: isNew(network),
      offices: offices.filter((office) => overlaps(office, network.subnet)).map(formatPrefix),
    }));
  return {
    machine,
    engine: docker.version,
    search: now.next === null ? 'first-fit' : 'next-fit',
    rows: rowsOf(now.pools),
    marks,
    next: now.next === null || now.next >= subnets.length ? 0 : now.next,
    outside,
  };
}

function isSame(a: Prefix, b: Prefix): boolean {
  return a.address === b.address && a.lengthBits === b.lengthBits;
}
