/** Geometry of paths that turn at right angles. */
import type { Point } from './topology.ts';

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.xPx - b.xPx, a.yPx - b.yPx);
}

export function pathLength(path: readonly Point[]): number {
  let length = 0;
  let before = path[0];
  for (const point of path) {
    if (before !== undefined) length += distance(before, point);
    before = point;
  }
  return length;
}

/** Where a packet is after the part `t` (0 to 1) of its way. @throws RangeError on an empty path. */
export function packetAt(path: readonly Point[], t: number): Point {
  const first = path[0];
  if (first === undefined) throw new RangeError('a path has at least one point');
  let left = Math.max(0, Math.min(1, t)) * pathLength(path);
  let at = first;
  for (const next of path) {
    const step = distance(at, next);
    if (step > left) {
      const part = left / step;
      return { xPx: at.xPx + (next.xPx - at.xPx) * part, yPx: at.yPx + (next.yPx - at.yPx) * part };
    }
    left -= step;
    at = next;
  }
  return at;
}

/** Drops points that repeat or lie straight between their neighbours. */
export function simplify(path: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of path) {
    const last = kept.at(-1);
    if (last?.xPx === point.xPx && last.yPx === point.yPx) continue;
    const before = kept.at(-2);
    if (before !== undefined && last !== undefined && isStraight(before, last, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function isStraight(a: Point, b: Point, c: Point): boolean {
  const turns = (b.xPx - a.xPx) * (c.yPx - b.yPx) - (b.yPx - a.yPx) * (c.xPx - b.xPx);
  const onward = (b.xPx - a.xPx) * (c.xPx - b.xPx) + (b.yPx - a.yPx) * (c.yPx - b.yPx);
  return turns === 0 && onward > 0;
}

const arcSteps = 4;

/** The same path with its corners rounded, sampled: a packet that follows it turns as the drawn line does. */
export function roundCorners(path: readonly Point[], radiusPx: number): Point[] {
  return path.flatMap((corner, n) => {
    const before = path[n - 1];
    const after = path[n + 1];
    if (before === undefined || after === undefined) return [corner];
    const reach = Math.min(radiusPx, distance(before, corner) / 2, distance(corner, after) / 2);
    const from = towards(corner, before, reach);
    const to = towards(corner, after, reach);
    return Array.from({ length: arcSteps + 1 }, (_, step) => quadratic(from, corner, to, step / arcSteps));
  });
}

/** An SVG path with rounded corners. */
export function pathData(path: readonly Point[], radiusPx = 8): string {
  return path
    .map((corner, n) => {
      const before = path[n - 1];
      const after = path[n + 1];
      if (before === undefined) return `M${text(corner)}`;
      if (after === undefined) return `L${text(corner)}`;
      const reach = Math.min(radiusPx, distance(before, corner) / 2, distance(corner, after) / 2);
      return `L${text(towards(corner, before, reach))}Q${text(corner)} ${text(towards(corner, after, reach))}`;
    })
    .join('');
}

function towards(from: Point, to: Point, reach: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  return {
    xPx: from.xPx + ((to.xPx - from.xPx) * reach) / whole,
    yPx: from.yPx + ((to.yPx - from.yPx) * reach) / whole,
  };
}

function quadratic(a: Point, b: Point, c: Point, t: number): Point {
  const u = 1 - t;
  return {
    xPx: u * u * a.xPx + 2 * u * t * b.xPx + t * t * c.xPx,
    yPx: u * u * a.yPx + 2 * u * t * b.yPx + t * t * c.yPx,
  };
}

function text({ xPx, yPx }: Point): string {
  return `${round(xPx)} ${round(yPx)}`;
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
