/** The address of every cell's moment: what the setting changes, and the command that is watched. Server side only. */
import type { TableData } from '../../content/index.ts';
import { encodeMoment } from '../../share/index.ts';

/** @returns by setting, row and column; null where the lesson has no dictionary yet, as a lesson gets one before it is published. */
export async function tableLinks(table: TableData): Promise<readonly (readonly (readonly (string | null)[])[])[]> {
  const { base, branch, forkAfter, settings } = table;
  return Promise.all(
    settings.map(({ lines, rows }) =>
      Promise.all(
        rows.map(({ cells }) =>
          Promise.all(
            cells.map(({ line }) => {
              const all = [...lines, line];
              return linkTo({ kind: 'change', base, branch, forkAfter, lines: all, line: all.length - 1, key: null });
            }),
          ),
        ),
      ),
    ),
  );
}

async function linkTo(change: Parameters<typeof encodeMoment>[0]): Promise<string | null> {
  try {
    return await encodeMoment(change);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
