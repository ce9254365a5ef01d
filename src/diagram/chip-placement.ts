/** Where the packet chip and its few words stand: beside their node, inside the board, over as little as can be. */
import { anchorPoint, groupOf } from './anchors.ts';
import type { Viewport } from './camera.ts';
import { labelsOf, type Label } from './labels.ts';
import { distance } from './polyline.ts';
import type { Anchor, Box, Point, Port, Rect, Topology } from './topology.ts';

export interface PlacementOptions {
  /** What must stay readable whatever else is covered: the line that decides. */
  readonly keepClear?: readonly Rect[];
}

export interface BlockPlacement {
  readonly chip: Point;
  readonly callout: Point | null;
  /** From the node to a chip that stands off; null for one that stands beside it. */
  readonly leader: readonly [Point, Point] | null;
}

const gaps = [12, 24, 40, 64, 96, 136];
const offsets = [0.5, 0.06, 0.94, 0.28, 0.72];
const dotPx = 9;
const hugPx = 4;
const marginPx = 4;
/** A chip nearer than this needs no line to its node. */
const leaderFromPx = 26;
const weights = {
  keepClear: 60,
  dot: 30,
  own: 10,
  label: 5,
  port: 1,
  foreign: 0.12,
  edge: 0.6,
  crossed: 220,
  farPx: 6,
  calloutFarPx: 1.5,
} as const;

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
  options: PlacementOptions = {},
): Point {
  return blockPlacement(topology, anchor, size, null, visible, options).chip;
}

/** As `chipPlacement`, with a callout that touches the chip on whichever side covers least. */
export function blockPlacement(
  topology: Topology,
  anchor: Anchor,
  size: Viewport,
  calloutSize: Viewport | null,
  visible: Rect,
  { keepClear = [] }: PlacementOptions = {},
): BlockPlacement {
  const at = anchorPoint(topology, anchor) ?? { xPx: visible.xPx, yPx: visible.yPx };
  const costOf = costs(topology, anchor, at, keepClear);
  let best: BlockPlacement = { chip: at, callout: null, leader: null };
  let bestCost = Infinity;
  for (const corner of candidates(at, size)) {
    const chip = inside({ ...corner, ...size }, visible);
    const awayPx = apart(chip, at);
    const leader = awayPx > leaderFromPx ? ([at, nearestOf(chip, at)] as const) : null;
    let cost = costOf(chip) + awayPx * weights.farPx;
    if (cost >= bestCost) continue;
    if (leader !== null) cost += costOf.crossed(leader) * weights.crossed;
    if (cost >= bestCost) continue;
    const callout = calloutSize === null ? null : bestCallout(chip, calloutSize, at, visible, costOf);
    cost += callout?.cost ?? 0;
    if (cost >= bestCost) continue;
    bestCost = cost;
    best = { chip: corners(chip), callout: callout === null ? null : corners(callout.rect), leader };
  }
  return best;
}

function bestCallout(
  chip: Rect,
  size: Viewport,
  at: Point,
  visible: Rect,
  costOf: (rect: Rect) => number,
): { readonly rect: Rect; readonly cost: number } | null {
  const rightPx = chip.xPx + chip.widthPx - size.widthPx;
  const belowPx = chip.yPx + chip.heightPx + hugPx;
  const abovePx = chip.yPx - hugPx - size.heightPx;
  let best: { readonly rect: Rect; readonly cost: number } | null = null;
  for (const [xPx, yPx] of [
    [chip.xPx, belowPx],
    [rightPx, belowPx],
    [chip.xPx, abovePx],
    [rightPx, abovePx],
    [chip.xPx + chip.widthPx + hugPx, chip.yPx],
    [chip.xPx - hugPx - size.widthPx, chip.yPx],
  ] as const) {
    const rect = inside({ xPx, yPx, ...size }, visible);
    const cost = costOf(rect) + overlapArea(rect, chip) * weights.keepClear + apart(rect, at) * weights.calloutFarPx;
    if (best === null || cost < best.cost) best = { rect, cost };
  }
  return best;
}

/** What covering a part of the drawing costs. */
function costs(topology: Topology, anchor: Anchor, at: Point, keepClear: readonly Rect[]): Costs {
  const near = grow({ ...at, widthPx: 0, heightPx: 0 }, 560);
  const labels = cachedLabels(topology).filter((label) => overlapArea(label.rect, near) > 0);
  const ports: readonly Port[] = topology.ports.filter((port) => overlapArea(port, near) > 0);
  const boxes = topology.boxes.filter((box) => overlapArea(box, near) > 0);
  const group = groupOf(anchor);
  const dot: Rect = { xPx: at.xPx - dotPx, yPx: at.yPx - dotPx, widthPx: 2 * dotPx, heightPx: 2 * dotPx };
  const costOf = (rect: Rect) => {
    let cost = overlapArea(rect, dot) * weights.dot;
    for (const clear of keepClear) cost += overlapArea(rect, clear) * weights.keepClear;
    for (const { rect: label, owner, role } of labels) {
      const isOwn = owner === anchor || (owner === group && role === 'title');
      cost += overlapArea(rect, label) * (isOwn ? weights.own : weights.label);
    }
    for (const port of ports) cost += overlapArea(rect, port) * weights.port;
    for (const box of boxes) cost += foreignCost(rect, box, at);
    return cost;
  };
  const crossed = (line: readonly [Point, Point]) => labels.filter(({ rect }) => crosses(line, rect)).length;
  return Object.assign(costOf, { crossed });
}

/** What covering a rectangle costs; `crossed` counts the labels that a line runs through. */
interface Costs {
  (rect: Rect): number;
  readonly crossed: (line: readonly [Point, Point]) => number;
}

const crossingSteps = 12;

function crosses([a, b]: readonly [Point, Point], rect: Rect): boolean {
  for (let n = 0; n <= crossingSteps; n += 1) {
    const xPx = a.xPx + ((b.xPx - a.xPx) * n) / crossingSteps;
    const yPx = a.yPx + ((b.yPx - a.yPx) * n) / crossingSteps;
    if (overlapArea({ xPx, yPx, widthPx: 1, heightPx: 1 }, rect) > 0) return true;
  }
  return false;
}

/** A machine that has nothing to do with the step is rather left alone, and no chip should straddle an edge for nothing. */
function foreignCost(rect: Rect, box: Box, at: Point): number {
  const covered = overlapArea(rect, box);
  if (covered === 0) return 0;
  const straddles = covered < rect.widthPx * rect.heightPx;
  const isForeign = overlapArea({ ...at, widthPx: 1, heightPx: 1 }, box) === 0;
  return (isForeign ? covered * weights.foreign : 0) + (straddles ? Math.sqrt(covered) * weights.edge : 0);
}

/** Above, below and beside, nearest first; each at several offsets along the edge. */
function candidates(at: Point, { widthPx, heightPx }: Viewport): readonly Point[] {
  return gaps.flatMap((gap) =>
    offsets.flatMap((part) => [
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
  const clamp = (px: number, size: number, start: number, whole: number) =>
    size + 2 * marginPx > whole
      ? start + (whole - size) / 2
      : Math.min(start + whole - size - marginPx, Math.max(start + marginPx, px));
  return {
    ...rect,
    xPx: clamp(rect.xPx, rect.widthPx, room.xPx, room.widthPx),
    yPx: clamp(rect.yPx, rect.heightPx, room.yPx, room.heightPx),
  };
}

function corners({ xPx, yPx }: Rect): Point {
  return { xPx, yPx };
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

function nearestOf(rect: Rect, { xPx, yPx }: Point): Point {
  return {
    xPx: Math.max(rect.xPx, Math.min(rect.xPx + rect.widthPx, xPx)),
    yPx: Math.max(rect.yPx, Math.min(rect.yPx + rect.heightPx, yPx)),
  };
}

function apart(rect: Rect, at: Point): number {
  return distance(nearestOf(rect, at), at);
}
