/** Asks the engine for every cell of a truth table. */
import type { World } from '../../engine/index.ts';
import { run, type Line, type RunResult } from '../../terminal/index.ts';
import type { Language } from '../language.ts';
import type { SceneRun } from '../run-lesson.ts';
import type { CellKind, TableData } from './table-data.ts';
import type { TableFile } from './table-schema.ts';

type Outcome = NonNullable<NonNullable<RunResult['trace']>['outcome']> | 'done' | 'failed';

const kinds: Readonly<Record<Outcome, CellKind>> = {
  delivered: 'works',
  done: 'works',
  refused: 'refused',
  closed: 'refused',
  timeout: 'silent',
  unreachable: 'other',
  unresolved: 'other',
  failed: 'other',
};

const texts: Readonly<Record<Outcome, Readonly<Record<Language, string>>>> = {
  delivered: { ko: '연결됨', en: 'works' },
  done: { ko: '성공', en: 'works' },
  refused: { ko: '거부됨', en: 'refused' },
  closed: { ko: '연결 끊김', en: 'hung up' },
  timeout: { ko: '응답 없음', en: 'no answer' },
  unreachable: { ko: '도달 불가', en: 'unreachable' },
  unresolved: { ko: '이름 모름', en: 'name unknown' },
  failed: { ko: '실패', en: 'fails' },
};

/** A line of a setting that did not do what it was written for. */
export interface FailedSetting {
  readonly setting: number;
  readonly line: Line;
  readonly output: string;
}

/** @param after the scene at whose end everything is tried. */
export function fillTable(
  table: TableFile,
  { scene, after, result }: SceneRun,
  base: string,
  language: Language,
): { readonly data: TableData; readonly failed: readonly FailedSetting[] } {
  const failed: FailedSetting[] = [];
  const settings = table.settings.map(({ title, lines }, setting) => {
    const world = lines.reduce((before, line) => {
      const { world, exitCode, output } = run(before, line.at, line.run);
      if (exitCode !== 0) failed.push({ setting, line, output: output.map(({ text }) => text).join(' ') });
      return world;
    }, result.world);
    const rows = table.rows.map(({ at, title }) => ({
      at,
      title: title[language],
      cells: table.columns.map((column) => cellOf(world, { at, run: column.run }, language)),
    }));
    return { title: title[language], lines, rows };
  });
  const columns = table.columns.map(({ run, title }) => ({ run, title: title[language] }));
  return { data: { base, branch: scene.branch, forkAfter: after + 1, columns, settings }, failed };
}

function cellOf(world: World, line: Line, language: Language) {
  const { trace, exitCode } = run(world, line.at, line.run);
  const outcome = trace?.outcome ?? (exitCode === 0 ? 'done' : 'failed');
  return { line, outcome, kind: kinds[outcome], text: texts[outcome][language] };
}
