/**
 * A box with what is in it, placed relative to its own top left corner. The layout packs plans bottom-up, then puts them down;
 * putting down moves the very objects that were packed, so a plan is put down once.
 */
import type { Anchor, Box, Point, Port, Rect, Wire } from './topology.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export type PlanPort = Mutable<Omit<Port, 'labelAt' | 'side'>> & {
  readonly side: NonNullable<Port['side']>;
  readonly labelAt: Mutable<Port['labelAt']>;
};

/** A box whose place and size are filled in when it is put down. */
export type Face = Mutable<Box>;

/** One literal of one shape: thousands of these are made. */
export function faceOf(
  id: Anchor,
  kind: Box['kind'],
  depth: number,
  title: string,
  lines: readonly string[] = [],
  assumed = false,
): Face {
  return { id, kind, depth, title, lines, assumed, xPx: 0, yPx: 0, widthPx: 0, heightPx: 0 };
}

export interface Plan {
  widthPx: number;
  heightPx: number;
  readonly box: Face;
  readonly inner: { readonly plan: Plan; readonly xPx: number; readonly yPx: number }[];
  readonly ports: PlanPort[];
  readonly wires: (Omit<Wire, 'path'> & { readonly path: readonly Mutable<Point>[] })[];
  readonly rests: (readonly [Anchor, Mutable<Point>])[];
  readonly lanes?: NonNullable<Box['lanes']>;
  readonly bars?: NonNullable<Box['bars']>;
  /** How far the ports at the sides may move without leaving their column. */
  readonly portSlack?: { readonly upPx: number; readonly downPx: number };
}

export interface Sink {
  readonly boxes: Box[];
  readonly ports: Port[];
  readonly wires: Wire[];
  readonly anchors: Record<Anchor, Point>;
}

const portSize = {
  left: { widthPx: 12, heightPx: 26 },
  right: { widthPx: 12, heightPx: 26 },
  top: { widthPx: 12, heightPx: 8 },
  bar: { widthPx: 12, heightPx: 8 },
} as const;

/** What a port says; its middle, where a wire ends, is at `xPx`, `yPx`. */
export interface PortFace extends Point {
  readonly id: Anchor;
  readonly label: string;
  readonly address: string | undefined;
  readonly labelAt: PlanPort['labelAt'];
  readonly labelWidthPx: number;
  readonly inline: boolean;
  readonly side: PlanPort['side'];
  readonly up: boolean;
}

export function portAt({ id, label, address, labelAt, labelWidthPx, inline, side, up, xPx, yPx }: PortFace): PlanPort {
  const { widthPx, heightPx } = portSize[side];
  const port: PlanPort = {
    id,
    label,
    labelAt,
    labelWidthPx,
    inline,
    side,
    up,
    xPx: xPx - widthPx / 2,
    yPx: yPx - heightPx / 2,
    widthPx,
    heightPx,
  };
  if (address !== undefined) port.address = address;
  return port;
}

export function middleOf({ xPx, yPx, widthPx, heightPx }: Rect): Point {
  return { xPx: xPx + widthPx / 2, yPx: yPx + heightPx / 2 };
}

/** Puts a plan down at a place; `portShiftPx` moves its own side ports down. Parents come before children. */
export function putDown(plan: Plan, xPx: number, yPx: number, sink: Sink, portShiftPx = 0): void {
  const { lanes, bars, box } = plan;
  box.xPx = xPx;
  box.yPx = yPx;
  box.widthPx = plan.widthPx;
  box.heightPx = plan.heightPx;
  if (lanes !== undefined) {
    box.lanes = { verticalsPx: lanes.verticalsPx.map((x) => x + xPx), corridorPx: lanes.corridorPx + yPx };
  }
  if (bars !== undefined) box.bars = bars.map((bar) => ({ yPx: bar.yPx + yPx, toPx: bar.toPx + xPx }));
  sink.boxes.push(box);
  for (const [anchor, point] of plan.rests) {
    sink.anchors[anchor] = { xPx: point.xPx + xPx, yPx: point.yPx + yPx };
  }
  for (const port of plan.ports) {
    const downPx = port.side === 'left' || port.side === 'right' ? yPx + portShiftPx : yPx;
    port.xPx += xPx;
    port.yPx += downPx;
    port.labelAt.xPx += xPx;
    port.labelAt.yPx += downPx;
    sink.anchors[port.id] = middleOf(port);
    sink.ports.push(port);
  }
  for (const wire of plan.wires) {
    for (const point of wire.path) {
      point.xPx += xPx;
      point.yPx += yPx;
    }
    sink.wires.push(wire);
  }
  for (const { plan: part, xPx: dx, yPx: dy } of plan.inner) putDown(part, xPx + dx, yPx + dy, sink);
}
