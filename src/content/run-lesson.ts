import type { World } from '../engine/index.ts';
import { run, type Heard, type Line, type RunResult } from '../terminal/index.ts';
import type { LessonFile, SceneFile } from './lesson-schema.ts';

/** A scene as the engine played it. Nothing here depends on a language. */
export interface SceneRun {
  readonly scene: SceneFile;
  /** The world when the scene's own line is typed, setup lines done. */
  readonly before: World;
  readonly result: RunResult;
  /** Lines of the branch, its parents' included, that ran before this one. */
  readonly after: number;
}

export interface BranchRun {
  readonly key: string;
  readonly parent: string | null;
  readonly forkAfter: number;
  /** Own lines, setup lines included. */
  readonly lines: readonly Line[];
}

export interface LessonRun {
  readonly branches: readonly BranchRun[];
  readonly scenes: ReadonlyMap<string, SceneRun>;
  /** Setup lines that did not end with exit code 0, by scene. */
  readonly failed: readonly { readonly scene: string; readonly line: Line; readonly result: RunResult }[];
}

/** Plays every scene of a lesson, in the order of its file: branches fork where they say. @throws RangeError on an unknown branch or scene. */
export function runLesson(lesson: LessonFile, base: World): LessonRun {
  const branches = new Map<string, { run: BranchRun; world: World; lines: Line[] }>();
  const scenes = new Map<string, SceneRun>();
  const failed: { scene: string; line: Line; result: RunResult }[] = [];
  const main: Line[] = [];
  branches.set('main', { run: { key: 'main', parent: null, forkAfter: 0, lines: main }, world: base, lines: main });

  for (const scene of lesson.scenes) {
    const branch = branches.get(scene.branch) ?? fork(lesson, scene.branch, scenes);
    branches.set(scene.branch, branch);
    for (const line of scene.setup) {
      const result = run(branch.world, line.at, line.run);
      if (result.exitCode !== 0) failed.push({ scene: scene.key, line, result });
      branch.world = result.world;
      branch.lines.push(line);
    }
    const result = run(branch.world, scene.at, scene.run);
    scenes.set(scene.key, {
      scene,
      before: branch.world,
      result,
      after: branch.run.forkAfter + branch.lines.length,
    });
    branch.world = result.world;
    branch.lines.push({ at: scene.at, run: scene.run });
  }
  return { branches: [...branches.values()].map((branch) => branch.run), scenes, failed };
}

function fork(lesson: LessonFile, key: string, scenes: ReadonlyMap<string, SceneRun>) {
  const branch = lesson.branches.find((candidate) => candidate.key === key);
  const last = branch && scenes.get(branch.after);
  if (!last) throw new RangeError(`branch ${key} leaves after a scene that has not run`);
  const lines: Line[] = [];
  const run: BranchRun = { key, parent: branch.from, forkAfter: last.after + 1, lines };
  return { run, world: last.result.world, lines };
}

/** The world in which a listing below this scene's heading is printed; the base world above the first. */
export function worldAfter(played: LessonRun, base: World, scene: string | null): World {
  return (scene === null ? undefined : played.scenes.get(scene)?.result.world) ?? base;
}

/** What `tcpdump` hears in a listing there: the packets of that scene's own command. */
export function heardAfter(played: LessonRun, scene: string | null): Heard | null {
  const { scene: told, result } = (scene === null ? undefined : played.scenes.get(scene)) ?? {};
  return told && result?.trace ? { line: { at: told.at, run: told.run }, trace: result.trace } : null;
}
