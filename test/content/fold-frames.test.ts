import { describe, expect, it } from 'vitest';
import type { Step, Trace } from '../../src/engine/index.ts';
import type { Frame } from '../../src/player/index.ts';
import { foldFrames } from '../../src/content/fold-frames.ts';

const step = (index: number, given: object) => ({ index, conversation: 0, direction: 'forward', ...given }) as Step;
const frame = (index: number, given: object) =>
  ({ steps: [index, index], conversation: 0, direction: 'forward', ...given }) as unknown as Frame;

const trace = {
  steps: [
    step(0, { netns: 'client', kind: 'send' }),
    step(1, { netns: 'router', kind: 'rx' }),
    step(2, { netns: 'server', kind: 'rx' }),
    step(3, { netns: 'client', kind: 'result' }),
  ],
} as unknown as Trace;

const frames = [
  frame(0, { kind: 'send', from: 'client', to: ['client'] }),
  frame(1, { kind: 'rx', from: 'client/eth0', to: ['router/a'], via: ['lan/p1'] }),
  frame(2, { kind: 'rx', from: 'router/b', to: ['server/eth0'] }),
  frame(3, { kind: 'result', from: 'client', to: ['client'] }),
];

describe('the steps an author tells', () => {
  it('are all, unless said otherwise', () => {
    expect(foldFrames(frames, trace, {})).toBe(frames);
  });

  it('take with them those that are not told, so that none is lost', () => {
    const told = foldFrames(frames, trace, { show: [{ kind: 'send' }] });
    expect(told.map(({ steps }) => steps)).toEqual([
      [0, 0],
      [1, 3],
    ]);
  });

  it('let a packet come all the way whose stops were folded', () => {
    const told = foldFrames(frames, trace, { hide: [{ kind: 'rx', place: 'router' }] });
    expect(told).toHaveLength(3);
    expect(told[1]).toMatchObject({
      from: 'client/eth0',
      via: ['lan/p1', 'router/a', 'router/b'],
      to: ['server/eth0'],
      steps: [1, 2],
    });
  });

  it('end where the command ends', () => {
    expect(foldFrames(frames, trace, { hide: [{ kind: 'result' }] })).toHaveLength(4);
  });
});
