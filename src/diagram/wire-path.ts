/** The way from one anchor to another: along the wires, turning where they turn, and along the free lanes inside machines. */
import { groupOf, knownAnchor, tableOf } from './anchors.ts';
import { innerPath } from './inner-path.ts';
import { simplify } from './polyline.ts';
import type { Anchor, Point, Topology, Wire } from './topology.ts';

/**
 * @returns the corners, first to last; one point when both anchors lie together, a straight line when no wire leads there,
 *   nothing when an anchor is not of this drawing.
 */
export function wirePath(topology: Topology, from: Anchor, to: Anchor): readonly Point[] {
  const start = knownAnchor(topology, from);
  const end = knownAnchor(topology, to);
  if (start === null || end === null) return [];
  const { boxes } = tableOf(topology);
  const inside = (a: Anchor, b: Anchor) => innerPath(topology, boxes.get(groupOf(a)), a, b);
  const wires = wiresBetween(topology, start, end);
  if (wires === null) return [topology.anchors[start], topology.anchors[end]].flatMap((point) => point ?? []);
  const points: Point[] = [];
  let here = start;
  for (const { wire, isReversed } of wires) {
    const [near, far] = isReversed ? [wire.ends[1], wire.ends[0]] : wire.ends;
    points.push(...inside(here, near), ...(isReversed ? [...wire.path].reverse() : wire.path));
    here = far;
  }
  return simplify([...points, ...inside(here, end)]);
}

/**
 * The way of a call from program to program: along the channel between their machines where one is drawn. It ends at the edge of
 * the machine, as the program that is asked there is none of those drawn, and a way further in would strike through names.
 */
export function callPath(topology: Topology, from: Anchor, to: Anchor): readonly Point[] {
  const here = groupOf(from);
  const there = groupOf(to);
  const channel = topology.channels?.find(({ ends }) => here !== there && ends.includes(here) && ends.includes(there));
  if (channel === undefined) return wirePath(topology, from, to);
  return channel.ends[0] === here ? channel.path : [...channel.path].reverse();
}

interface Leg {
  readonly wire: Wire;
  readonly isReversed: boolean;
}

/** The fewest wires from one namespace to another; a wire whose own ends are meant is always taken. Null when none lead there. */
function wiresBetween(topology: Topology, from: Anchor, to: Anchor): readonly Leg[] | null {
  const { wiresOf } = tableOf(topology);
  const direct = wiresOf
    .get(groupOf(from))
    ?.find(({ ends }) => ends.includes(from) && ends.includes(to) && from !== to);
  if (direct !== undefined) return [{ wire: direct, isReversed: direct.ends[1] === from }];
  const target = groupOf(to);
  const ways = new Map<string, readonly Leg[]>([[groupOf(from), []]]);
  for (const [group, legs] of ways) {
    if (group === target) return legs;
    for (const wire of wiresOf.get(group) ?? []) {
      const isReversed = groupOf(wire.ends[1]) === group;
      const next = groupOf(isReversed ? wire.ends[0] : wire.ends[1]);
      if (!ways.has(next)) ways.set(next, [...legs, { wire, isReversed }]);
    }
  }
  return null;
}
