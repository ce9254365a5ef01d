/** Where the packet chip stands: beside its node, inside the board, over as little as can be. */
import { anchorPoint, groupOf } from './anchors.ts';
import type { Viewport } from './camera.ts';
import { labelsOf, type Label } from './labels.ts';
import type { Anchor, Point, Rect, Topology } from './topology.ts';

export interface PlacementOptions {
  /** What must stay readable whatever else is covered: the line that decides. */
  readonly keepClear?: readonly Rect[];
}

const gaps = [12, 24, 40, 64, 96, 136];
const dotPx = 9;
const weights = { keepClear: 60, dot: 30, own: 8, label: 5, port: 1, farPx: 6 } as const;

const labelsByTopology = new WeakMap<Topology, readonly Label[]>();

/**
 * @param visible the part of the scene on show, scene px; so is `size`.
 * @returns the chip's top left corner; it is inside `visible` whenever it is no larger than that.
 */
export function chipPlacement(
  topology: Topology,
  anchor: Anchor,
  size: Viewport,
  visible: Rect,
  { keepClear = [] }: PlacementOptions = {},
): Point {
  const at = anchorPoint(topology, anchor) ?? { xPx: visible.xPx, yPx: visible.yPx };
  const group = groupOf(anchor);
  const near = grow({ ...at, widthPx: 0, heightPx: 0 }, 160 + Math.max(size.widthPx, size.heightPx));
  const labels = cachedLabels(topology).filter((label) => overlapArea(label.rect, near) > 0);
  const ports = topology.ports.filter((port) => overlapArea(port, near) > 0);
  const dot: Rect = { xPx: at.xPx - dotPx, yPx: at.yPx - dotPx, widthPx: 2 * dotPx, heightPx: 2 * dotPx };
  const costOf = (rect: Rect) => {
    let cost = overlapArea(rect, dot) * weights.dot;
    for (const clear of keepClear) cost += overlapArea(rect, clear) * weights.keepClear;
    for (const label of labels) {
      cost += overlapArea(rect, label.rect) * (groupOf(label.owner) === group ? weights.own : weights.label);
    }
    for (const port of ports) cost += overlapArea(rect, port) * weights.port;
    return cost + apart(rect, at) * weights.farPx;
  };
  let best: Rect | null = null;
  let bestCost = Infinity;
  for (const corner of candidates(at, size)) {
    const rect = inside({ ...corner, ...size }, visible);
    const cost = costOf(rect);
    if (cost < bestCost) {
      best = rect;
      bestCost = cost;
    }
  }
  return best === null ? at : { xPx: best.xPx, yPx: best.yPx };
}

/** Above and below first, then beside, nearest first; each at several offsets along the edge. */
function candidates(at: Point, { widthPx, heightPx }: Viewport): readonly Point[] {
  return gaps.flatMap((gap) =>
    [0.5, 0.08, 0.92, 0.28, 0.72].flatMap((part) => [
      { xPx: at.xPx - widthPx * part, yPx: at.yPx - gap - heightPx },
      { xPx: at.xPx - widthPx * part, yPx: at.yPx + gap },
      { xPx: at.xPx + gap, yPx: at.yPx - heightPx * part },
      { xPx: at.xPx - gap - widthPx, yPx: at.yPx - heightPx * part },
    ]),
  );
}

function cachedLabels(topology: Topology): readonly Label[] {
  const known = labelsByTopology.get(topology);
  if (known !== undefined) return known;
  const labels = labelsOf(topology);
  labelsByTopology.set(topology, labels);
  return labels;
}

function inside(rect: Rect, room: Rect): Rect {
  const margin = 4;
  const clamp = (px: number, size: number, start: number, whole: number) =>
    size + 2 * margin > whole
      ? start + (whole - size) / 2
      : Math.min(start + whole - size - margin, Math.max(start + margin, px));
  return {
    ...rect,
    xPx: clamp(rect.xPx, rect.widthPx, room.xPx, room.widthPx),
    yPx: clamp(rect.yPx, rect.heightPx, room.yPx, room.heightPx),
  };
}

export function overlapArea(a: Rect, b: Rect): number {
  const width = Math.min(a.xPx + a.widthPx, b.xPx + b.widthPx) - Math.max(a.xPx, b.xPx);
  const height = Math.min(a.yPx + a.heightPx, b.yPx + b.heightPx) - Math.max(a.yPx, b.yPx);
  return width > 0 && height > 0 ? width * height : 0;
}

function grow(rect: Rect, byPx: number): Rect {
  return {
    xPx: rect.xPx - byPx,
    yPx: rect.yPx - byPx,
    widthPx: rect.widthPx + 2 * byPx,
    heightPx: rect.heightPx + 2 * byPx,
  };
}

/** From a point to the nearest point of a box. */
function apart(rect: Rect, { xPx, yPx }: Point): number {
  const dx = Math.max(rect.xPx - xPx, 0, xPx - rect.xPx - rect.widthPx);
  const dy = Math.max(rect.yPx - yPx, 0, yPx - rect.yPx - rect.heightPx);
  return Math.hypot(dx, dy);
}
