/** Terms: defined once, in both languages, and marked in prose by their key. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTerms } from '../../src/content/check-terms.ts';
import { glossarySchema, termsOf } from '../../src/content/glossary.ts';
import { loadLessons, readGlossary } from '../../src/content/load.ts';
import { renderMarkdown } from '../../src/content/markdown.ts';
import { parseProse } from '../../src/content/prose.ts';
import { termsMarkedIn } from '../../src/content/term-link.ts';
import { parseYaml } from '../../src/content/yaml-file.ts';

const root = join(import.meta.dirname, '../..');
const bridge = `
bridge:
  term: { ko: 브리지, en: bridge }
  definition: { ko: 스위치입니다., en: A switch. }
  source: bridge(8)
`;

function read(text: string) {
  return parseYaml(glossarySchema, 'lessons/glossary.yaml', text);
}

function faults(text: string): readonly string[] {
  const { prose } = parseProse('lessons/01-x/ko.md', text);
  return checkTerms(prose, read(bridge).value ?? {}).map(({ file, line, message }) => `${file}:${line} ${message}`);
}

describe('the glossary', () => {
  it('of the lessons holds', () => {
    expect(readGlossary(root).problems).toEqual([]);
  });

  it('defines a name once: two entries have no term in common', () => {
    const { glossary } = readGlossary(root);
    for (const language of ['ko', 'en'] as const) {
      const terms = Object.values(glossary).map(({ term }) => term[language].toLowerCase());
      expect(new Set(terms).size).toBe(terms.length);
    }
  });

  it('writes Korean definitions as sentences of the 합니다체', () => {
    for (const { ko } of Object.values(readGlossary(root).glossary).map(({ definition }) => definition))
      expect(ko).toMatch(/니다\.$/);
  });

  it('is listed in the order of the reader’s language', () => {
    const two = read(
      `${bridge}arp:\n  term: { ko: 하나, en: ARP }\n  definition: { ko: 가, en: a }\n  source: RFC 826\n`,
    );
    expect(termsOf(two.value ?? {}, 'en').map(({ key }) => key)).toEqual(['arp', 'bridge']);
    expect(termsOf(two.value ?? {}, 'ko').map(({ key }) => key)).toEqual(['bridge', 'arp']);
  });

  it('tells its author which line lacks a language, and that a term is given twice', () => {
    const missing = read(bridge.replace('ko: 브리지, ', '')).problems;
    expect(missing.map(({ file, line }) => `${file}:${line}`)).toEqual(['lessons/glossary.yaml:3']);
    expect(read(bridge + bridge).problems[0]).toMatchObject({ file: 'lessons/glossary.yaml', line: 7 });
  });
});

describe('a term in prose', () => {
  it('is a link to its place in the glossary', () => {
    expect(renderMarkdown('The [bridges](term:bridge) here.')).toBe(
      '<p>The <a href="../glossary/#bridge">bridges</a> here.</p>',
    );
  });

  it('is a fault, with file and line, where the glossary does not have it', () => {
    expect(faults('## symptom: S\n\nOne line,\nthe [gate](term:gateway) and the [bridge](term:bridge).')).toEqual([
      'lessons/01-x/ko.md:4 gateway is no term of lessons/glossary.yaml: correct the key, or define it there in both languages',
    ]);
  });

  it('is a fault also where its key is a word that every object has', () => {
    expect(faults('An [odd one](term:constructor).')).toHaveLength(1);
  });

  it('is refused in a heading, which is a link already', () => {
    expect(faults('## symptom: The [bridge](term:bridge)')).toEqual([
      'lessons/01-x/ko.md:1 a heading marks no term: mark it in the text below',
    ]);
  });

  it('is gathered once for its page, cues and notes included', () => {
    const text = '{#a} A [bridge](term:bridge).\n\n{!assumed} [ARP](term:arp) on a [bridge](term:bridge).';
    expect(termsMarkedIn(parseProse('en.md', text).prose)).toEqual(['bridge', 'arp']);
  });

  it('may be marked in one language only', () => {
    for (const { problems } of loadLessons(root)) expect(problems).toEqual([]);
  });
});
