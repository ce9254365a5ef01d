/** Where everything goes when boxes close: the room they no longer need is taken out of both axes. */
import { boxLabels, labelsOf, portLabels } from './labels.ts';
import { holds } from './nesting.ts';
import { middleOf } from './plan.ts';
import { half } from './rounding.ts';
import { squeeze, type Span } from './squeeze.ts';
import type { Anchor, Box, Point, Rect, Topology } from './topology.ts';

export interface ClosingMap {
  readonly put: (point: Point) => Point;
  /** The least that a box that is closed still takes, or as much more as its neighbours need. */
  readonly stretched: (rect: Rect) => Rect;
}

export type Size = Pick<Rect, 'widthPx' | 'heightPx'>;

/** Kept around everything that does not shrink. */
const apart = 8;

/** @param shown the picture without what is hidden; @param closed the boxes that close, with the size each still needs. */
export function closingMap(shown: Topology, closed: readonly Box[], sizes: ReadonlyMap<Anchor, Size>): ClosingMap {
  const rigid = rigidParts(shown, closed, sizes);
  const sizeOf = (box: Box): Size => sizes.get(box.id) ?? box;
  const x = squeeze(
    closed.map((box): Span => [box.xPx + sizeOf(box).widthPx, box.xPx + box.widthPx]),
    rigid.map(({ xPx, widthPx }): Span => [xPx - apart, xPx + widthPx + apart]),
  );
  const downward = (parts: readonly Rect[]) =>
    squeeze(
      closed.map((box): Span => [box.yPx + sizeOf(box).heightPx, box.yPx + box.heightPx]),
      parts.map(({ yPx, heightPx }): Span => [yPx - apart, yPx + heightPx + apart]),
    );
  const host = loneHost(shown, closed);
  const within = (point: Point) => host === null || (point.xPx >= host.xPx && point.xPx <= host.xPx + host.widthPx);
  const free = downward(rigid.filter((rect) => within(rect)));
  const byPx = host === null ? null : cableShift(shown, host, free.at);
  // Where the other machines can follow their cables as one, they do not hold up what is in this one.
  const y = byPx === null ? downward(rigid) : free;
  const put = (point: Point): Point => ({
    xPx: half(x.at(point.xPx)),
    yPx: half(byPx === null || within(point) ? y.at(point.yPx) : point.yPx + byPx),
  });
  return {
    put,
    stretched(rect) {
      const start = put(rect);
      const end = put({ xPx: rect.xPx + rect.widthPx, yPx: rect.yPx + rect.heightPx });
      return { ...start, widthPx: end.xPx - start.xPx, heightPx: end.yPx - start.yPx };
    },
  };
}

/** Everything that is drawn and keeps its size: parts, ports, and all text; of boxes around closed ones only their text. */
function rigidParts(shown: Topology, closed: readonly Box[], sizes: ReadonlyMap<Anchor, Size>): readonly Rect[] {
  const around = (box: Box) => closed.some((inner) => holds(box, inner));
  const buses = shown.boxes.filter(({ shape }) => shape === 'bus');
  return [
    ...shown.boxes.filter((box) => !around(box) && !closed.includes(box)),
    ...shown.boxes.filter(around).flatMap((box) => boxLabels(box).map(({ rect }) => rect)),
    ...shown.ports,
    ...shown.ports.flatMap((port) => portLabels(port).map(({ rect }) => rect)),
    ...labelsOf({ ...shown, ports: [], boxes: buses }).map(({ rect }) => rect),
    ...(shown.channels ?? []).flatMap(({ path }) => path.map((point) => ({ ...point, widthPx: 0, heightPx: 0 }))),
    ...closed.map((box) => {
      const { widthPx, heightPx } = sizes.get(box.id) ?? box;
      return { ...box, widthPx: widthPx - apart, heightPx: heightPx - apart };
    }),
  ];
}

/** The one standing machine in which boxes close, where no other stands above or below it. */
function loneHost({ boxes }: Topology, closed: readonly Box[]): Box | null {
  const roots = boxes.filter(({ depth }) => depth === 0);
  const [host, ...more] = roots.filter((root) => closed.some((box) => holds(root, box)));
  if (host === undefined || more.length > 0) return null;
  const isBeside = (root: Box) => root.xPx + root.widthPx <= host.xPx || root.xPx >= host.xPx + host.widthPx;
  return roots.every((root) => root === host || isBeside(root)) ? host : null;
}

/** How far the cables of a machine move, where they all move alike; else null. */
function cableShift({ ports }: Topology, host: Box, at: (px: number) => number): number | null {
  const levels = ports.flatMap((port) => {
    const { xPx, yPx } = middleOf(port);
    return xPx === host.xPx || xPx === host.xPx + host.widthPx ? [yPx] : [];
  });
  const [first = 0, ...others] = levels.map((level) => at(level) - level);
  return others.every((shift) => shift === first) ? first : null;
}
