/** What part of a drawing is on show: scene px times `k`, moved by `xPx`, `yPx`, are screen px. */
import { knownAnchor, tableOf } from './anchors.ts';
import { portLabels } from './labels.ts';
import type { Anchor, Point, Rect, Topology } from './topology.ts';
import { smallestLabelPx } from './type-scale.ts';

export interface Transform extends Point {
  readonly k: number;
}

export interface Viewport {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Text is never smaller on screen. */
export const leastLabelPx = 11;
export const leastScale = leastLabelPx / smallestLabelPx;
const mostScale = 1.3;
/** As near as the camera goes by itself when it cannot show everything. */
const nearest = 1.08;
/** A box that is taller is not shown whole: its anchor is enough. */
const tallestFocus = 200;
/** Around what the camera goes to, on screen: room for the chip and its sentence. */
const focusMargin: Viewport = { widthPx: 14, heightPx: 44 };

/**
 * Everything, where all labels are then legible; else as near as they must be, where the step happens. Without anchors
 * (between scenes) everything: the board then draws names only.
 */
export function camera(topology: Topology, anchors: readonly Anchor[], viewport: Viewport): Transform {
  const fit = Math.min(viewport.widthPx / topology.widthPx, viewport.heightPx / topology.heightPx);
  const scene = sceneRect(topology);
  const focus = focusOf(topology, anchors);
  if (fit >= leastScale || focus === null) return centred(scene, Math.min(mostScale, fit), viewport);
  // Everything the step is about, else what it ends at, else that point.
  const around = [focus.all, focus.last].find((rect) => roomFor(rect, viewport) >= leastScale);
  const k = around === undefined ? leastScale : Math.min(nearest, roomFor(around, viewport));
  return clamped(scene, centred(around ?? { ...focus.at, widthPx: 0, heightPx: 0 }, k, viewport), viewport);
}

function roomFor(rect: Rect, viewport: Viewport): number {
  return Math.min(
    (viewport.widthPx - 2 * focusMargin.widthPx) / rect.widthPx,
    (viewport.heightPx - 2 * focusMargin.heightPx) / rect.heightPx,
  );
}

export function sceneRect({ origin, widthPx, heightPx }: Topology): Rect {
  return { xPx: origin?.xPx ?? 0, yPx: origin?.yPx ?? 0, widthPx, heightPx };
}

/** The part of the scene that is on show. */
export function visibleRect({ k, xPx, yPx }: Transform, viewport: Viewport): Rect {
  return { xPx: -xPx / k, yPx: -yPx / k, widthPx: viewport.widthPx / k, heightPx: viewport.heightPx / k };
}

interface Focus {
  /** All anchors with their boxes and labels. */
  readonly all: Rect;
  /** The last one's. */
  readonly last: Rect;
  readonly at: Point;
}

/** Null when none of the anchors is drawn. */
function focusOf(topology: Topology, anchors: readonly Anchor[]): Focus | null {
  const { boxes, ports } = tableOf(topology);
  let focus: Focus | null = null;
  for (const anchor of anchors) {
    const known = knownAnchor(topology, anchor);
    const at = known === null ? undefined : topology.anchors[known];
    if (known === null || at === undefined) continue;
    const box = boxes.get(known);
    const port = ports.get(known);
    const parts: Rect[] = [{ ...at, widthPx: 0, heightPx: 0 }];
    if (box !== undefined && box.heightPx < tallestFocus) parts.push(box);
    if (port !== undefined) parts.push(port, ...portLabels(port).map((label) => label.rect));
    const last = parts.reduce(union);
    focus = { all: focus === null ? last : union(focus.all, last), last, at };
  }
  return focus;
}

export function union(a: Rect, b: Rect): Rect {
  const xPx = Math.min(a.xPx, b.xPx);
  const yPx = Math.min(a.yPx, b.yPx);
  return {
    xPx,
    yPx,
    widthPx: Math.max(a.xPx + a.widthPx, b.xPx + b.widthPx) - xPx,
    heightPx: Math.max(a.yPx + a.heightPx, b.yPx + b.heightPx) - yPx,
  };
}

function centred(rect: Rect, k: number, viewport: Viewport): Transform {
  return {
    k,
    xPx: viewport.widthPx / 2 - k * (rect.xPx + rect.widthPx / 2),
    yPx: viewport.heightPx / 2 - k * (rect.yPx + rect.heightPx / 2),
  };
}

/** Shows no more empty paper beyond the drawing's edge than it must. */
function clamped(scene: Rect, { k, xPx, yPx }: Transform, viewport: Viewport): Transform {
  const middle = centred(scene, k, viewport);
  return {
    k,
    xPx: clampAxis(xPx, middle.xPx, scene.xPx * k, scene.widthPx * k, viewport.widthPx),
    yPx: clampAxis(yPx, middle.yPx, scene.yPx * k, scene.heightPx * k, viewport.heightPx),
  };
}

function clampAxis(px: number, middlePx: number, startPx: number, sizePx: number, roomPx: number): number {
  if (sizePx <= roomPx) return middlePx;
  return Math.min(-startPx, Math.max(roomPx - startPx - sizePx, px));
}
