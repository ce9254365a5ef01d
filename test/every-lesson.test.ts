/** What must hold for every lesson, whoever writes it. */
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  checkChallenge,
  checkPlayed,
  checkRecall,
  compileLesson,
  formatProblem,
  LANGUAGES,
  loadLessons,
  joinLesson,
  packScenes,
  splitLesson,
  runLesson,
  unpackScenes,
  type CompiledLesson,
  type LessonRun,
  type PackedOpening,
  type PackedRest,
} from '../src/content/index.ts';
import { compareScenes, compareWithRecordings } from './support/compare-with-recordings.ts';
import { idleSteps } from './support/idle-steps.ts';

const root = join(import.meta.dirname, '..');

describe.each(loadLessons(root))('$folder', ({ source, problems, unwritten, lineOf }) => {
  if (!source) throw new Error(problems.map(formatProblem).join('\n'));
  let played: LessonRun;
  const compiled = {} as Record<(typeof LANGUAGES)[number], CompiledLesson>;

  beforeAll(() => {
    played = runLesson(source.lesson, source.world);
    for (const language of LANGUAGES) compiled[language] = compileLesson(source, language, played);
  });

  it('holds on its own terms', () => {
    expect(problems.map(formatProblem)).toEqual([]);
  });

  it('is written out', () => {
    expect(unwritten.map(formatProblem)).toEqual([]);
  });

  it('ends, scene by scene, as it declares', () => {
    expect(checkPlayed(source, played, lineOf).map(formatProblem)).toEqual([]);
  });

  it('asks what its engine answers, and has a challenge that its solutions solve and no wrong fix does', () => {
    const found = [...checkRecall(source, played, lineOf), ...checkChallenge(source, lineOf)];
    expect(found.map(formatProblem)).toEqual([]);
  }, 60_000);

  it('plays its scenes as the recordings they name', () => {
    const differing = Object.entries(compareScenes(played)).filter(([, { agrees }]) => !agrees);
    expect(differing).toEqual([]);
  });

  it('tells in checked.json what is so', () => {
    expect(source.checked).toEqual(compareWithRecordings(played));
  });

  it('has the same steps, pictures and questions in both languages', () => {
    const bones = ({ data }: CompiledLesson) =>
      data.scenes.map(({ key, frames, cues, predictions, topologyAt }) => ({
        key,
        frames: frames.map((frame) => frame.key),
        cues,
        predictions: predictions.map(({ beforeFrame, options }) => [beforeFrame, options.map((option) => option.key)]),
        pictures: topologyAt.length,
      }));
    expect(bones(compiled.ko)).toEqual(bones(compiled.en));
  });

  it('gives every step a key of its own within its scene', () => {
    for (const { key, frames } of compiled.en.data.scenes)
      expect(new Set(frames.map((frame) => frame.key)).size, key).toBe(frames.length);
  });

  it.each(LANGUAGES)('lets no more than four steps pass without the reader doing something (%s)', (language) => {
    expect(idleSteps(compiled[language], 4)).toEqual([]);
  });

  it('shows places that its pictures have', () => {
    for (const { key, frames, topologyAt } of compiled.en.data.scenes)
      for (const [index, frame] of frames.entries()) {
        const anchors = compiled.en.data.topologies[topologyAt[index] ?? -1]?.anchors ?? {};
        for (const anchor of [frame.from, ...frame.to]) {
          // The far half of a relay that is drawn on another machine is one of the programs here.
          const drawn = anchor in anchors ? anchor : anchor.replace(/#relay$/, '#process');
          expect(anchors, `${key}: ${frame.key}`).toHaveProperty([drawn]);
        }
      }
  });

  it('is plain data', () => {
    const { data } = compiled.ko;
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });

  it.each(LANGUAGES)('writes no "은(는)" and no placeholder in %s', (language) => {
    expect(JSON.stringify(compiled[language])).not.toMatch(/은\(는\)|이\(가\)|을\(를\)|undefined|TODO/);
  });

  it.each(LANGUAGES)('fits in its page (%s)', (language) => {
    const { data } = compiled[language];
    const { opening, rest } = splitLesson(data);
    const carried = JSON.stringify(packScenes(opening));
    const fetched = JSON.stringify(packScenes(rest));
    expect(gzipSync(carried).length).toBeLessThan(6 * 1024);
    expect(
      joinLesson(unpackScenes(JSON.parse(carried) as PackedOpening), unpackScenes(JSON.parse(fetched) as PackedRest)),
    ).toEqual(data);
  });
});
