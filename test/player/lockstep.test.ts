import { describe, expect, it } from 'vitest';
import { lockstep, type Frame } from '../../src/player/index.ts';

/** Frames by key; what they do is in the word behind the colon. */
function walk(...steps: string[]): readonly Frame[] {
  return steps.map((step) => {
    const [key = '', does = 'the same'] = step.split(':');
    return {
      key,
      kind: 'route',
      gesture: 'lookup',
      place: 'r550',
      conversation: 0,
      direction: 'reply',
      hop: 0,
      from: 'r550',
      to: [does],
      sentence: [],
      short: '',
      packet: null,
      decision: null,
      state: [],
      rewrites: false,
      atMs: 0,
      steps: [0, 0],
    } satisfies Frame;
  });
}

const pairsOf = (left: readonly Frame[], right: readonly Frame[]) =>
  lockstep(left, right).pairs.map((pair) => `${left[pair.left]?.key} ${right[pair.right]?.key}`);

describe('two walks', () => {
  it('go together to the end where the same happens in both', () => {
    const { pairs, partsAt } = lockstep(walk('a', 'b'), walk('a', 'b'));
    expect(pairs).toEqual([
      { left: 0, right: 0 },
      { left: 1, right: 1 },
    ]);
    expect(partsAt).toBeNull();
  });

  it('part at the first step that ends or decides otherwise, and go on, each its own way', () => {
    const [left, right] = [walk('a', 'route:bridge', 'ask', 'lost'), walk('a', 'route:gateway', 'out')];
    expect(lockstep(left, right).partsAt).toBe(1);
    expect(pairsOf(left, right)).toEqual(['a a', 'route route', 'ask out', 'lost out']);
  });

  it('wait for each other where one tells a step that the other folded away', () => {
    const [left, right] = [walk('a', 'b', 'c', 'd:lost'), walk('a', 'c', 'd:found')];
    expect(pairsOf(left, right)).toEqual(['a a', 'b a', 'c c', 'd d']);
    expect(lockstep(left, right).partsAt).toBe(3);
    expect(pairsOf(right, left)).toEqual(['a a', 'a b', 'c c', 'd d']);
  });

  it('part where one ends before the other', () => {
    expect(lockstep(walk('a'), walk('a', 'b')).partsAt).toBe(1);
    expect(pairsOf(walk('a'), walk('a', 'b'))).toEqual(['a a', 'a b']);
  });

  it('part at once where nothing is the same', () => {
    expect(lockstep(walk('a:x', 'b'), walk('c:y')).partsAt).toBe(0);
  });
});
