/** The chip that a packet carries, its sentence and, where no panel is drawn, the lines that decide: measured, not rendered. */
import { fitText, measureText, type Font, type Viewport } from '../../diagram/index.ts';
import type { Frame, PacketView } from '../../player/index.ts';
import type { PanelLines } from './panel-lines.ts';

export type ChipRole = 'label' | 'source' | 'destination' | 'arrow' | 'struck' | 'translated' | 'channel';

export interface ChipPart {
  readonly text: string;
  readonly role: ChipRole;
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
}

export interface TextLine {
  readonly text: string;
  readonly xPx: number;
  readonly yPx: number;
  readonly mark?: 'decided' | 'dim';
}

/** Px on screen from its own top left corner. */
export interface Block extends Viewport {
  readonly lines: readonly TextLine[];
}

export interface ChipLayout {
  /** The packet's pill with the table under it; null where the step has neither. */
  readonly chip:
    | (Viewport & {
        readonly pill: Pill | null;
        /** The connection that a relay makes of the one that ends. */
        readonly second: (Pill & { readonly topPx: number }) | null;
        readonly table: Table | null;
      })
    | null;
  readonly callout: Block | null;
}

export type Pill = Viewport & { readonly parts: readonly ChipPart[] };
export type Table = Block & { readonly topPx: number };

export interface ChipInput {
  readonly packet: PacketView | null;
  readonly relay: Frame['relay'] | null;
  readonly call: Frame['call'] | null;
  /** A few words on what happens; empty for none. */
  readonly short: string;
  readonly isLost: boolean;
  readonly table: PanelLines['lines'];
  readonly widestPx: number;
}

const mono: Font = { family: 'mono', sizePx: 11, weight: 400 };
const monoBold: Font = { family: 'mono', sizePx: 11, weight: 600 };
const sans: Font = { family: 'sans', sizePx: 12, weight: 400 };
const sansBold: Font = { family: 'sans', sizePx: 12, weight: 600 };
const pad = 12;
const calloutPad = 9;
const rowHeight = 18;
const rowPad = 6;
const blockGap = 4;
const wordGap = 7;
const calloutWidest = 264;

export function chipLayout(input: ChipInput): ChipLayout {
  const [ends, begins] = input.relay ?? [input.packet, null];
  const words = input.call ? callWords(input.call) : ends && wordsOf(ends);
  const pill = words ? pillOf(words, input.widestPx) : null;
  const topPx = pill === null ? 0 : pill.heightPx + blockGap;
  const second = begins === null ? null : { ...pillOf(wordsOf(begins), input.widestPx), topPx };
  const table = input.table.length === 0 ? null : { ...tableOf(input.table, input.widestPx), topPx };
  const blocks = [pill, second, table].filter((block) => block !== null);
  return {
    callout: input.short === '' ? null : calloutOf(input.short, input.isLost, Math.min(calloutWidest, input.widestPx)),
    chip:
      blocks.length === 0
        ? null
        : {
            pill,
            second,
            table,
            widthPx: Math.max(...blocks.map(({ widthPx }) => widthPx)),
            heightPx: blocks.reduce((sum, { heightPx }) => sum + heightPx + blockGap, -blockGap),
          },
  };
}

function pillOf(words: readonly ChipWord[], widestPx: number): Pill {
  const parts: ChipPart[] = [];
  let xPx = pad;
  let row = 0;
  let widthPx = 0;
  for (const { text, role, isLead } of words) {
    const wordPx = measureText(text, role === 'label' || role === 'translated' ? monoBold : mono);
    // An arrow never ends a row: it goes with the address it points to.
    if (xPx + wordPx + pad > widestPx && xPx > pad && isLead) {
      xPx = pad;
      row += 1;
    }
    parts.push({ text, role, xPx, yPx: rowPad + 13 + row * rowHeight, widthPx: wordPx });
    xPx += wordPx + wordGap;
    widthPx = Math.max(widthPx, xPx - wordGap + pad);
  }
  return { parts, widthPx: Math.min(widthPx, Math.max(widestPx, 120)), heightPx: (row + 1) * rowHeight + 2 * rowPad };
}

interface ChipWord {
  readonly text: string;
  readonly role: ChipRole;
  readonly isLead: boolean;
}

/** A call has a speaker and one spoken to, no addresses. */
function callWords({ from, to, channel }: NonNullable<Frame['call']>): readonly ChipWord[] {
  return [
    { text: from, role: 'label', isLead: true },
    { text: '⇢', role: 'arrow', isLead: true },
    { text: to, role: 'label', isLead: false },
    { text: channel, role: 'channel', isLead: true },
  ];
}

function wordsOf(packet: Omit<PacketView, 'fields'>): readonly ChipWord[] {
  const { label, source, destination, sourceBefore, destinationBefore } = packet;
  return [
    { text: label, role: 'label', isLead: true },
    ...(sourceBefore === undefined ? [] : [{ text: sourceBefore, role: 'struck' as const, isLead: true }]),
    { text: source, role: sourceBefore === undefined ? 'source' : 'translated', isLead: true },
    { text: '→', role: 'arrow', isLead: true },
    ...(destinationBefore === undefined ? [] : [{ text: destinationBefore, role: 'struck' as const, isLead: false }]),
    {
      text: destination,
      role: destinationBefore === undefined ? 'destination' : 'translated',
      isLead: destinationBefore !== undefined,
    },
  ];
}

function tableOf(lines: PanelLines['lines'], widestPx: number): Block {
  const roomPx = widestPx - 2 * pad;
  const texts = lines.map(({ text }) => fitText(text, roomPx, mono));
  return {
    widthPx: Math.max(...texts.map((text) => measureText(text, mono))) + 2 * pad,
    heightPx: texts.length * rowHeight + 8,
    lines: lines.map(({ mark }, n) => ({ text: texts[n] ?? '', mark, xPx: pad, yPx: 17 + n * rowHeight })),
  };
}

function calloutOf(text: string, isLost: boolean, widestPx: number): Block {
  const font = isLost ? sansBold : sans;
  const lines = wrap(text, widestPx - 2 * calloutPad, font);
  return {
    widthPx: Math.max(...lines.map((line) => measureText(line, font))) + 2 * calloutPad,
    heightPx: lines.length * 16 + 7,
    lines: lines.map((line, n) => ({ text: line, xPx: calloutPad, yPx: 15.5 + n * 16 })),
  };
}

/** At spaces; a word that is wider than a line is cut. */
function wrap(text: string, widestPx: number, font: Font): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measureText(longer, font) > widestPx) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((whole) => fitText(whole, widestPx, font));
}
