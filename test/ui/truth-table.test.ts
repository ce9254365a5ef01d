import { render, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { TableData } from '../../src/content/index.ts';
import { loadPageStrings } from '../../src/i18n/index.ts';
import TruthTable from '../../src/ui/page/TruthTable.svelte';
import { tableLinks } from '../../src/ui/page/table-links.ts';

const line = { at: 'pc', run: 'ping -c 1 172.42.10.112' };
const table: TableData = {
  base: 'bridge-subnet-collision.1',
  branch: 'main',
  forkAfter: 1,
  columns: [{ title: 'to R550', run: line.run }],
  settings: [
    {
      title: 'After compose up',
      lines: [{ at: 'r550', run: 'docker compose up -d' }],
      rows: [
        { at: 'pc', title: 'Developer PC', cells: [{ line, kind: 'silent', outcome: 'timeout', text: 'no answer' }] },
      ],
    },
  ],
};
const ui = await loadPageStrings('en');

describe('the table of who reaches what', () => {
  it('is a table for each setting, with heads for its rows and columns', async () => {
    render(TruthTable, { table, ui, links: await tableLinks(table) });
    const shown = screen.getByRole('table', { name: 'After compose up' });
    expect(within(shown).getByRole('columnheader', { name: 'to R550' })).toBeInTheDocument();
    expect(within(shown).getByRole('rowheader', { name: 'Developer PC' })).toBeInTheDocument();
  });

  it('leads from each cell to the moment it comes from', async () => {
    render(TruthTable, { table, ui, links: await tableLinks(table) });
    expect(screen.getByRole('link', { name: /no answer/ }).getAttribute('href')).toMatch(/^#v1\./);
  });

  it('has no links while the lesson has no dictionary', async () => {
    const links = await tableLinks({ ...table, base: 'unheard-of.1' });
    expect(links).toEqual([[[null]]]);
    render(TruthTable, { table, ui, links });
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByRole('cell', { name: /no answer/ })).toBeInTheDocument();
  });
});
