import { describe, expect, it } from 'vitest';
import { indexAt, marksOf, percentOf, spansOf } from '../../../src/ui/lesson/timeline.ts';
import { frameOf } from '../../support/lesson-fixture.ts';

const out = frameOf({ key: 'a', short: 'out', hop: 0 });
const arrives = frameOf({ key: 'b', short: 'in', hop: 1 });
const answers = frameOf({ key: 'c', short: 'back', hop: 2, direction: 'reply' });

describe('marksOf', () => {
  it('tells a turn from a hop and a hop from a step', () => {
    const frames = [out, { ...out, key: 'a2' }, arrives, answers];
    expect(marksOf(frames).map(({ weight }) => weight)).toEqual(['turn', 'step', 'hop', 'turn']);
  });

  it('marks a loss before a rewrite, a rewrite before a decision', () => {
    const rewritten = { ...out, rewrites: true };
    const lost = { ...rewritten, gesture: 'lost' as const };
    expect(marksOf([lost, rewritten, out]).map(({ sign }) => sign)).toEqual(['lost', 'rewritten', null]);
  });
});

describe('spansOf', () => {
  it('names each direction once, where it begins', () => {
    expect(spansOf([out, answers, out, answers])).toEqual([
      { direction: 'forward', percent: 0 },
      { direction: 'reply', percent: 33.33 },
    ]);
  });

  it('names the next place with room where two words would lie upon each other', () => {
    const many = [out, answers, ...Array.from({ length: 18 }, () => arrives), answers];
    expect(spansOf(many)).toEqual([
      { direction: 'forward', percent: 0 },
      { direction: 'reply', percent: 100 },
    ]);
  });
});

describe('places on the line', () => {
  it('stand a single step at the beginning', () => {
    expect(percentOf(0, 1)).toBe(0);
  });

  it.each([
    ['before the line', -0.4, 0],
    ['nearest step', 0.34, 3],
    ['beyond the line', 7, 10],
  ])('are held to the steps there are: %s', (_name, fraction, index) => {
    expect(indexAt(fraction, 11)).toBe(index);
  });
});
