import { describe, expect, it } from 'vitest';
import { portMap } from '../../src/diagram/index.ts';
import { applyEdits, parseIp, type ExcludedPortRange, type World } from '../../src/engine/index.ts';
import { INCIDENT, windowsWorld } from '../support/windows-world.ts';

const wanted = { at: 'windows', wanted: 8065, protocol: 'tcp' } as const;

describe('the 65,536 ports of a Windows machine', () => {
  const world = windowsWorld();

  it('have a dynamic range with its last port, which is start + count - 1', () => {
    expect(portMap(world, world, wanted)!.dynamic).toEqual({ start: 1024, end: 65534 });
  });

  it('tell an excluded block from one that an administrator reserved', () => {
    const { blocks } = portMap(world, world, wanted)!;
    expect(blocks.map(({ start, administered }) => [start, administered])).toEqual([
      [8039, false],
      [13001, false],
      [50000, true],
    ]);
  });

  it.each([
    ['8065 in an excluded block', 8065, 'excluded'],
    ['50010 in a reserved one, which still can be bound', 50010, 'administered'],
    ['8200 in none', 8200, 'free'],
    ['9000, where somebody listens', 9000, 'taken'],
  ] as const)('say what comes of %s', (_, port, state) => {
    expect(portMap(world, listening(world, 9000), { ...wanted, wanted: port })!.wanted).toEqual({ port, state });
  });

  it('know which blocks are new and which are gone since the command began', () => {
    const after = windowsWorld({ ...INCIDENT, excluded: { tcp: ['13001-13100', '20000-20099', '50000-50059*'] } });
    const { blocks, gone } = portMap(world, after, wanted)!;
    expect(blocks.filter(({ isNew }) => isNew).map(({ start }) => start)).toEqual([20000]);
    expect(gone).toEqual([{ start: 8039, end: 8138 }] satisfies Pick<ExcludedPortRange, 'start' | 'end'>[]);
  });

  it('name who listens', () => {
    expect(portMap(world, listening(world, 9000), wanted)!.listeners).toEqual([
      { port: 9000, process: 'svchost.exe', pid: 1234 },
    ]);
  });

  it('are nothing that a machine without Windows has', () => {
    expect(portMap(world, world, { ...wanted, at: 'router' })).toBeNull();
  });
});

function listening(world: World, port: number): World {
  const process = { name: 'svchost.exe', pid: 1234 };
  const listener = { protocol: 'tcp', bindAddress: parseIp('0.0.0.0')!, port, process } as const;
  return applyEdits(world, [{ kind: 'add-listener', netns: 'windows', listener }]);
}
