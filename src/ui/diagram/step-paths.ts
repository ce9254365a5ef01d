/** Which way a frame's packet goes on a drawing, and how it is drawn. */
import {
  anchorPoint,
  callPath,
  groupOf,
  pathLength,
  wirePath,
  type Point,
  type Topology,
} from '../../diagram/index.ts';
import type { Frame } from '../../player/index.ts';

/** Corners of the way to each place the frame names; a way of one point stays where it is. */
export function framePaths(topology: Topology, frame: Frame): readonly (readonly Point[])[] {
  const [only, ...more] = frame.to;
  if (only === undefined) return [];
  if (more.length > 0) return frame.to.map((to) => wirePath(topology, frame.from, to));
  if (frame.gesture === 'call') return [callWay(topology, frame, restOf(topology, frame)?.anchor ?? only)];
  const stops = [frame.from, ...(frame.via ?? []), only];
  return [stops.flatMap((stop, n) => (n === 0 ? [] : wirePath(topology, stops[n - 1] ?? stop, stop)))];
}

/** From machine to machine; programs of one machine call each other where they are. */
function callWay(topology: Topology, { from }: Frame, to: string): readonly Point[] {
  const at = anchorPoint(topology, to);
  if (groupOf(from) !== groupOf(to)) return callPath(topology, from, to);
  return at === null ? [] : [at];
}

export interface Rest {
  readonly anchor: string;
  readonly at: Point;
}

/** Where the packet rests: the first place the frame names that is drawn. */
export function restOf(topology: Topology, frame: Frame): Rest | null {
  // Programs call programs: that is their box, where one is drawn. One that is named is not just any of them.
  const calls =
    frame.gesture === 'call' ? frame.to.map((to) => (to.includes('#') ? to : `${groupOf(to)}#process`)) : [];
  for (const anchor of [...calls, ...frame.to, frame.place, groupOf(frame.place)]) {
    const at = anchorPoint(topology, anchor);
    if (at !== null) return { anchor, at };
  }
  return null;
}

export function moves(path: readonly Point[]): boolean {
  return pathLength(path) > 1;
}

export type Direction = 'forward' | 'back' | 'jump';

/** A frame and the one before it, as they were shown. */
export interface Shown {
  readonly frame: Frame | null;
  readonly previousFrame: Frame | null;
}

/** How the reader came from what was shown to what is. */
export function directionOf(last: Shown | null, now: Shown): Direction {
  if (!last?.frame || now.frame === null) return 'jump';
  if (now.previousFrame?.key === last.frame.key) return 'forward';
  if (last.previousFrame?.key === now.frame.key) return 'back';
  return 'jump';
}

/** The same way, ended `byPx` before its end: room for an arrowhead before what it points at. */
export function shortened(path: readonly Point[], byPx: number): readonly Point[] {
  const end = path.at(-1);
  const before = path.at(-2);
  if (end === undefined || before === undefined) return path;
  const length = pathLength([before, end]);
  if (length <= byPx) return path;
  const part = (length - byPx) / length;
  const tip = {
    xPx: before.xPx + (end.xPx - before.xPx) * part,
    yPx: before.yPx + (end.yPx - before.yPx) * part,
  };
  return [...path.slice(0, -1), tip];
}
