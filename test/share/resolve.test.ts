import { describe, expect, it } from 'vitest';
import { resolveKey, resolveMoment } from '../../src/share/index.ts';

const keys = (...names: string[]) => names.map((key) => ({ key }));

const frames = keys('0.f.pc.send.1', '0.f.r550.rx.1', '0.r.r550.send.1', '0.r.r550.route.1', '0.r.r550.route.2');
const scenes = [
  { key: 'before', frames: keys('0.f.pc.send.1') },
  { key: 'watch', frames },
];

describe('the step of a link', () => {
  it('is found by its key', () => {
    expect(resolveMoment(scenes, { scene: 'watch', key: '0.r.r550.route.1' })).toEqual({
      moment: { scene: 'watch', frame: 3 },
      missing: null,
    });
  });

  it("is the scene's first without a key", () => {
    expect(resolveMoment(scenes, { scene: 'watch', key: null })).toEqual({
      moment: { scene: 'watch', frame: 0 },
      missing: null,
    });
  });

  it.each([
    ['the nearest count of the same kind at the same place', '0.r.r550.route.7', 4],
    ['the same kind at the same place, whatever the packet', '1.f.r550.route.1', 3],
    ['the same place, where the kind is gone', '0.r.r550.chain.1', 2],
    ['a number, where the key is one', '4', 4],
    ['the last step, where the number is too large', '99', 4],
    ['the first step, where nothing is like it', 'nonsense', 0],
  ])('is else %s, and says that it is not exact', (_what, key, frame) => {
    expect(resolveKey(frames, key)).toEqual({ frame, isExact: false });
    expect(resolveMoment(scenes, { scene: 'watch', key })?.missing).toBe('step');
  });

  it('is the first of the lesson for a scene it does not have', () => {
    expect(resolveMoment(scenes, { scene: 'gone', key: '0.r.r550.route.1' })).toEqual({
      moment: { scene: 'before', frame: 0 },
      missing: 'scene',
    });
  });
});
