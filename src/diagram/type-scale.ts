/** Type and measures of the drawing, px. The smallest label decides how far the camera may go back: see `camera`. */
import type { Font } from './text-metrics.ts';

export const smallestLabelPx = 12;

export const fonts = {
  machineTitle: { family: 'sans', sizePx: 15, weight: 600 },
  containerTitle: { family: 'sans', sizePx: 13, weight: 600 },
  panelTitle: { family: 'sans', sizePx: 12.5, weight: 600 },
  bridgeTitle: { family: 'mono', sizePx: 12, weight: 600 },
  note: { family: 'sans', sizePx: 12, weight: 400 },
  mono: { family: 'mono', sizePx: 12, weight: 400 },
} as const satisfies Record<string, Font>;

export const space = {
  /** Around the whole picture. */
  margin: 12,
  /** Between two boxes of one column. */
  stack: 20,
  /** Between two columns, without the room for turning wires. */
  gap: 40,
  /** Between two wires that turn in the same gap. */
  track: 10,
  /** Height of a machine's title row. */
  titleRow: 34,
  /** From a box's edge to a port's label, leaving a lane between. */
  labelInset: 28,
  /** From a box's edge to the lane. */
  lane: 14,
  /** Width of a lane between the parts of a machine. */
  channel: 26,
  /** Height that one port takes at a machine's side. */
  slot: 42,
  /** Inner margin at a machine's edge. */
  pad: 12,
  /** Between two parts inside a machine. */
  part: 10,
  /** Under a bridge's bar: where the veth wires hang. */
  drop: 30,
  /** Between two containers. */
  cell: 16,
} as const;

/** Right of the title of a box that closes: where its button stands. */
export const toggleRoom = 44;
