/** The picture of a Windows PC's ports follows a restart step by step. */
import { describe, expect, it } from 'vitest';
import { worldDuring } from '../../src/content/partial-world.ts';
import { run } from '../../src/terminal/index.ts';
import { windowsWorld } from '../support/windows-world.ts';

const before = windowsWorld();
const { world: after, trace } = run(before, 'windows', 'Restart-Computer');
const steps = trace!.steps.filter(({ kind }) => kind === 'change');

function startsAt(step: number): readonly number[] {
  const world = worldDuring(before, after, trace, step);
  return world.machines['windows']!.windows!.ports.excluded.tcp.map(({ start }) => start);
}

describe('while Windows restarts', () => {
  it('shows the old blocks, then only what an administrator added, then the new blocks', () => {
    const [gone, drawn] = steps;
    expect(startsAt(gone!.index - 1)).toEqual([8039, 13001, 50000]);
    expect(startsAt(gone!.index)).toEqual([50000]);
    expect(startsAt(drawn!.index)).toHaveLength(3);
    expect(startsAt(drawn!.index)).not.toContain(8039);
  });

  it('leaves a world alone that no range changes in', () => {
    const listing = run(before, 'windows', 'docker ps -a');
    expect(worldDuring(before, listing.world, listing.trace, 0)).toBe(before);
  });
});
