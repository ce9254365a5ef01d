/** Columns as Go's tabwriter sets them for the docker CLI: at least 10 wide, 3 spaces between, nothing behind the last. */
const NARROWEST = 10;
const PADDING = 3;

/** Cells must be one cell wide per character. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(NARROWEST, ...rows.map((row) => width(row[at] ?? '') + PADDING)),
  );
  return rows.map((row) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell + ' '.repeat((widths[at] ?? 0) - width(cell)))).join(''),
  );
}

function width(cell: string): number {
  return Array.from(cell).length;
}
