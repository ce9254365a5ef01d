import { describe, expect, it } from 'vitest';
import { layout } from '../../../src/diagram/index.ts';
import { restOf } from '../../../src/ui/diagram/step-paths.ts';
import { boardFrames } from '../../support/board-frames.ts';
import { windowsWorld } from '../../support/nested-windows.ts';

const topology = layout(windowsWorld);
const call = boardFrames.find(({ gesture }) => gesture === 'call')!;

describe('where a call rests', () => {
  it('is at the program it names, not at the first of that machine', () => {
    expect(restOf(topology, { ...call, to: ['windows#relay'] })).toEqual({
      anchor: 'windows#relay',
      at: topology.anchors['windows#relay'],
    });
  });

  it('is at the programs of a machine of which none is named', () => {
    expect(restOf(topology, { ...call, to: ['windows'] })?.anchor).toBe('windows#process');
  });
});
