/** What each cell of the map shows, and the same in words. */
import { subnetInRow, type PoolMap, type PoolMark, type PoolRow } from '../../diagram/index.ts';
import type { PoolWords } from '../../i18n/index.ts';

export type CellState = 'free' | 'given' | 'avoided';

export interface Cell {
  readonly subnet: string;
  /** The part of the address that counts up: `22`. */
  readonly number: string;
  readonly state: CellState;
  readonly news: 'given' | 'freed' | null;
  readonly office: 'office' | 'overlap' | null;
  readonly isNext: boolean;
  /** Who holds it, or why it is passed over, in a word. */
  readonly note: string;
  /** All of it, for those who hear the map. */
  readonly says: string;
}

/** More cells than anybody can tell apart are not drawn. */
const MOST_CELLS = 512;

/** @returns the cells of one ruler, and how many free ones are left out. */
export function cellsOf(
  map: PoolMap,
  row: PoolRow,
  words: PoolWords,
  showsNext = true,
): { readonly cells: readonly Cell[]; readonly left: number } {
  const marks = new Map(map.marks.map((mark) => [mark.at, mark]));
  const shown = Math.min(row.count, MOST_CELLS);
  const cells = Array.from({ length: shown }, (_, at) =>
    cellOf(map, row, at, marks.get(row.from + at), words, showsNext),
  );
  return { cells, left: row.count - shown };
}

function cellOf(
  map: PoolMap,
  row: PoolRow,
  at: number,
  mark: PoolMark | undefined,
  words: PoolWords,
  showsNext: boolean,
): Cell {
  const subnet = subnetInRow(row, at);
  const isNext = showsNext && map.search === 'next-fit' && map.next === row.from + at;
  const { given = [], avoided, offices = [] } = mark ?? {};
  const news = mark?.news ?? null;
  const covers = given.length > 0 && offices.length > 0;
  const says = [
    ...(given.length > 0
      ? [words.cell.given(given)]
      : avoided
        ? [words.cell[avoided.by](avoided.what)]
        : [words.cell.free]),
    ...(news === null ? [] : [news === 'given' ? words.cell.fresh : words.cell.freed]),
    ...offices.map(covers ? words.cell.overlap : words.cell.office),
    ...(isNext ? [words.cell.next] : []),
  ];
  return {
    subnet,
    number: numberOf(subnet, row),
    state: given.length > 0 ? 'given' : avoided ? 'avoided' : 'free',
    news,
    office: offices.length === 0 ? null : covers ? 'overlap' : 'office',
    isNext,
    note:
      given.length > 0 ? shortName(given) : avoided ? words.avoided[avoided.by] : news === 'freed' ? words.freed : '',
    says: `${subnet}: ${says.join(', ')}`,
  };
}

/** Which of the four numbers of an address counts up along a ruler. */
export function countingByte({ lengthBits }: PoolRow): number {
  return Math.min(3, Math.ceil(lengthBits / 8) - 1);
}

function numberOf(subnet: string, row: PoolRow): string {
  return subnet.split('/')[0]?.split('.')[countingByte(row)] ?? '';
}

function shortName([name = '', ...others]: readonly string[]): string {
  return others.length === 0 ? (name === 'bridge' ? 'docker0' : name) : `${name} +${others.length}`;
}
