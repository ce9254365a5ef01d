/** Which device is at the other end: the links of a world, indexed once. */
import type { Link, LinkEnd } from '../world/world.ts';

export interface Wire extends LinkEnd {
  readonly up: boolean;
}

type WiresOfHost = ReadonlyMap<string, Wire>;
export type Wires = ReadonlyMap<string, WiresOfHost>;

const indexed = new WeakMap<readonly Link[], Wires>();

export function wiresOf(links: readonly Link[]): Wires {
  let ends: Wires | undefined = indexed.get(links);
  if (ends === undefined) {
    const made = new Map<string, Map<string, Wire>>();
    const add = (from: LinkEnd, to: LinkEnd, up: boolean) => {
      const devs = made.get(from.netns) ?? new Map<string, Wire>();
      made.set(from.netns, devs);
      devs.set(from.dev, { ...to, up });
    };
    for (const { ends: pair, up } of links) {
      add(pair[0], pair[1], up);
      add(pair[1], pair[0], up);
    }
    ends = made;
    indexed.set(links, ends);
  }
  return ends;
}
