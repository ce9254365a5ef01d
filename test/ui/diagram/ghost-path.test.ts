import { describe, expect, it } from 'vitest';
import { layout } from '../../../src/diagram/index.ts';
import { ghostPath, ghostPoints } from '../../../src/ui/diagram/ghost-path.ts';
import { incidentAfter } from '../../support/incident-world.ts';

const topology = layout(incidentAfter);
const way = ['r550#process', 'r550/eno8303', 'router/eth1', 'pc/eth0'];

describe("a ghost's way", () => {
  it('passes a switch without going to its middle and back', () => {
    const named = way.toSpliced(2, 0, 'lan');
    expect(ghostPoints(topology, named)).toEqual(ghostPoints(topology, way));
  });

  it('is nothing where the picture has no such place', () => {
    expect(ghostPoints(topology, ['nowhere', 'r550'])).toEqual([]);
  });

  it('has a name that is as large from afar as from near', () => {
    const points = ghostPoints(topology, way);
    const near = ghostPath(topology, points, 'my guess', 1)!;
    const afar = ghostPath(topology, points, 'my guess', 2)!;
    expect(afar.name.widthPx).toBe(2 * near.name.widthPx);
    expect(afar.name.heightPx).toBe(2 * near.name.heightPx);
  });
});
