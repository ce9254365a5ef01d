import { beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import {
  CHALLENGE_KEY,
  challengeOf,
  compileLesson,
  loadLessons,
  runLesson,
  type LessonData,
  type LessonRun,
} from '../../src/content/index.ts';
import type { World } from '../../src/engine/index.ts';
import { frames, type Frame } from '../../src/player/index.ts';
import { decodeMoment, resolveKey, resolveMoment, type Shared, type SharedChange } from '../../src/share/index.ts';
import { run, type Line } from '../../src/terminal/index.ts';
import { published, type PublishedLink } from './published.ts';

interface Site {
  readonly data: LessonData;
  readonly played: LessonRun;
  readonly base: World;
  readonly variants: readonly World[];
}

const site = new Map<string, Site>();

beforeAll(() => {
  for (const { source } of loadLessons(join(import.meta.dirname, '..', '..'))) {
    if (source === null) continue;
    const played = runLesson(source.lesson, source.world);
    site.set(source.slug, { data: compileLesson(source, 'en', played).data, played, base: source.world, variants: source.variantWorlds });
  }
}, 60_000);

/** All lines that stand when a branch of the lesson has run to its end. */
function linesOf(data: LessonData, key: string): readonly Line[] {
  const branch = data.branches.find((candidate) => candidate.key === key);
  if (!branch) throw new Error(`no branch "${key}"`);
  if (branch.parent === null) return branch.lines;
  return [...linesOf(data, branch.parent).slice(0, branch.forkAfter), ...branch.lines];
}

/** A challenge's world and the lines given with it; null for every other name. */
function challengeAt({ data, variants }: Site, key: string): { readonly base: World; readonly given: readonly Line[] } | null {
  const number = Number(CHALLENGE_KEY.exec(key)?.[1] ?? 0);
  const challenge = data.challenge ? challengeOf(data.challenge, number) : null;
  const base = variants[number - 1];
  return challenge && base ? { base, given: [...challenge.setup, challenge.start] } : null;
}

function framesOf(base: World, lines: readonly Line[]): readonly Frame[] {
  const watched = lines.at(-1);
  if (!watched) throw new Error('a change without a line');
  const before = lines.slice(0, -1).reduce((world, line) => run(world, line.at, line.run).world, base);
  const { trace, world: after } = run(before, watched.at, watched.run);
  return frames({ trace, before, after, language: 'en', line: watched });
}

function framesOfChange(here: Site, change: SharedChange): readonly Frame[] {
  const { data, base } = here;
  const typed = change.lines.slice(0, change.line + 1);
  const challenge = challengeAt(here, change.branch);
  if (challenge) {
    expect(change.base).toBe(data.challenge?.world);
    expect(change.forkAfter).toBe(challenge.given.length);
    return framesOf(challenge.base, [...challenge.given, ...typed]);
  }
  expect(change.base).toBe(data.base);
  return framesOf(base, [...linesOf(data, change.branch).slice(0, change.forkAfter), ...typed]);
}

/** The step that the page would show for a link. */
function reached(here: Site, shared: Shared): { readonly scene: string | null; readonly frame: Frame | undefined } {
  if (shared.kind === 'change') {
    const shown = framesOfChange(here, shared);
    return { scene: null, frame: shown[resolveKey(shown, shared.key).frame] };
  }
  const challenge = challengeAt(here, shared.scene);
  if (challenge) {
    const shown = framesOf(challenge.base, challenge.given);
    return { scene: shared.scene, frame: shown[resolveKey(shown, shared.key).frame] };
  }
  const moment = resolveMoment(here.data.scenes, shared)?.moment;
  const scene = here.data.scenes.find(({ key }) => key === moment?.scene);
  return { scene: moment?.scene ?? null, frame: scene?.frames[moment?.frame ?? 0] };
}

async function open({ lesson, fragment }: PublishedLink) {
  const here = site.get(lesson);
  const decoded = await decodeMoment(fragment);
  if (!here || !decoded?.ok) throw new Error(`${lesson}${fragment} cannot be read`);
  return reached(here, decoded.shared);
}

describe('every link ever published', () => {
  it.each(published)('$lesson $fragment still shows the step it was made at', async (link) => {
    const { scene, frame } = await open(link);
    expect({ scene, place: frame?.place, kind: frame?.kind }).toEqual({
      scene: link.scene,
      place: link.place,
      kind: link.kind,
    });
  });

  it('is short', () => {
    const plain = published.filter(({ scene }) => scene !== null);
    expect(plain.filter(({ fragment }) => fragment.length > 45)).toEqual([]);
  });
});

describe('every step of every lesson', () => {
  it('can be linked to, and the link leads back to it', () => {
    for (const { data } of site.values()) {
      for (const scene of data.scenes) {
        for (const [index, { key }] of scene.frames.entries()) {
          const moment = resolveMoment(data.scenes, { scene: scene.key, key });
          expect(moment).toEqual({ moment: { scene: scene.key, frame: index }, missing: null });
        }
      }
    }
  });
});
