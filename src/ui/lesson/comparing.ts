/** Two scenes of the same command side by side: which there are, and the ways in and out. Loaded when first wanted. */
import type { SceneData } from '../../content/index.ts';
import { lockstep, type Lockstep } from '../../player/index.ts';
import type { LessonView } from './lesson-view.svelte.ts';

export interface Comparison extends Lockstep {
  readonly left: SceneData;
  readonly right: SceneData;
  /** The step of both, from 0. */
  readonly at: number;
}

/** A scene's name among those it is compared with: its branch says more than its own title. */
export function nameOf(lesson: LessonView, { branch, title }: SceneData): string {
  return branch === 'main' ? title : lesson.branchOf(branch).title;
}

/** What is compared now; null but while the player compares. */
export function comparisonOf(lesson: LessonView): Comparison | null {
  const { compared, scene: left } = lesson;
  if (compared === null) return null;
  const right = lesson.sceneOf(compared.scene);
  return { left, right, at: compared.at, ...lockstep(left.frames, right.frames) };
}

/** Scenes of the same command: the lesson's main line, the branches the reader has looked at, the reader's own. */
export function comparableTo(lesson: LessonView, { key, line }: SceneData): readonly SceneData[] {
  const isSeen = ({ branch }: SceneData) => !lesson.fixes.some((fix) => fix.key === branch) || lesson.hasTried(branch);
  return lesson.scenes.filter(
    (other) => other.key !== key && other.line.at === line.at && other.line.run === line.run && isSeen(other),
  );
}

/** The scene that a branch changes: the nearest one of its parent with the same command, and its own last one. */
export function counterpartsOf(lesson: LessonView, branch: string): readonly [SceneData, SceneData] | null {
  const { parent } = lesson.branchOf(branch);
  const own = lesson.scenes.filter((scene) => scene.branch === branch).toReversed();
  for (const right of own) {
    const left = lesson.scenes.findLast(
      (scene) => scene.branch === parent && scene.line.at === right.line.at && scene.line.run === right.line.run,
    );
    if (left) return [left, right];
  }
  return null;
}

/** Puts `right` beside `left`. Begins at the step of `left` that `frame` names, else where the two part. */
export function compare(lesson: LessonView, left: SceneData, right: SceneData, frame?: number): void {
  const { pairs, partsAt } = lockstep(left.frames, right.frames);
  const named = pairs.findIndex((pair) => pair.left === frame);
  if (lesson.scene !== left) lesson.seek(left.key, 0);
  lesson.send({
    type: 'COMPARE',
    scene: right.key,
    at: named >= 0 ? named : (partsAt ?? 0),
    steps: pairs.length,
  });
}

/** Back to the left scene alone, at the step both had come to. */
export function stopComparing(lesson: LessonView): void {
  const now = comparisonOf(lesson);
  if (now) lesson.send({ type: 'PART', frame: now.pairs[now.at]?.left ?? 0 });
}
