import { describe, expect, it } from 'vitest';
import { messagesIn, plain, type StepText } from '../../src/i18n/index.ts';
import { Stage } from '../../src/player/stage.ts';
import { describe as tell } from '../../src/player/tell/describe.ts';
import { frames } from '../../src/player/index.ts';
import { STEP_KINDS } from '../../src/content/selector.ts';
import { specimenInput, specimens } from './specimens.ts';

const en = new Stage({ ...specimenInput, language: 'en' });
const ko = new Stage({ ...specimenInput, language: 'ko' });

/** Told without a step of the trace: a command that sends nothing, and the end of the model. */
const withoutStep = ['rest', 'unmodelled'];

const words = ({ sentence, short }: StepText): string => `${plain(sentence)}\n${short}`;
const broken = /undefined|null|NaN|\[object|\{|\}| {2}|^\s|^$/m;

describe('everything that can happen', () => {
  it.each(specimens)('%s is told with its own message', (key, fold) => {
    expect(tell(en, fold).key).toBe(key);
  });

  it('uses every message of the catalogue, and every kind of step has one', () => {
    const keys = new Set([...specimens.map(([, fold]) => tell(en, fold).key), ...withoutStep]);
    expect(Object.keys(messagesIn('en').step).filter((key) => !keys.has(key as never))).toEqual([]);
    const aliases: Readonly<Record<string, string>> = { tx: 'wire', rx: 'wire' };
    const without = STEP_KINDS.filter(
      (kind) => ![...keys].some((key) => key.split('.')[0] === (aliases[kind] ?? kind)),
    );
    expect(without).toEqual([]);
  });

  it.each(specimens)('%s is a whole sentence in English', (_key, fold) => {
    const said = tell(en, fold).say();
    expect(words(said)).not.toMatch(broken);
    expect(plain(said.sentence)).toMatch(/^[A-Z0-9“]|^(docker|dockerd|ssh|br0|app|a program)\b/);
    expect(plain(said.sentence).length).toBeGreaterThan(15);
    expect(said.short.length).toBeLessThan(60);
  });

  it.each(specimens)('%s is a whole sentence in Korean, in 합니다체', (_key, fold) => {
    const said = tell(ko, fold).say();
    expect(words(said)).not.toMatch(broken);
    expect(words(said)).not.toMatch(/은\(는\)|이\(가\)|을\(를\)|와\(과\)|\(으\)로/);
    expect(plain(said.sentence)).toMatch(/니다|까요/);
    expect(said.short).toMatch(/[가-힣]|TTL|→/);
  });
});

describe('both catalogues', () => {
  it('have the same messages', () => {
    const shape = (language: 'en' | 'ko') =>
      Object.entries(messagesIn(language) as unknown as Readonly<Record<string, unknown>>).map(([group, messages]) => [
        group,
        typeof messages === 'object' && messages !== null ? Object.keys(messages).sort() : typeof messages,
      ]);
    expect(shape('ko')).toEqual(shape('en'));
  });

  it('do not say anything in the other language', () => {
    const said = specimens.map(([, fold]) => words(tell(en, fold).say()));
    expect(said.filter((text) => /[가-힣]/.test(text))).toEqual([]);
  });

  it('join lists as each language does', () => {
    expect(messagesIn('en').list(['a', 'b', 'c'])).toBe('a, b and c');
    expect(messagesIn('ko').list(['a', 'b', 'c'])).toBe('a, b, c');
  });

  it('say durations short', () => {
    expect(messagesIn('en').seconds(250)).toBe('0.25 s');
    expect(messagesIn('ko').seconds(3000)).toBe('3초');
    expect(messagesIn('en').seconds(137_671)).toBe('138 s');
  });
});

describe('messages without a step', () => {
  it('are said by frames() alone', () => {
    const { before, after } = specimenInput;
    const said = frames({ trace: null, before, after, language: 'ko', line: { at: 'server', run: 'ip route' } });
    expect(plain(said[0]?.sentence ?? [])).toBe('Server가 스스로 답합니다. 오가는 패킷은 없습니다.');
  });
});
