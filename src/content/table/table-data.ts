/** A truth table as the page shows it: one for each setting, from where down, to where across. */
import type { Line } from '../../terminal/index.ts';

export interface TableData {
  /** What a link to a cell is made of: the branch that is left, and after how many of its lines. */
  readonly base: string;
  readonly branch: string;
  readonly forkAfter: number;
  readonly columns: readonly { readonly title: string; readonly run: string }[];
  readonly settings: readonly TableSetting[];
}

export interface TableSetting {
  readonly title: string;
  /** Typed before the cell's own line. */
  readonly lines: readonly Line[];
  readonly rows: readonly { readonly at: string; readonly title: string; readonly cells: readonly TableCell[] }[];
}

export interface TableCell {
  readonly line: Line;
  readonly kind: CellKind;
  /** As the engine names it: `delivered`, `timeout`. */
  readonly outcome: string;
  readonly text: string;
}

/** Told apart by a sign and a word. */
export type CellKind = 'works' | 'refused' | 'silent' | 'other';
