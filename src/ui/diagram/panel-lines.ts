/** What a panel on the board shows at a step: its own lines with the deciding one marked, or the step's where they differ. */
import { groupOf, linesOf, type Box, type Rect, type Topology } from '../../diagram/index.ts';
import type { Frame } from '../../player/index.ts';

export interface PanelLines {
  /** The panel, or null where none is drawn: the lines then stand with the chip. */
  readonly box: string | null;
  readonly lines: readonly { readonly text: string; readonly mark: 'decided' | 'dim' }[];
}

/** Null for a step that no table decides. */
export function panelLines(topology: Topology, frame: Frame | null): PanelLines | null {
  const panel = frame?.decision?.panel ?? [];
  if (frame === null || panel.length === 0) return null;
  const stepLines = panel.map(({ text, mark }) => ({
    text: text.replace(/ {2,}/g, ' '),
    mark: mark ?? ('dim' as const),
  }));
  const box =
    topology.boxes.find(({ id, kind }) => kind === 'panel' && frame.to.includes(id)) ?? ownPanel(topology, frame);
  if (box === undefined) return { box: null, lines: stepLines };
  const decided = panel.find(({ mark }) => mark === 'decided')?.text;
  const known = panel.every(({ text }) => box.lines.includes(text));
  if (!known) return { box: box.id, lines: stepLines.slice(0, Math.max(3, box.lines.length)) };
  return { box: box.id, lines: box.lines.map((text) => ({ text, mark: text === decided ? 'decided' : 'dim' })) };
}

function ownPanel(topology: Topology, frame: Frame): Box | undefined {
  const part = frame.kind === 'route' || frame.kind === 'source-check' ? 'routes' : 'netfilter';
  if (part === 'netfilter' && frame.kind !== 'chain' && frame.kind !== 'nat') return undefined;
  const id = `${groupOf(frame.place)}#${part}`;
  return topology.boxes.find((box) => box.id === id && box.kind === 'panel');
}

/** The deciding line's place on the drawing, which nothing may cover. */
export function markedLine(topology: Topology, panel: PanelLines | null): readonly Rect[] {
  const box = topology.boxes.find(({ id }) => id === panel?.box);
  const nth = panel?.lines.findIndex(({ mark }) => mark === 'decided') ?? -1;
  if (box === undefined || nth < 0) return [];
  const { firstPx, stepPx } = linesOf.panel;
  return [{ xPx: box.xPx, yPx: box.yPx + firstPx - 14 + nth * stepPx, widthPx: box.widthPx, heightPx: 20 }];
}
