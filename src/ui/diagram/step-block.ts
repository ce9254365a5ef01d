/** What a step says on the board, measured and placed: its chip, its few words, and the line that ties them to the node. */
import {
  blockPlacement,
  type BlockPlacement,
  type Point,
  type Rect,
  type Topology,
  type Viewport,
} from '../../diagram/index.ts';
import type { Frame } from '../../player/index.ts';
import { chipLayout, type Block, type ChipLayout } from './chip-layout.ts';
import { markedLine, type PanelLines } from './panel-lines.ts';

export interface StepBlock {
  readonly chip: { readonly layout: NonNullable<ChipLayout['chip']>; readonly at: Point } | null;
  readonly callout: { readonly layout: Block; readonly at: Point } | null;
  readonly leader: BlockPlacement['leader'];
}

export interface Sight {
  /** The part of the scene on show. */
  readonly visible: Rect;
  /** Scene px for one px on screen. */
  readonly scale: number;
  /** Of the board on screen; null before it is measured. */
  readonly viewport: Viewport | null;
}

/** Below this width only the packet stands on the board; the sentence is said under it. */
export const narrowBoardPx = 560;
const usualWidthPx = 900;

export function stepBlock(
  topology: Topology,
  frame: Frame,
  anchor: string,
  panel: PanelLines | null,
  { visible, scale, viewport }: Sight,
  keepClear: readonly Rect[],
): StepBlock | null {
  const isNarrow = viewport !== null && viewport.widthPx < narrowBoardPx;
  const { chip, callout } = chipLayout({
    packet: frame.packet,
    relay: frame.relay ?? null,
    call: frame.call ?? null,
    short: isNarrow && frame.gesture !== 'lost' ? '' : frame.short,
    isLost: frame.gesture === 'lost',
    table: panel?.box === null && !isNarrow && frame.gesture === 'lookup' ? panel.lines : [],
    widestPx: (viewport?.widthPx ?? usualWidthPx) - 16,
  });
  const first = chip ?? callout;
  if (first === null) return null;
  const scaled = ({ widthPx, heightPx }: Viewport) => ({ widthPx: widthPx * scale, heightPx: heightPx * scale });
  const second = chip === null || callout === null ? null : scaled(callout);
  const clear = [...markedLine(topology, panel), controlsCorner(visible, scale, isNarrow), ...keepClear];
  const placed = blockPlacement(topology, anchor, scaled(first), second, visible, { keepClear: clear });
  const calloutAt = chip === null ? placed.chip : placed.callout;
  return {
    chip: chip === null ? null : { layout: chip, at: placed.chip },
    callout: callout === null || calloutAt === null ? null : { layout: callout, at: calloutAt },
    leader: placed.leader,
  };
}

/** Where the zoom buttons are. */
function controlsCorner({ xPx, yPx, widthPx, heightPx }: Rect, scale: number, isNarrow: boolean): Rect {
  const width = (isNarrow ? 156 : 112) * scale;
  const height = (isNarrow ? 56 : 42) * scale;
  return { xPx: xPx + widthPx - width, yPx: yPx + heightPx - height, widthPx: width, heightPx: height };
}
