import type { Topology } from '../diagram/index.ts';
import { inLanguage, type World } from '../engine/index.ts';
import { promptFor, run } from '../terminal/index.ts';
import { compileChallenge } from './challenge/compile-challenge.ts';
import { beatsOf, beatTitle } from './beat.ts';
import { compileScene, type SceneWords } from './compile-scene.ts';
import { pictureAt, type Picture } from './draw-frames.ts';
import type { Language } from './language.ts';
import type { BranchData, LessonData, SceneData } from './lesson-data.ts';
import type { LessonMeta, ProseSection } from './lesson-page.ts';
import type { LessonFile, PredictionFile } from './lesson-schema.ts';
import type { Checked, LessonSource } from './lesson-source.ts';
import { compileRecall } from './recall/compile-recall.ts';
import { renderProse } from './prose-html.ts';
import { heardAfter, runLesson, worldAfter, type LessonRun, type SceneRun } from './run-lesson.ts';
import { selectFrame } from './selector.ts';
import { fillTable } from './table/fill-table.ts';
import type { TableData } from './table/table-data.ts';
import { termsMarkedIn } from './term-link.ts';

export interface CompiledLesson {
  readonly data: LessonData;
  readonly meta: LessonMeta;
  readonly prose: readonly ProseSection[];
  readonly table: TableData | null;
  /** Keys of the glossary's terms that the prose marks. */
  readonly terms: readonly string[];
}

/**
 * Everything a lesson's page shows, in one language. `neutral` is the lesson played without one: it serves where no machine
 * of its world prints in the page's language. @throws RangeError when a selector matches nothing: `checkPlayed` says so first
 */
export function compileLesson(
  source: LessonSource,
  language: Language,
  neutral: LessonRun = runLesson(source.lesson, source.world),
): CompiledLesson {
  const world = inLanguage(source.world, language);
  const played = world === source.world ? neutral : runLesson(source.lesson, world);
  return {
    data: compileData({ ...source, world }, language, played),
    meta: metaOf(source, language),
    prose: renderProse(source.prose[language], language, {
      print: (listing, after) =>
        run(worldAfter(played, world, after), listing.at, listing.run, heardAfter(played, after)).output.filter(
          // Whose packets these are, the text says.
          ({ note }) => note?.kind !== 'heard',
        ),
      promptAt: (place) => promptFor(world.machines[place], place),
      sceneOf: (prediction) =>
        source.lesson.scenes.find(({ predictions }) => predictions.some(({ key }) => key === prediction))?.key ?? '',
    }),
    table: tableOf(source, played, language),
    terms: termsMarkedIn(source.prose[language]),
  };
}

function compileData(source: LessonSource, language: Language, played: LessonRun): LessonData {
  const { lesson } = source;
  const titles = titlesOf(source, language);
  let topologies: readonly Topology[] = [];
  /** The last picture of each branch, whose places the next one keeps. */
  const lastOf = new Map<string, Picture>();
  const scenes: SceneData[] = [];
  for (const { scene, before, result, after } of played.scenes.values()) {
    const compiled = compileScene({
      world: before,
      line: { at: scene.at, run: scene.run },
      language,
      name: {
        key: scene.key,
        branch: scene.branch,
        beat: scene.beat,
        title: titles.get(scene.key) ?? scene.key,
        after,
      },
      topologies,
      previous: lastOf.get(scene.branch) ?? lastOf.get(parentOf(lesson, scene.branch)) ?? null,
      open: lesson.open,
      result,
      telling: scene,
      pools: scene.pools,
      ports: scene.ports,
      words: (frames, trace): SceneWords => ({
        cues: scene.cues.map(({ key, select }) => ({
          key,
          frame: found(selectFrame(frames, trace, select), scene.key, key),
        })),
        predictions: scene.predictions.map((prediction) =>
          predictionData(
            prediction,
            found(selectFrame(frames, trace, prediction.before), scene.key, prediction.key),
            language,
          ),
        ),
        checked: checkedOf(scene, source.checked[scene.key]),
      }),
    });
    scenes.push(compiled.scene);
    topologies = compiled.topologies;
    const last = pictureAt(compiled.scene, topologies, -1);
    if (last) lastOf.set(scene.branch, last);
  }
  return {
    slug: source.slug,
    number: source.number,
    language,
    title: lesson.title[language],
    base: source.world.base,
    beats: beatsOf(lesson).map((key) => ({ key, title: beatTitle(key)[language] })),
    scenes,
    branches: branchesOf(lesson, played, language),
    topologies,
    ...(lesson.challenge ? { challenge: compileChallenge(lesson.challenge, language) } : {}),
    ...(lesson.recall ? { recall: compileRecall(lesson.recall, language, played, source.world) } : {}),
    ...promptsOf([source.world, ...source.variantWorlds]),
  };
}

/** Only Windows shells have a prompt of their own. */
function promptsOf(worlds: readonly World[]): Pick<LessonData, 'prompts'> {
  const own = worlds.flatMap(({ machines }) => Object.values(machines)).filter(({ kind }) => kind === 'windows');
  if (own.length === 0) return {};
  return { prompts: Object.fromEntries(own.map((machine) => [machine.id, promptFor(machine, machine.id)])) };
}

function tableOf({ lesson: { table }, world }: LessonSource, played: LessonRun, language: Language): TableData | null {
  const scene = table && played.scenes.get(table.after);
  return table && scene ? fillTable(table, scene, world.base, language).data : null;
}

function found(frame: number | null, scene: string, key: string): number {
  if (frame === null) throw new RangeError(`scene ${scene}: the selector of ${key} matches no step`);
  return frame;
}

function parentOf(lesson: LessonFile, branch: string): string {
  return lesson.branches.find(({ key }) => key === branch)?.from ?? 'main';
}

function titlesOf(source: LessonSource, language: Language): ReadonlyMap<string, string> {
  return new Map(
    source.prose[language].blocks.flatMap((block) =>
      block.kind === 'scene' ? [[block.key, block.title] as const] : [],
    ),
  );
}

function predictionData(prediction: PredictionFile, frame: number, language: Language) {
  return {
    key: prediction.key,
    beforeFrame: Math.max(1, frame),
    question: prediction.question[language],
    ...(prediction.explain === undefined ? {} : { explain: prediction.explain.map((point) => point[language]) }),
    options: prediction.options.map(({ key, text, right, reason, ghost }) => ({
      key,
      text: text[language],
      right,
      reason: reason[language],
      ...(ghost === undefined ? {} : { ghost }),
    })),
  };
}

/** The check mark stands only where the recording was met in everything; elsewhere the sources are named. */
function checkedOf(scene: SceneRun['scene'], checked: Checked | undefined): SceneData['checked'] {
  if (scene.recording && checked?.agrees) {
    const { lab, probe, kernel, engine, events, agreeing } = checked;
    return { lab, probe, kernel, engine, events, agreeing };
  }
  return scene.sources ? { sources: scene.sources } : null;
}

function branchesOf(lesson: LessonFile, played: LessonRun, language: Language): readonly BranchData[] {
  return played.branches.map(({ key, parent, forkAfter, lines }) => {
    const file = lesson.branches.find((branch) => branch.key === key);
    return {
      key,
      title: file?.title[language] ?? lesson.title[language],
      parent,
      forkAfter,
      lines,
      ...(file?.verdict === undefined
        ? {}
        : { verdict: { kind: file.verdict.kind, sentence: [{ text: file.verdict.sentence[language] }] } }),
    };
  });
}

export function metaOf(source: LessonSource, language: Language): LessonMeta {
  const { lesson } = source;
  const notes = Object.fromEntries(Object.entries(lesson.notes).map(([beat, text]) => [beat, text[language]]));
  return {
    slug: source.slug,
    number: source.number,
    language,
    title: lesson.title[language],
    summary: lesson.summary[language],
    level: lesson.level,
    minutes: lesson.minutes,
    prerequisites: lesson.prerequisites[language],
    objectives: lesson.objectives.map((objective) => ({
      text: objective.text[language],
      testedBy: objective['tested-by'],
    })),
    sources: lesson.sources.map(({ text, credit }) => ({ text: text[language], credit })),
    notes: notes,
  };
}
