/** The picture follows a command that builds or removes, device by device. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { World } from '../../src/engine/index.ts';
import { loadLessons } from '../../src/content/load.ts';
import { worldDuring } from '../../src/content/partial-world.ts';
import { runLesson, type SceneRun } from '../../src/content/run-lesson.ts';

const source = loadLessons(join(import.meta.dirname, '../..')).find(
  ({ folder }) => folder === 'lessons/03-bridge-subnet-collision',
)?.source;
if (!source) throw new Error('lesson 3 does not load');
const played = runLesson(source.lesson, source.world);

function sceneOf(key: string): SceneRun {
  const scene = played.scenes.get(key);
  if (!scene) throw new Error(`no scene ${key}`);
  return scene;
}

/** What stands right after the step that changed `subject`. */
function seenAt(key: string, subject: string): { bridge: boolean; veth: boolean; container: boolean } {
  const { before, result } = sceneOf(key);
  const step = result.trace?.steps.find((candidate) => candidate.kind === 'change' && candidate.subject === subject);
  return seen(worldDuring(before, result.world, result.trace, step?.index ?? -1));
}

function seen(world: World) {
  const devs = world.netns['r550']?.devs.map(({ name }) => name) ?? [];
  return {
    bridge: devs.includes('br-80cb5a0c07bc'),
    veth: devs.includes('veth4ac7512'),
    container: 'openldap' in world.machines,
  };
}

describe('while docker compose up works', () => {
  it('shows nothing of it before its first device', () => {
    const { before, result } = sceneOf('deploy');
    expect(worldDuring(before, result.world, result.trace, 0).netns['r550']?.devs).toEqual(before.netns['r550']?.devs);
  });

  it('shows the bridge before the container, and the container before its cable', () => {
    expect(seenAt('deploy', 'br-80cb5a0c07bc')).toEqual({ bridge: true, veth: false, container: false });
    expect(seenAt('deploy', 'openldap')).toEqual({ bridge: true, veth: false, container: true });
    expect(seenAt('deploy', 'veth4ac7512')).toEqual({ bridge: true, veth: true, container: true });
  });
});

describe('while docker compose up publishes a port', () => {
  it('shows docker-proxy from the step on at which it listens', () => {
    const { before, result } = sceneOf('deploy');
    const steps = result.trace?.steps ?? [];
    const listens = steps.findIndex((step) => step.kind === 'change' && step.noun === 'listener');
    const proxyAt = (upTo: number) =>
      worldDuring(before, result.world, result.trace, upTo).netns['r550']?.listeners.some(
        ({ process }) => process.name === 'docker-proxy',
      );
    expect([proxyAt(listens - 1), proxyAt(listens)]).toEqual([false, true]);
  });
});

describe('while docker compose down works', () => {
  it('keeps a device in the picture at the step that removes it', () => {
    expect(seenAt('down', 'veth4ac7512')).toMatchObject({ bridge: true, veth: true });
    expect(seenAt('down', 'br-80cb5a0c07bc')).toMatchObject({ bridge: true, veth: false });
  });

  it('ends in the world as it is', () => {
    const { before, result } = sceneOf('down');
    const last = result.trace?.steps.at(-1)?.index ?? -1;
    expect(seen(worldDuring(before, result.world, result.trace, last))).toEqual({
      bridge: false,
      veth: false,
      container: false,
    });
  });
});

it('a packet changes no picture', () => {
  const { before, result } = sceneOf('watch');
  expect(worldDuring(before, result.world, result.trace, 3)).toBe(before);
});
