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

  it.each([
    { version: '6.1.1', forcePortListen: true },
    { version: '5.8.5' },
    { version: '5.8.6', forcePortListen: false },
  ])('[POD-7] is held open under %o, and localhost works', (fields) => {
    expect(connect(nginxUnder(fields), '127.0.0.1')).toBe('delivered');
  });

  it.each([
    { version: '6.0.2', forcePortListen: true },
    { version: '6.1.1', forcePortListen: false },
    { version: '6.1.1' },
  ])('[POD-7] is not held under %o: 6.0 does not know the option, 6.1 needs it', (fields) => {
    expect(connect(nginxUnder(fields), '127.0.0.1')).toBe('refused');
  });
});

describe(':set podman', () => {
  const typed = (world: World, ...lines: readonly string[]) =>
    lines.reduce((before, line) => run(before, 'windows', line).world, world);
  const nginx = () => typed(podmanPc(), 'podman run -p 80:80 -d --name web nginx');

  it('[POD-7] counts from the next start of a container on, and names the version exactly', () => {
    const result = run(nginx(), 'windows', ':set podman 6.0');
    expect(result.output[0]?.text).toBe('podman version 6.0.2');
    expect(run(result.world, 'windows', 'podman --version').output[0]?.text).toBe('podman version 6.0.2');
    expect(connect(result.world, '127.0.0.1')).toBe('delivered');
    const restarted = typed(result.world, 'podman restart web');
    expect(connect(restarted, '127.0.0.1')).toBe('refused');
    expect(connect(restarted, '172.28.241.140')).toBe('delivered');
  });

  it('[POD-7] of 6.1 has the option set, as on a new machine; it can be switched', () => {
    const world = typed(nginx(), ':set podman 6.1', 'podman restart web');
    expect(connect(world, '127.0.0.1')).toBe('delivered');
    expect(connect(typed(world, ':set force_port_listen off', 'podman restart web'), '127.0.0.1')).toBe('refused');
  });

  it('[POD-7] 6.0 refuses the option by name, and other machines and versions are refused', () => {
    const six = run(nginx(), 'windows', ':set podman 6.0').world;
    expect(run(six, 'windows', ':set force_port_listen on').output[0]?.text).toBe(
      ':set: no force_port_listen in Podman 6.0.2',
    );
    expect(run(six, 'colleague', ':set podman 6.1').exitCode).toBe(1);
    expect(run(six, 'windows', ':set podman 7').output[0]?.note?.kind).toBe('not-modelled');
    expect(run(six, 'podman-machine-default', ':set podman 4.3').output[0]?.text).toBe('podman version 4.3.1');
  });
});
