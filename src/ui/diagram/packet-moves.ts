/** What moves at a step, and how: the packet along its way, its chip beside it, and a flood's further packets. */
import type { Point, Rect, Viewport } from '../../diagram/index.ts';
import { durationOf, sampled, translate, type Move } from './motion.ts';
import { moves } from './step-paths.ts';

export interface Scenery {
  readonly paths: readonly (readonly Point[])[];
  /** The ways are those of the step that is left, to be gone backward. */
  readonly isBack: boolean;
  readonly dot: SVGGElement | null;
  readonly chip: SVGGElement | null;
  /** One element a way, in order. */
  readonly flood: SVGGElement | null;
  /** Where the chip comes to rest. */
  readonly at: Point | null;
  readonly visible: Rect;
  readonly scale: number;
  /** The chip's size on screen. */
  readonly size: Viewport | null;
}

export function packetMoves({ paths, isBack, dot, chip, flood, at, visible, scale, size }: Scenery): readonly Move[] {
  const [first] = paths;
  if (first === undefined || !moves(first)) return [];
  const way = sampled(isBack ? [...first].reverse() : first);
  const durationMs = durationOf(first);
  const all: Move[] = [];
  if (dot !== null) all.push({ element: dot, transforms: way.map((point) => translate(point, scale)), durationMs });
  if (chip !== null && at !== null && size !== null) {
    const end = way.at(-1) ?? at;
    const aside = { xPx: at.xPx - end.xPx, yPx: at.yPx - end.yPx };
    const room = { widthPx: size.widthPx * scale, heightPx: size.heightPx * scale };
    const transforms = way.map((point) =>
      translate(inside({ xPx: point.xPx + aside.xPx, yPx: point.yPx + aside.yPx, ...room }, visible), scale),
    );
    all.push({ element: chip, transforms, durationMs });
  }
  if (!isBack && flood !== null) {
    for (const [n, element] of [...flood.children].entries()) {
      const path = paths[n];
      if (!(element instanceof SVGGElement) || path === undefined || !moves(path)) continue;
      all.push({ element, transforms: sampled(path).map((point) => translate(point, scale)), durationMs });
    }
  }
  return all;
}

/** The chip never leaves the board while it goes along. */
function inside(rect: Rect, room: Rect): Point {
  const clamp = (px: number, size: number, start: number, whole: number) =>
    Math.max(start, Math.min(start + whole - size, px));
  return {
    xPx: clamp(rect.xPx, rect.widthPx, room.xPx, room.widthPx),
    yPx: clamp(rect.yPx, rect.heightPx, room.yPx, room.heightPx),
  };
}
