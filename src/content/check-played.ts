import { closable, layout } from '../diagram/index.ts';
import { frames } from '../player/index.ts';
import { run } from '../terminal/index.ts';
import type { World } from '../engine/index.ts';
import { LANGUAGES } from './language.ts';
import type { LessonSource } from './lesson-source.ts';
import { foldFrames } from './fold-frames.ts';
import { namesIn, namesOf } from './names.ts';
import type { Problem } from './problem.ts';
import { heardAfter, worldAfter, type LessonRun, type SceneRun } from './run-lesson.ts';
import { selectFrame } from './selector.ts';
import { fillTable } from './table/fill-table.ts';
import type { TableData } from './table/table-data.ts';

/**
 * Everything that can be told only when the lesson was played: setup lines that fail, outcomes that are not the declared
 * ones, selectors that match nothing, ghosts and marks that lead nowhere, names in the prose that no world knows.
 */
export function checkPlayed(
  source: LessonSource,
  played: LessonRun,
  lineOf: (path: readonly (string | number)[]) => number,
): readonly Problem[] {
  const at = (path: readonly (string | number)[], message: string): Problem => ({
    file: `${source.folder}/lesson.yaml`,
    line: lineOf(path),
    message,
  });
  const indexOf = (key: string) => source.lesson.scenes.findIndex((scene) => scene.key === key);
  return [
    ...played.failed.map(({ scene, line, result }) =>
      at(
        ['scenes', indexOf(scene), 'setup'],
        `"${line.run}" at ${line.at} failed: ${result.output.map(({ text }) => text).join(' ')}`,
      ),
    ),
    ...[...played.scenes.values()].flatMap((scene) =>
      checkScene(scene, (path, message) => at(['scenes', indexOf(scene.scene.key), ...path], message)),
    ),
    ...checkTable(source, played).map(({ path, message }) => at(['table', ...path], message)),
    ...checkOpen(source).map((message) => at(['open'], message)),
    ...LANGUAGES.flatMap((language) => [
      ...checkNames(source, played, language),
      ...checkListings(source, played, language),
    ]),
  ];
}

/** Every place of the table must be there, and every line of a setting must do what it was written for. */
function checkTable(
  { lesson: { table }, world }: LessonSource,
  played: LessonRun,
): readonly { readonly path: readonly (string | number)[]; readonly message: string }[] {
  const scene = table && played.scenes.get(table.after);
  if (!table || !scene) return [];
  const { failed, data } = fillTable(table, scene, world.base, 'en');
  return [
    ...table.rows.flatMap(({ at }, row) =>
      at in scene.result.world.machines ? [] : [{ path: ['rows', row], message: `there is no machine ${at}` }],
    ),
    ...failed.map(({ setting, line, output }) => ({
      path: ['settings', setting],
      message: `"${line.run}" at ${line.at} failed: ${output}`,
    })),
    ...unanswered(data),
  ];
}

/** A cell whose command the terminal does not know says nothing about the network. */
function unanswered({ settings }: TableData) {
  return settings.flatMap(({ rows }) =>
    rows.flatMap(({ cells }, row) =>
      cells.flatMap(({ line, outcome }) =>
        outcome === 'failed'
          ? [{ path: ['rows', row], message: `"${line.run}" at ${line.at} sends nothing: try it in the terminal` }]
          : [],
      ),
    ),
  );
}

/** What begins open must be a box that can be closed. */
function checkOpen({ lesson, world }: LessonSource): readonly string[] {
  const boxes = layout(world)
    .boxes.filter(closable)
    .map(({ id }) => id);
  const fit = boxes.length === 0 ? 'none of this world can be' : `those of this world are ${boxes.join(', ')}`;
  return lesson.open
    .filter((id) => !boxes.includes(id))
    .map((id) => `open: ${id} is no box that opens and closes; ${fit}`);
}

type Say = (path: readonly (string | number)[], message: string) => Problem;

function checkScene({ scene, before, result }: SceneRun, say: Say): readonly Problem[] {
  const problems: Problem[] = [];
  const outcome = result.trace?.outcome ?? (result.exitCode === 0 ? 'done' : 'failed');
  if (outcome !== scene.outcome)
    problems.push(
      say(
        ['outcome'],
        `${scene.key} ends as ${outcome}, not ${scene.outcome}: ${result.output.map(({ text }) => text).join(' ')}`,
      ),
    );
  const line = { at: scene.at, run: scene.run };
  const all = frames({ trace: result.trace, before, after: result.world, language: 'en', line });
  const shown = foldFrames(all, result.trace, scene);
  const { anchors } = layout(before);
  for (const what of ['show', 'hide'] as const)
    for (const [index, select] of (scene[what] ?? []).entries())
      if (selectFrame(all, result.trace, select) === null)
        problems.push(say([what, index], `the selector matches no step of ${scene.key}`));
  for (const [index, { key, select }] of scene.cues.entries())
    if (selectFrame(shown, result.trace, select) === null)
      problems.push(say(['cues', index], `the selector of cue ${key} matches no step of ${scene.key}`));
  for (const [index, { key, before: select, options }] of scene.predictions.entries()) {
    const frame = selectFrame(shown, result.trace, select);
    if (frame === null)
      problems.push(say(['predictions', index], `the selector of prediction ${key} matches no step of ${scene.key}`));
    else if (frame === 0)
      problems.push(
        say(['predictions', index], `prediction ${key} asks about the first step: nothing stands before it`),
      );
    for (const [option, { ghost }] of options.entries())
      for (const anchor of ghost ?? [])
        if (!(anchor in anchors))
          problems.push(say(['predictions', index, 'options', option, 'ghost'], `the picture has no place ${anchor}`));
  }
  return problems;
}

/** Prose may name only what some world of the lesson, or `names` in lesson.yaml, knows. */
function checkNames(source: LessonSource, played: LessonRun, language: 'ko' | 'en'): readonly Problem[] {
  const { file, blocks } = source.prose[language];
  const worlds: readonly World[] = [
    source.world,
    ...[...played.scenes.values()].flatMap(({ before, result }) => [before, result.world]),
  ];
  const known = new Set([...worlds.flatMap((world) => [...namesOf(world)]), ...Object.keys(source.lesson.names)]);
  return blocks.flatMap((block) =>
    block.kind !== 'text'
      ? []
      : namesIn(block.markdown)
          .filter(({ name }) => !known.has(name))
          .map(({ name, down }) => ({
            file,
            line: block.line + down,
            message: `${name} is in no world of this lesson: correct it, or give it and its reason under names in lesson.yaml`,
          })),
  );
}

/** A listing must run, and its mark must be found: else the prose speaks of something that is not there. */
function checkListings(source: LessonSource, played: LessonRun, language: 'ko' | 'en'): readonly Problem[] {
  const { file, blocks } = source.prose[language];
  let scene: string | null = null;
  const problems: Problem[] = [];
  for (const block of blocks) {
    if (block.kind === 'scene') scene = block.key;
    if (block.kind !== 'listing') continue;
    const after = block.after ?? scene;
    const { output } = run(worldAfter(played, source.world, after), block.at, block.run, heardAfter(played, after));
    const text = output.map((line) => line.text).join('\n');
    const say = (message: string) => problems.push({ file, line: block.line, message });
    if (/command not found|not modelled|is not understood/.test(text)) say(`"${block.run}" at ${block.at}: ${text}`);
    else if (block.mark !== undefined && !text.includes(block.mark))
      say(`"${block.run}" at ${block.at} prints no "${block.mark}": ${text.slice(0, 200)}`);
  }
  return problems;
}
