/** Cables between two machines inside the same one, however deep each of them is: out above the one, down beside both, in above the other. */
import type { Context } from './context.ts';
import { holds } from './nesting.ts';
import { middleOf, type Sink } from './plan.ts';
import { simplify } from './polyline.ts';
import type { Box, Point, Port } from './topology.ts';
import { space } from './type-scale.ts';

const above = 7;
const beside = 6;

/** Reads what is already put down; adds to it. A cable that has a wire, or an end without a port on a top edge, is left alone. */
export function joinInner({ index }: Context, sink: Sink): void {
  const ports = new Map(sink.ports.filter(({ side }) => side === 'top').map((port) => [port.id, port]));
  const wired = new Set(sink.wires.flatMap((wire) => wire.ends));
  let count = 0;
  for (const { ends, up } of index.world.links) {
    const [from, to] = ends.map(({ netns, dev }) => ports.get(`${netns}/${dev}`));
    if (from === undefined || to === undefined || wired.has(from.id) || wired.has(to.id)) continue;
    const [start, end] = [middleOf(from), middleOf(to)];
    if (standsUnder(start, end)) {
      sink.wires.push({ id: `${from.id}--${to.id}`, ends: [from.id, to.id], path: [start, end], up });
      continue;
    }
    const lanePx = laneBeside(sink.boxes, from, to);
    if (lanePx === null) continue;
    const turnPx = lanePx - (count % 2) * 3;
    count += 1;
    const path = simplify([
      start,
      { xPx: start.xPx, yPx: start.yPx - above },
      { xPx: turnPx, yPx: start.yPx - above },
      { xPx: turnPx, yPx: end.yPx - above },
      { xPx: end.xPx, yPx: end.yPx - above },
      end,
    ]);
    sink.wires.push({ id: `${from.id}--${to.id}`, ends: [from.id, to.id], path, up });
  }
}

/** A virtual switch, and the guest below that hangs from it: nothing stands between. */
function standsUnder(start: Point, end: Point): boolean {
  return start.xPx === end.xPx && Math.abs(start.yPx - end.yPx) <= space.drop;
}

/** Just right of everything that stands between the two, in the smallest machine around both; null where they share none. */
function laneBeside(boxes: readonly Box[], from: Port, to: Port): number | null {
  const around = boxes.filter(({ kind }) => kind === 'machine').findLast((box) => holds(box, from) && holds(box, to));
  if (around === undefined) return null;
  const [topPx, bottomPx] = [from.yPx, to.yPx].toSorted((a, b) => a - b) as [number, number];
  const between = boxes.filter(
    (box) =>
      box.depth === around.depth + 1 && holds(around, box) && box.yPx <= bottomPx && box.yPx + box.heightPx >= topPx,
  );
  return Math.max(...between.filter(({ kind }) => kind !== 'bridge').map((box) => box.xPx + box.widthPx)) + beside;
}
