import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { buildWorld } from '../../src/engine/index.ts';
import { fillTable } from '../../src/content/table/fill-table.ts';
import { tableSchema } from '../../src/content/table/table-schema.ts';
import type { SceneRun } from '../../src/content/run-lesson.ts';
import { run } from '../../src/terminal/index.ts';

const world = buildWorld({
  hosts: {
    here: { addrs: { eth0: '192.0.2.1/24' } },
    there: { addrs: { eth0: '192.0.2.2/24' }, listen: ['tcp/80'] },
  },
  links: [['here:eth0', 'there:eth0']],
});
const table = v.parse(tableSchema, {
  after: 'look',
  rows: [
    { at: 'here', title: { ko: '이쪽', en: 'here' } },
    { at: 'there', title: { ko: '저쪽', en: 'there' } },
  ],
  columns: [
    { run: 'nc -vz 192.0.2.2 80', title: { ko: '80번', en: 'port 80' } },
    { run: 'nc -vz 192.0.2.2 81', title: { ko: '81번', en: 'port 81' } },
  ],
  settings: [
    { title: { ko: '처음', en: 'at first' } },
    {
      title: { ko: '방화벽', en: 'with a firewall' },
      lines: [{ at: 'there', run: 'iptables -A INPUT -i eth0 -p tcp -j DROP' }],
    },
  ],
});
const look = { scene: { key: 'look', branch: 'main' }, after: 3, result: run(world, 'here', 'ip route') } as SceneRun;

describe('a truth table', () => {
  const { data, failed } = fillTable(table, look, 'base.1', 'en');

  it('asks the engine for every cell, after the setting’s lines', () => {
    const cells = data.settings.map(({ rows }) => rows.map(({ cells }) => cells.map(({ outcome }) => outcome)));
    expect(cells).toEqual([
      [
        ['delivered', 'refused'],
        ['delivered', 'refused'],
      ],
      [
        ['timeout', 'timeout'],
        ['delivered', 'refused'],
      ],
    ]);
  });

  it('says each outcome in the reader’s language, and of which kind it is', () => {
    const cellOf = (language: 'ko' | 'en') =>
      fillTable(table, look, 'base.1', language).data.settings[1]!.rows[0]!.cells[0]!;
    expect(cellOf('en')).toMatchObject({ kind: 'silent', text: 'no answer' });
    expect(cellOf('ko')).toMatchObject({ kind: 'silent', text: '응답 없음' });
  });

  it('keeps what a link to a cell needs: where the lesson is left, and the lines', () => {
    expect(data).toMatchObject({ base: 'base.1', branch: 'main', forkAfter: 4 });
    expect(data.settings[1]!.lines).toHaveLength(1);
    expect(data.settings[1]!.rows[0]!.cells[1]!.line).toEqual({ at: 'here', run: 'nc -vz 192.0.2.2 81' });
  });

  it('tells of a setting’s line that did not work', () => {
    expect(failed).toEqual([]);
    const wrong = {
      ...table,
      settings: [{ ...table.settings[1]!, lines: [{ at: 'there', run: 'ip route del 10.9.0.0/16' }] }],
    };
    expect(fillTable(wrong, look, 'base.1', 'en').failed).toMatchObject([{ setting: 0, line: { at: 'there' } }]);
  });
});
