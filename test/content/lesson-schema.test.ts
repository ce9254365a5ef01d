import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lessonSchema } from '../../src/content/lesson-schema.ts';
import { parseYaml } from '../../src/content/yaml-file.ts';

const good = readFileSync(join(import.meta.dirname, 'samples/good-lesson.yaml'), 'utf8');

function problemsOf(text: string): readonly string[] {
  return parseYaml(lessonSchema, 'lesson.yaml', text).problems.map(({ line, message }) => `${line}: ${message}`);
}

/** The sample with `from` replaced once; the line on which it stood, from 1. */
function broken(from: string, to: string): { text: string; line: number } {
  expect(good).toContain(from);
  return { text: good.replace(from, to), line: good.slice(0, good.indexOf(from)).split('\n').length };
}

describe('lesson.yaml', () => {
  it('is read with its defaults filled in', () => {
    const { value, problems } = parseYaml(lessonSchema, 'lesson.yaml', good);
    expect(problems).toEqual([]);
    expect(value?.scenes[0]).toMatchObject({ branch: 'main', setup: [], cues: [{ key: 'hears' }] });
  });

  it('tells the line of a field that does not exist', () => {
    const { text, line } = broken('level: beginner', 'niveau: beginner\nlevel: beginner');
    expect(problemsOf(text)).toEqual([
      `${line}: niveau: is not a field that exists here; remove it or check its spelling`,
    ]);
  });

  it('tells what a field may be', () => {
    const { text, line } = broken('outcome: delivered', 'outcome: arrived');
    expect(problemsOf(text)[0]).toMatch(
      new RegExp(`^${line}: scenes.0.outcome: is "arrived", expected one of delivered`),
    );
  });

  it('tells which text is missing in which language', () => {
    const { text, line } = broken('title: { ko: 짧은 수업, en: A short lesson }', 'title: { ko: 짧은 수업 }');
    expect(problemsOf(text)).toEqual([`${line}: title.en: is missing (expected "en")`]);
  });

  it('wants exactly one right option', () => {
    const { text } = broken('right: true', 'right: false');
    expect(problemsOf(text)[0]).toMatch(/exactly one option is right: true$/);
  });

  it('keeps the key of "not sure" for the choice that every question offers', () => {
    const { text, line } = broken('key: lost', 'key: not-sure');
    expect(problemsOf(text)[0]).toMatch(new RegExp(`^${line}: .*give this option another key$`));
  });

  it('wants a selector that selects', () => {
    const { text, line } = broken('select: { place: server/eth0, kind: rx }', 'select: { count: 2 }');
    expect(problemsOf(text)[0]).toMatch(new RegExp(`^${line}: .*names at least one of conversation`));
  });

  it('tells the line of broken YAML', () => {
    expect(problemsOf('title: { ko: 수업\nlevel: beginner\n')[0]).toMatch(/^\d+: /);
  });

  it('refuses a number that looks like no fact', () => {
    const { text, line } = broken('facts: [F3.1]', 'facts: [3.1]');
    expect(problemsOf(text)[0]).toMatch(new RegExp(`^${line}: facts.0: `));
  });
});
