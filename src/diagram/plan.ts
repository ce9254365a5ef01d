/** A box with what is in it, placed relative to its own top left corner; the layout packs plans bottom-up, then puts them down. */
import type { Anchor, Box, Point, Port, Wire } from './topology.ts';

export interface PlanPort extends Omit<Port, 'labelAt' | 'xPx' | 'yPx' | 'widthPx' | 'heightPx' | 'side'> {
  readonly side: NonNullable<Port['side']>;
  /** Middle of the port, where a wire ends. */
  readonly xPx: number;
  readonly yPx: number;
  readonly labelAt: Port['labelAt'];
}

export interface Plan {
  widthPx: number;
  heightPx: number;
  readonly box: Omit<Box, 'xPx' | 'yPx' | 'widthPx' | 'heightPx' | 'lanes' | 'bars'>;
  readonly inner: { readonly plan: Plan; readonly xPx: number; readonly yPx: number }[];
  readonly ports: PlanPort[];
  readonly wires: Wire[];
  readonly rests: (readonly [Anchor, Point])[];
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

/** Puts a plan down at a place; `portShiftPx` moves its own side ports down. Parents come before children. */
export function putDown(plan: Plan, xPx: number, yPx: number, sink: Sink, portShiftPx = 0): void {
  const move = (point: Point): Point => ({ xPx: point.xPx + xPx, yPx: point.yPx + yPx });
  const { lanes, bars } = plan;
  sink.boxes.push({
    ...plan.box,
    xPx,
    yPx,
    widthPx: plan.widthPx,
    heightPx: plan.heightPx,
    ...(lanes === undefined
      ? {}
      : { lanes: { verticalsPx: lanes.verticalsPx.map((x) => x + xPx), corridorPx: lanes.corridorPx + yPx } }),
    ...(bars === undefined ? {} : { bars: bars.map((bar) => ({ yPx: bar.yPx + yPx, toPx: bar.toPx + xPx })) }),
  });
  for (const [anchor, point] of plan.rests) sink.anchors[anchor] = move(point);
  for (const port of plan.ports) {
    const shiftPx = port.side === 'left' || port.side === 'right' ? portShiftPx : 0;
    const middle = { xPx: port.xPx + xPx, yPx: port.yPx + yPx + shiftPx };
    const size = portSize[port.side];
    sink.anchors[port.id] = middle;
    sink.ports.push({
      ...port,
      ...size,
      xPx: middle.xPx - size.widthPx / 2,
      yPx: middle.yPx - size.heightPx / 2,
      labelAt: { anchor: port.labelAt.anchor, xPx: port.labelAt.xPx + xPx, yPx: port.labelAt.yPx + yPx + shiftPx },
    });
  }
  for (const wire of plan.wires) sink.wires.push({ ...wire, path: wire.path.map(move) });
  for (const { plan: part, xPx: dx, yPx: dy } of plan.inner) putDown(part, xPx + dx, yPx + dy, sink);
}
