import { describe, expect, it } from 'vitest';
import type { Step, Trace } from '../../src/engine/index.ts';
import type { Frame } from '../../src/player/index.ts';
import { selectFrame } from '../../src/content/selector.ts';

const step = (index: number, given: object) => ({ index, conversation: 0, direction: 'forward', ...given }) as Step;
const frame = (first: number, last = first) => ({ steps: [first, last] }) as unknown as Frame;

const trace = {
  steps: [
    step(0, { netns: 'client', kind: 'send' }),
    step(1, { netns: 'client', dev: 'eth0', kind: 'tx' }),
    step(2, { netns: 'server', dev: 'eth0', kind: 'rx' }),
    step(3, { netns: 'server', dev: 'eth0', kind: 'tx', direction: 'reply' }),
    step(4, { netns: 'client', dev: 'eth0', kind: 'rx', direction: 'reply' }),
    step(5, { netns: 'client', kind: 'drop', disposition: 'no-listener' }),
  ],
} as unknown as Trace;

/** The wire's two ends are told as one frame. */
const frames = [frame(0), frame(1, 2), frame(3, 4), frame(5)];

describe('a selector', () => {
  it('finds the frame that tells the step', () => {
    expect(selectFrame(frames, trace, { place: 'server/eth0', kind: 'rx' })).toBe(1);
  });

  it('takes an interface as part of its namespace', () => {
    expect(selectFrame(frames, trace, { place: 'server', kind: 'tx' })).toBe(2);
  });

  it('counts the steps that match, from either end', () => {
    expect(selectFrame(frames, trace, { kind: 'rx' })).toBe(1);
    expect(selectFrame(frames, trace, { kind: 'rx', count: 2 })).toBe(2);
    expect(selectFrame(frames, trace, { kind: 'rx', count: -1 })).toBe(2);
  });

  it('tells directions and dispositions apart', () => {
    expect(selectFrame(frames, trace, { place: 'client', direction: 'reply' })).toBe(2);
    expect(selectFrame(frames, trace, { disposition: 'no-listener' })).toBe(3);
  });

  it('answers null when nothing matches', () => {
    expect(selectFrame(frames, trace, { kind: 'nat' })).toBeNull();
    expect(selectFrame(frames, null, { kind: 'send' })).toBeNull();
  });
});
