/** The way the reader predicted, and where its name stands. */
import {
  labelsOf,
  measureText,
  overlapArea,
  wirePath,
  type Point,
  type Rect,
  type Topology,
} from '../../diagram/index.ts';

export interface GhostPath {
  readonly points: readonly Point[];
  readonly name: Rect;
  /** Scene px for one px of the name. */
  readonly nameScale: number;
}

const nameHeight = 18;

/** Nothing where none of it is drawn. */
export function ghostPoints(topology: Topology, anchors: readonly string[]): readonly Point[] {
  const points = withoutSpurs(
    anchors.flatMap((anchor, n) => (n === 0 ? [] : wirePath(topology, anchors[n - 1] ?? anchor, anchor))),
  );
  return points.length < 2 ? [] : points;
}

/** The way with its name beside it; null where there is no place for one. */
export function ghostPath(
  topology: Topology,
  points: readonly Point[],
  name: string,
  nameScale: number,
): GhostPath | null {
  const widthPx = (measureText(name, { family: 'sans', sizePx: 12, weight: 600 }) + 12) * nameScale;
  const heightPx = nameHeight * nameScale;
  const taken = [...labelsOf(topology).map(({ rect }) => rect), ...topology.ports];
  let best: { readonly rect: Rect; readonly cost: number } | null = null;
  for (const at of middles(points)) {
    for (const awayPx of [6, 14, 24, 40]) {
      for (const yPx of [at.yPx - awayPx - heightPx, at.yPx + awayPx]) {
        const rect = { xPx: at.xPx - widthPx / 2, yPx, widthPx, heightPx };
        const covered = taken.reduce((sum, other) => sum + overlapArea(rect, other), 0);
        const edges = topology.boxes.filter((box) => {
          const area = overlapArea(rect, box);
          return area > 0 && area < widthPx * heightPx;
        }).length;
        const cost = covered + edges * 80 + awayPx * 2;
        if (best === null || cost < best.cost) best = { rect, cost };
      }
    }
  }
  return best === null ? null : { points, name: best.rect, nameScale };
}

/** A switch on the way is a place to pass, not to go to: what leads to its middle and back again is left out. */
function withoutSpurs(points: readonly Point[]): readonly Point[] {
  const way: Point[] = [];
  for (const point of points) {
    way.push(point);
    for (let turned = true; turned;) {
      const [before, at, next] = [way.at(-3), way.at(-2), way.at(-1)];
      turned =
        at !== undefined &&
        next !== undefined &&
        (isSame(at, next) || (before !== undefined && isOnOneLine(before, at, next)));
      if (turned) way.splice(-2, 1);
    }
  }
  return way;
}

function isSame(a: Point, b: Point): boolean {
  return a.xPx === b.xPx && a.yPx === b.yPx;
}

/** Whether `at` is no corner: the way goes straight on there, or straight back. */
function isOnOneLine(before: Point, at: Point, next: Point): boolean {
  return (at.xPx - before.xPx) * (next.yPx - at.yPx) === (at.yPx - before.yPx) * (next.xPx - at.xPx);
}

/** Points along the horizontal parts, their middles first. */
function middles(points: readonly Point[]): readonly Point[] {
  return points.flatMap((end, n) => {
    const start = points[n - 1];
    if (start?.yPx !== end.yPx || start.xPx === end.xPx) return [];
    return [0.5, 0.2, 0.8].map((part) => ({ xPx: start.xPx + (end.xPx - start.xPx) * part, yPx: end.yPx }));
  });
}
