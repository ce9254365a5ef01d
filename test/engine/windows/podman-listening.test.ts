/** Who keeps a published port open in Podman's machine, and what WSL's relay makes of it. Fact V2.13. */
import { describe, expect, it } from 'vitest';
import { applyEdits, ip, probe, type PodmanState, type World } from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';
import { podmanPc } from '../../support/podman-on-windows.ts';

function nginxUnder(fields: Partial<PodmanState>): World {
  const world = podmanPc();
  const machine = 'podman-machine-default';
  const podman = world.machines[machine]?.podman;
  if (podman === undefined) throw new Error('no Podman');
  const changed = applyEdits(world, [{ kind: 'set-podman', machine, podman: { ...podman, ...fields } }]);
  return run(changed, machine, 'podman run -p 80:80 -d nginx').world;
}

const connect = (world: World, to: string) =>
  probe(world, { from: 'windows', kind: 'tcp', dst: ip(to), dport: 80 }).trace.outcome;

describe('a published port in the machine', () => {
  it('[POD-7] has no listening socket under Podman 6.0: localhost fails, the VM answers', () => {
    const world = nginxUnder({ version: '6.0.1' });
    expect(world.netns['windows']?.listeners).toEqual([]);
    expect(connect(world, '127.0.0.1')).toBe('refused');
    expect(connect(world, '172.28.241.140')).toBe('delivered');
  });

  it.each([{ version: '6.0.1', forcePortListen: true }, { version: '6.1.0' }, { version: '5.8.6' }])(
    '[POD-7] is held open under %o, and localhost works',
    (fields) => {
      expect(connect(nginxUnder(fields), '127.0.0.1')).toBe('delivered');
    },
  );
});
