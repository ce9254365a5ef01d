import { formatPrefix, subnetsOf, type AddressPool } from '../../engine/index.ts';

/** Subnets of one size that follow each other without a gap: one ruler of the map. */
export interface PoolRow {
  /** Index of its first subnet among all of the pools. */
  readonly from: number;
  /** `172.17.0.0/16`: the first. */
  readonly first: string;
  readonly count: number;
  readonly lengthBits: number;
}

/** Pools that continue one another with the same size are drawn as one. */
export function rowsOf(pools: readonly AddressPool[]): readonly PoolRow[] {
  const rows: PoolRow[] = [];
  let from = 0;
  let end = 0;
  for (const pool of pools) {
    const [first] = subnetsOf([pool]);
    const count = subnetsOf([pool]).length;
    if (first === undefined) continue;
    const last = rows.at(-1);
    if (last?.lengthBits === pool.lengthBits && first.address >>> 0 === end)
      rows[rows.length - 1] = { ...last, count: last.count + count };
    else rows.push({ from, first: formatPrefix(first), count, lengthBits: pool.lengthBits });
    from += count;
    end = (first.address >>> 0) + count * 2 ** (32 - pool.lengthBits);
  }
  return rows;
}

/** `172.22.0.0/16`, the subnet number `at` of a row. */
export function subnetInRow({ first, lengthBits }: PoolRow, at: number): string {
  const bytes = (first.split('/')[0] ?? '').split('.').map(Number);
  const start = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const address = start + at * 2 ** (32 - lengthBits);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')}/${lengthBits}`;
}
