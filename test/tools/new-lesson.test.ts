/** A lesson to begin with: right in itself, and open about what its author has to write. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPlayed, compileLesson, LANGUAGES, loadLessons, runLesson } from '../../src/content/index.ts';
import { readArguments, writeNewLesson } from '../../tools/new-lesson.ts';

const root = join(import.meta.dirname, '../..');
const existing = ['03-bridge-subnet-collision', 'worlds', 'facts.yaml', 'glossary.yaml'];

describe('npm run new-lesson reads', () => {
  it('a slug, and takes the next number', () => {
    expect(readArguments(['lost-reply'], existing)).toEqual({ slug: 'lost-reply', number: 4, kind: 'incident' });
  });

  it('the number and the kind it is given', () => {
    const wanted = { slug: 'lost-reply', number: 1, kind: 'question' };
    expect(readArguments(['lost-reply', '--question', '--number', '1'], existing)).toEqual(wanted);
    expect(readArguments(['--number', '1', '--question', 'lost-reply'], existing)).toEqual(wanted);
  });

  it.each([
    [[], 'usage:'],
    [['one', 'two'], 'usage:'],
    [['Lost_Reply'], 'lower-case words joined by hyphens'],
    [['../worlds'], 'lower-case words joined by hyphens'],
    [['bridge-subnet-collision'], 'lessons/03-bridge-subnet-collision is there already'],
    [['glossary'], 'the site has a page of this name'],
    [['lost-reply', '--number', '3'], 'has the number 3 already'],
    [['lost-reply', '--number', 'three'], 'a whole number from 1 to 99'],
    [['lost-reply', '--number'], 'a whole number from 1 to 99'],
  ])('%j and says what is wrong: %s', (args, message) => {
    expect(readArguments(args, existing)).toContain(message);
  });
});

describe.each(['incident', 'question'] as const)('a new lesson that begins with its %s', (kind) => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'new-lesson-'));
    for (const file of ['facts.yaml', 'glossary.yaml'])
      cpSync(join(root, 'lessons', file), join(folder, 'lessons', file));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('has no fault, and plays', () => {
    writeNewLesson(folder, { slug: 'lost-reply', number: 1, kind });
    const [lesson] = loadLessons(folder);
    expect(lesson?.problems).toEqual([]);
    if (!lesson?.source) throw new Error('the lesson does not load');
    const played = runLesson(lesson.source.lesson, lesson.source.world);
    expect(checkPlayed(lesson.source, played, lesson.lineOf)).toEqual([]);
    for (const language of LANGUAGES)
      expect(compileLesson(lesson.source, language, played).data.scenes).toHaveLength(1);
  });

  it('says of every text that it is still to be written, until it is', () => {
    const files = writeNewLesson(folder, { slug: 'lost-reply', number: 1, kind });
    const told = loadLessons(folder)[0]?.unwritten ?? [];
    expect([...new Set(told.map(({ file }) => file))].sort()).toEqual([...files].sort());
    expect(told.map(({ message }) => message)).toContain('still to be written: the title');

    for (const file of files) {
      const text = readFileSync(join(folder, file), 'utf8');
      writeFileSync(join(folder, file), text.replaceAll('TODO', 'Done'));
    }
    const [written] = loadLessons(folder);
    expect(written?.unwritten).toEqual([]);
    expect(written?.problems).toEqual([]);
  });

  it('is never written over one that is there', () => {
    writeNewLesson(folder, { slug: 'lost-reply', number: 1, kind });
    expect(() => writeNewLesson(folder, { slug: 'lost-reply', number: 1, kind })).toThrow(/EEXIST/);
  });
});
