/** What a cell of the pool map shows, and that it says all of it in words. */
import { describe, expect, it } from 'vitest';
import type { PoolMap } from '../../../src/diagram/index.ts';
import { loadPoolWords } from '../../../src/i18n/index.ts';
import { cellsOf } from '../../../src/ui/pools/cells.ts';

const words = await loadPoolWords('en');
const row = { from: 0, first: '172.17.0.0/16', count: 15, lengthBits: 16 };
const map: PoolMap = {
  machine: 'server',
  engine: '24.0.7',
  search: 'next-fit',
  rows: [row],
  next: 3,
  outside: [],
  marks: [
    { at: 0, given: ['bridge'] },
    { at: 1, avoided: { by: 'route', what: '172.18.5.0/24 dev eth0' } },
    { at: 2, news: 'freed' },
    { at: 4, offices: ['172.21.10.0/24'] },
    { at: 5, given: ['shop_default'], news: 'given', offices: ['172.22.10.0/24'] },
  ],
};
const { cells } = cellsOf(map, row, words);

describe('a cell', () => {
  it.each([
    ['docker0’s, by the name everybody knows it by', 0, { number: '17', state: 'given', note: 'docker0' }],
    ['passed over, with the reason in a word', 1, { state: 'avoided', note: 'on-link' }],
    ['freed just now', 2, { state: 'free', news: 'freed', note: 'freed' }],
    ['where the search goes on', 3, { isNext: true, state: 'free' }],
    ['with an office that Docker does not see', 4, { office: 'office' }],
    ['that covers the office', 5, { office: 'overlap', state: 'given', note: 'shop_default' }],
  ])('%s', (_, at, expected) => {
    expect(cells[at]).toMatchObject(expected);
  });

  it('says in words all that it shows', () => {
    expect(cells.slice(0, 7).map(({ says }) => says)).toEqual([
      '172.17.0.0/16: held by bridge',
      '172.18.0.0/16: passed over: the host has the on-link route 172.18.5.0/24 dev eth0',
      '172.19.0.0/16: free, freed at this step',
      '172.20.0.0/16: free, the next search begins here',
      '172.21.0.0/16: free, behind a router lies 172.21.10.0/24, which Docker does not see',
      '172.22.0.0/16: held by shop_default, given at this step, covers 172.22.10.0/24, which lies behind a router',
      '172.23.0.0/16: free',
    ]);
  });

  it('does not tell where the search goes on while that is asked', () => {
    const hidden = cellsOf(map, row, words, false).cells;
    expect(hidden.some(({ isNext, says }) => isNext || says.includes('search'))).toBe(false);
  });

  it('has no next place where the engine takes the lowest free one', () => {
    const lowest = cellsOf({ ...map, search: 'first-fit', next: 0 }, row, words).cells;
    expect(lowest.some(({ isNext }) => isNext)).toBe(false);
  });
});

describe('a ruler', () => {
  it('counts the byte that its subnets differ in', () => {
    const small = { from: 15, first: '192.168.0.0/20', count: 16, lengthBits: 20 };
    expect(cellsOf(map, small, words).cells.map(({ number }) => number)).toContain('240');
  });

  it('leaves out what nobody could tell apart, and says how much', () => {
    const long = { from: 0, first: '10.0.0.0/24', count: 4096, lengthBits: 24 };
    const drawn = cellsOf(map, long, words);
    expect(drawn.cells.length + drawn.left).toBe(4096);
    expect(drawn.left).toBeGreaterThan(0);
  });
});
