/** What a restart of winnat can do to the internet of WSL. Fact V0.6. */
import { describe, expect, it } from 'vitest';
import { ip, probe, type World } from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';
import { podmanPcWithNginx } from '../../support/podman-on-windows.ts';

function typed(world: World, ...lines: readonly string[]): World {
  return lines.reduce((before, line) => run(before, 'windows', line).world, world);
}

function wayOut(world: World) {
  return probe(world, { from: 'podman-machine-default', kind: 'tcp', dst: ip('203.0.113.80'), dport: 80 }).trace;
}

const restarted = () => typed(podmanPcWithNginx(), 'net stop winnat', 'net start winnat');

describe('a restart of winnat', () => {
  it('[WSL-4] need not cut WSL off', () => {
    expect(wayOut(restarted()).outcome).toBe('delivered');
  });

  it('[WSL-4] can: the service runs, and Windows passes nothing on; localhost does not need it', () => {
    const result = run(restarted(), 'windows', ':hns cut');
    expect(result.output[0]?.note?.kind).toBe('unverified');
    expect(wayOut(result.world)).toMatchObject({ outcome: 'timeout', disposition: 'not-forwarding' });
    expect(result.world.machines['windows']?.windows?.services.winnat).toBe('running');
    const local = probe(result.world, { from: 'windows', kind: 'tcp', dst: ip('127.0.0.1'), dport: 80 }).trace;
    expect(local.outcome).toBe('delivered');
  });

  it('[WSL-4] is what it takes: without one the line is refused', () => {
    expect(run(podmanPcWithNginx(), 'windows', ':hns cut').exitCode).toBe(1);
    expect(run(typed(podmanPcWithNginx(), 'net stop winnat'), 'windows', ':hns cut').exitCode).toBe(1);
    const shutDown = typed(restarted(), 'wsl --shutdown', 'podman machine start');
    expect(run(shutDown, 'windows', ':hns cut').exitCode).toBe(1);
  });

  it.each([
    ['another restart of it', ['net stop winnat', 'net start winnat'], 'timeout'],
    ['a restart of WSL', ['wsl --shutdown', 'podman machine start'], 'delivered'],
    ['a restart of the PC', ['Restart-Computer', 'podman machine start'], 'delivered'],
  ] as const)('[WSL-4] is followed by %s', (_what, lines, outcome) => {
    expect(wayOut(typed(restarted(), ':hns cut', ...lines)).outcome).toBe(outcome);
  });
});
