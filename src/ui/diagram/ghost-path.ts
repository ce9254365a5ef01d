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
}

const nameHeight = 18;

/** Null when none of it is drawn. */
export function ghostPath(topology: Topology, anchors: readonly string[], name: string): GhostPath | null {
  const points = anchors.flatMap((anchor, n) => (n === 0 ? [] : wirePath(topology, anchors[n - 1] ?? anchor, anchor)));
  if (points.length < 2) return null;
  const widthPx = measureText(name, { family: 'sans', sizePx: 12, weight: 600 }) + 12;
  const taken = [...labelsOf(topology).map(({ rect }) => rect), ...topology.ports];
  let best: { readonly rect: Rect; readonly cost: number } | null = null;
  for (const at of middles(points)) {
    for (const awayPx of [6, 14, 24, 40]) {
      for (const yPx of [at.yPx - awayPx - nameHeight, at.yPx + awayPx]) {
        const rect = { xPx: at.xPx - widthPx / 2, yPx, widthPx, heightPx: nameHeight };
        const covered = taken.reduce((sum, other) => sum + overlapArea(rect, other), 0);
        const edges = topology.boxes.filter((box) => {
          const area = overlapArea(rect, box);
          return area > 0 && area < widthPx * nameHeight;
        }).length;
        const cost = covered + edges * 80 + awayPx * 2;
        if (best === null || cost < best.cost) best = { rect, cost };
      }
    }
  }
  return best === null ? null : { points, name: best.rect };
}

/** Points along the horizontal parts, their middles first. */
function middles(points: readonly Point[]): readonly Point[] {
  return points.flatMap((end, n) => {
    const start = points[n - 1];
    if (start?.yPx !== end.yPx || start.xPx === end.xPx) return [];
    return [0.5, 0.2, 0.8].map((part) => ({ xPx: start.xPx + (end.xPx - start.xPx) * part, yPx: end.yPx }));
  });
}
