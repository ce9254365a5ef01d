/** Which boxes hold which, on a drawing. */
import type { Anchor, Box, Point, Rect, Topology } from './topology.ts';

/** Machines within a machine, that hold something themselves: the reader may close them. */
export function closable({ kind, depth }: Box): boolean {
  return kind === 'machine' && depth > 0;
}

export function holds(outer: Box, inner: Rect): boolean {
  return (
    inner !== outer &&
    inner.xPx >= outer.xPx &&
    inner.yPx >= outer.yPx &&
    inner.xPx + inner.widthPx <= outer.xPx + outer.widthPx &&
    inner.yPx + inner.heightPx <= outer.yPx + outer.heightPx
  );
}

/** Truly inside: what lies on the edge belongs to the outside as well. */
export function isInside({ xPx, yPx, widthPx, heightPx }: Rect, point: Point): boolean {
  return point.xPx > xPx && point.xPx < xPx + widthPx && point.yPx > yPx && point.yPx < yPx + heightPx;
}

/** Machines and containers within `box`, at whatever depth. */
export function countInside({ boxes }: Topology, box: Box): number {
  return boxes.filter((inner) => (inner.kind === 'machine' || inner.kind === 'container') && holds(box, inner)).length;
}

/** The boxes that must be open for a step at these places to be seen. */
export function boxesAround(topology: Topology, anchors: readonly Anchor[]): readonly Anchor[] {
  const points = anchors.flatMap((anchor) => topology.anchors[anchor] ?? []);
  return topology.boxes
    .filter((box) => closable(box) && points.some((point) => isInside(box, point)))
    .map(({ id }) => id);
}
