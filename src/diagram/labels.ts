/** Every piece of text on the drawing with its place: drawn by the board, and measured by tests and by whatever must not cover it. */
import { fitText, measureText, type Font } from './text-metrics.ts';
import type { Anchor, Box, Channel, Port, Rect, Topology } from './topology.ts';
import { fonts } from './type-scale.ts';

export interface Label {
  /** The box or port it belongs to. */
  readonly owner: Anchor;
  readonly role: 'title' | 'subtitle' | 'line' | 'port' | 'address';
  readonly text: string;
  readonly font: Font;
  /** Start, middle or end of the baseline, by `anchor`. */
  readonly xPx: number;
  readonly yPx: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly rect: Rect;
}

/** First line and distance of the lines in a box, from its top. */
export const linesOf = {
  machine: { insetPx: 16, titlePx: 24, firstPx: 43, stepPx: 17 },
  container: { insetPx: 12, titlePx: 18, firstPx: 35, stepPx: 17 },
  bridge: { insetPx: 14, titlePx: 18, firstPx: 34, stepPx: 16 },
  panel: { insetPx: 12, titlePx: 18, firstPx: 38, stepPx: 18 },
  process: { insetPx: 8, titlePx: 17, firstPx: 18, stepPx: 17 },
} as const satisfies Record<Box['kind'], object>;

const titleFonts = {
  machine: fonts.machineTitle,
  container: fonts.containerTitle,
  bridge: fonts.bridgeTitle,
  panel: fonts.panelTitle,
  process: fonts.bridgeTitle,
} as const satisfies Record<Box['kind'], Font>;

export function labelsOf(topology: Topology): readonly Label[] {
  return [
    ...topology.boxes.flatMap(boxLabels),
    ...topology.ports.flatMap(portLabels),
    ...(topology.channels ?? []).flatMap(channelLabels),
  ];
}

export function boxLabels(box: Box): readonly Label[] {
  if (box.shape === 'bus') return busLabels(box);
  const { insetPx, titlePx, firstPx, stepPx } = linesOf[box.kind];
  const xPx = box.xPx + insetPx;
  const roomPx = box.widthPx - 2 * insetPx;
  const labels: Label[] = [];
  if (box.title !== '') {
    const font = titleFonts[box.kind];
    // A container's own packets rest at the right end of its title.
    const titleRoom = box.kind === 'container' ? roomPx - 16 : roomPx;
    const title = label(box.id, 'title', box.title, font, xPx, box.yPx + titlePx, 'start', titleRoom);
    labels.push(title);
    if (box.subtitle !== undefined) {
      const usedPx = title.rect.widthPx + 8;
      labels.push(
        label(box.id, 'subtitle', box.subtitle, fonts.note, xPx + usedPx, box.yPx + titlePx, 'start', roomPx - usedPx),
      );
    }
  }
  box.lines.forEach((text, n) => {
    labels.push(label(box.id, 'line', text, fonts.mono, xPx, box.yPx + firstPx + n * stepPx, 'start', roomPx));
  });
  return labels;
}

export function portLabels(port: Port): readonly Label[] {
  if (port.label === '') return [];
  const { xPx, yPx, anchor } = port.labelAt;
  const roomPx = port.labelWidthPx ?? Infinity;
  if (port.inline === true) {
    const text = port.address === undefined ? port.label : `${port.label} ${port.address}`;
    return [label(port.id, 'port', text, fonts.mono, xPx, yPx, anchor, roomPx)];
  }
  const name = label(port.id, 'port', port.label, fonts.mono, xPx, yPx, anchor, roomPx);
  if (port.address === undefined) return [name];
  return [name, label(port.id, 'address', port.address, fonts.mono, xPx, yPx + 20, anchor, roomPx)];
}

export function channelLabels({ id, name, nameAt }: Channel): readonly Label[] {
  if (nameAt === undefined) return [];
  return [label(id, 'subtitle', name, fonts.note, nameAt.xPx, nameAt.yPx, 'middle', Infinity)];
}

/** A bus is too slim for its name, which stands above it, with what is to be said of it. */
function busLabels(box: Box): readonly Label[] {
  const xPx = box.xPx + box.widthPx / 2;
  const above = (role: Label['role'], text: string, yPx: number) =>
    label(box.id, role, text, fonts.note, xPx, yPx, 'middle', Infinity);
  if (box.subtitle === undefined) return [above('title', box.title, box.yPx - 8)];
  return [above('title', box.title, box.yPx - 23), above('subtitle', box.subtitle, box.yPx - 8)];
}

function label(
  owner: Anchor,
  role: Label['role'],
  full: string,
  font: Font,
  xPx: number,
  yPx: number,
  anchor: Label['anchor'],
  roomPx: number,
): Label {
  const text = fitText(full, roomPx, font);
  const widthPx = measureText(text, font);
  const leftPx = anchor === 'start' ? xPx : anchor === 'end' ? xPx - widthPx : xPx - widthPx / 2;
  const rect = { xPx: leftPx, yPx: yPx - font.sizePx * 0.8, widthPx, heightPx: font.sizePx };
  return { owner, role, text, font, xPx, yPx, anchor, rect };
}
