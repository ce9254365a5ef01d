import type { CompiledLesson, ProseBlock, ProseSection, SceneData } from '../../src/content/index.ts';

/** More steps in a row than a reader should only watch, and what ends them: `12 steps before deed`. */
export interface Idle {
  readonly steps: number;
  readonly before: string;
}

/** Where in a scene the reader does something: at some step from `from` to `to`, both counted from 0. */
interface Deed {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const DEEDS: ReadonlySet<ProseBlock['kind']> = new Set(['terminal', 'branches', 'table', 'challenge', 'recall']);

/**
 * Every run of more than `most` steps in which the reader does nothing but step: answers no question, is offered no line to
 * run, no branch to choose. Scenes are taken in reading order; a branch begins with the choosing of it.
 */
export function idleSteps({ data, prose }: Pick<CompiledLesson, 'data' | 'prose'>, most: number): readonly Idle[] {
  const found: Idle[] = [];
  let since = 0;
  let branch = 'main';
  const pass = (steps: number): void => {
    since += steps;
  };
  const done = (before: string): void => {
    if (since > most) found.push({ steps: since, before });
    since = 0;
  };
  for (const section of prose) {
    const scene = data.scenes.find(({ key }) => key === section.scene);
    if (scene === undefined) {
      for (const { kind } of section.blocks) if (DEEDS.has(kind)) done(`${section.beat}: ${kind}`);
      continue;
    }
    if (scene.branch !== branch && scene.branch !== 'main') done(`the choice of ${scene.branch}`);
    branch = scene.branch;
    let at = 0;
    for (const { name, from, to } of deedsIn(scene, section)) {
      // A line stays on offer until the words go on: it is taken as late as it may be.
      const here = Math.max(at, from, Math.min(to, at + most - since));
      pass(here - at);
      at = here;
      done(`${scene.key}, step ${String(here)} of ${String(scene.frames.length)}: ${name}`);
    }
    pass(scene.frames.length - at);
  }
  done('the end');
  return found;
}

function deedsIn(scene: SceneData, { blocks }: ProseSection): readonly Deed[] {
  const deeds: Deed[] = [];
  for (const [index, block] of blocks.entries()) {
    if (!DEEDS.has(block.kind)) continue;
    const told = blocks.slice(0, index).map((before) => frameOf(scene, before));
    const next = blocks.slice(index).map((after) => frameOf(scene, after));
    const from = told.findLast((frame) => frame !== null) ?? -1;
    const to = next.find((frame) => frame !== null) ?? scene.frames.length;
    deeds.push({ name: block.kind, from: from + 1, to: Math.max(from + 1, to) });
  }
  for (const { key, beforeFrame } of scene.predictions)
    deeds.push({ name: `the question ${key}`, from: beforeFrame, to: beforeFrame });
  return deeds.sort((one, other) => one.from - other.from || one.to - other.to);
}

/** The step a cue's words belong to. */
function frameOf(scene: SceneData, block: ProseBlock): number | null {
  if (block.kind !== 'html' || block.cue === undefined) return null;
  return scene.cues.find(({ key }) => block.cue === `cue-${scene.key}-${key}`)?.frame ?? null;
}
