import { describe, expect, it } from 'vitest';
import { compileScene, pictureAt, type CompiledScene, type Picture } from '../../src/content/index.ts';
import { windowsWorld } from '../support/nested-windows.ts';

function watch(
  at: string,
  line: string,
  given: { previous?: Picture | null; open?: readonly string[] } = {},
): CompiledScene {
  return compileScene({
    world: windowsWorld,
    line: { at, run: line },
    language: 'en',
    name: { key: 'watched', branch: 'main', beat: 'watch', title: '', after: 0 },
    topologies: [],
    previous: given.previous ?? null,
    open: given.open ?? [],
  });
}

function closedAt({ scene, topologies }: CompiledScene, step: number): readonly string[] {
  return pictureAt(scene, topologies, step)?.shown.closed ?? [];
}

describe('boxes within boxes', () => {
  const ping = watch('windows', 'ping -n 1 172.28.241.140');
  const arrives = ping.scene.frames.findIndex(({ to }) => to.includes('wsl/eth0'));
  const inside = ping.scene.frames.findIndex(({ to }) => to.includes('wsl#process'));

  it('are closed until the story comes to them', () => {
    expect(closedAt(ping, 0)).toEqual(['wsl', 'podman-machine', 'docker-desktop', 'linuxkit']);
    expect(arrives).toBeGreaterThan(0);
    expect(closedAt(ping, arrives)).toContain('wsl');
  });

  it('open at the first step inside them, and stay open', () => {
    expect(closedAt(ping, inside)).toEqual(['podman-machine', 'docker-desktop', 'linuxkit']);
    expect(closedAt(ping, -1)).toEqual(closedAt(ping, inside));
  });

  it('open together with those around them', () => {
    expect(closedAt(watch('mattermost', 'ping -c 1 172.17.0.3'), 0)).toEqual(['podman-machine']);
  });

  it('stay as the scene before left them', () => {
    const next = watch('windows', 'ping -n 1 192.168.0.2', { previous: pictureAt(ping.scene, ping.topologies, -1) });
    expect(closedAt(next, 0)).toEqual(['podman-machine', 'docker-desktop', 'linuxkit']);
  });

  it('begin open where the lesson says so', () => {
    expect(closedAt(watch('windows', 'ping -n 1 192.168.0.2', { open: ['wsl', 'podman-machine'] }), 0)).toEqual([
      'docker-desktop',
      'linuxkit',
    ]);
  });

  it('have a picture with all of them open at hand, which comes behind those that are shown', () => {
    const { scene, topologies } = ping;
    const whole = pictureAt(scene, topologies, 0)!.whole;
    expect(whole.boxes.map(({ id }) => id)).toContain('mattermost');
    expect(Math.min(...scene.wholeAt!)).toBeGreaterThan(Math.max(...scene.topologyAt));
  });
});
