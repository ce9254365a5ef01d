/** Containers in rows under the bars they hang from. A new one never moves those before it. */
import { measureText } from './text-metrics.ts';
import { middleOf, portAt, type Plan } from './plan.ts';
import type { Box } from './topology.ts';
import { fonts, space } from './type-scale.ts';

export interface Member {
  readonly plan: Plan;
  /** The pair that ties it to the bridge; null for one that hangs from nothing. */
  readonly pair: {
    readonly hostPort: string;
    readonly label: string;
    /** Of the host's end, where it is one to be shown. */
    readonly address?: string | undefined;
    readonly ownPort: string;
    readonly up: boolean;
  } | null;
  /** A wire comes down to it from the guest above: a virtual switch. */
  readonly joinsAbove?: boolean;
}

export interface Grid {
  readonly widthPx: number;
  /** From the first bar to the last row's bottom. */
  readonly heightPx: number;
}

const narrowCell = 172;
const wideCell = 226;
const cellGap = 12;
const titleRoom = 46;

/** Column and row of the n-th cell: squares grow by an edge at a time, so that a grid stays square and no cell ever moves. */
export function cellAt(n: number): { readonly column: number; readonly row: number } {
  const edge = Math.floor(Math.sqrt(n));
  const along = n - edge * edge;
  return along < edge ? { column: edge, row: along } : { column: along - edge, row: edge };
}

/** One width for all cells of a grid: it changes only when the first long name comes. */
export function cellWidth(titles: readonly string[]): number {
  const isLong = titles.some((title) => measureText(title, fonts.containerTitle) > narrowCell - titleRoom);
  return isLong ? wideCell : narrowCell;
}

/** Places `members` in `into`, first bar at `topPx`; the grid's left edge is `leftPx`. */
export function packGrid(
  members: readonly Member[],
  into: Pick<Plan, 'inner' | 'ports' | 'wires'> & { readonly bars: NonNullable<Box['bars']>[number][] },
  leftPx: number,
  topPx: number,
): Grid {
  const columns: number[] = [];
  const rows: number[] = [];
  members.forEach(({ plan }, n) => {
    const { column, row } = cellAt(n);
    columns[column] = Math.max(columns[column] ?? 0, plan.widthPx);
    rows[row] = Math.max(rows[row] ?? 0, plan.heightPx);
  });
  const xs = offsets(columns, leftPx, cellGap);
  const bars = offsets(rows, topPx, space.drop + space.cell);
  const barEnds: number[] = bars.map(() => leftPx);
  members.forEach(({ plan, pair }, n) => {
    const { column, row } = cellAt(n);
    const xPx = xs[column] ?? leftPx;
    const barPx = bars[row] ?? topPx;
    const yPx = barPx + space.drop;
    into.inner.push({ plan, xPx, yPx });
    const own = plan.ports.find((port) => port.id === pair?.ownPort);
    if (pair === null || own === undefined) return;
    const hangPx = xPx + middleOf(own).xPx;
    barEnds[row] = Math.max(barEnds[row] ?? 0, hangPx);
    into.ports.push(
      portAt({
        xPx: hangPx,
        yPx: barPx,
        id: pair.hostPort,
        label: pair.label,
        labelAt: { xPx: hangPx - 10, yPx: barPx + 21, anchor: 'end' },
        labelWidthPx: hangPx - 10 - xPx,
        side: 'bar',
        up: pair.up,
        address: undefined,
        inline: false,
      }),
    );
    into.wires.push({
      id: `${pair.hostPort}--${pair.ownPort}`,
      ends: [pair.hostPort, pair.ownPort],
      path: [
        { xPx: hangPx, yPx: barPx },
        { xPx: hangPx, yPx },
      ],
      up: pair.up,
    });
  });
  into.bars.push(...bars.map((yPx, row) => ({ yPx, toPx: barEnds[row] ?? leftPx })));
  const width = columns.reduce((sum, column) => sum + column + cellGap, -cellGap);
  const height = rows.reduce((sum, row) => sum + row + space.drop + space.cell, -space.cell);
  return { widthPx: Math.max(0, width), heightPx: Math.max(0, height) };
}

function offsets(sizes: readonly number[], startPx: number, gapPx: number): number[] {
  let next = startPx;
  return sizes.map((size) => {
    const at = next;
    next += size + gapPx;
    return at;
  });
}
