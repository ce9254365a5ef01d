/** Between what the page shows and what a link can say. */
import type { Line } from '../../terminal/index.ts';
import { encodeMoment, resolveKey, type LinkProblem, type Shared, type SharedChange } from '../../share/index.ts';
import { comparisonOf } from './comparing.ts';
import type { LessonView } from './lesson-view.svelte.ts';
import type { Notice } from './page-shell.svelte.ts';

/** The moment on the stage, as a link says it. */
export function sharedOf(lesson: LessonView): Shared {
  const { scene } = lesson;
  const now = comparisonOf(lesson);
  if (now && !isOwn(lesson, now.left.branch) && !isOwn(lesson, now.right.branch)) {
    const key = now.left.frames[now.pairs[now.at]?.left ?? 0]?.key ?? null;
    return { kind: 'moment', scene: now.left.key, key, beside: now.right.key };
  }
  const key = lesson.cursor === 0 ? null : lesson.frame.key;
  const own = lesson.own.find((branch) => branch.key === scene.branch);
  if (!own) return { kind: 'moment', scene: scene.key, key };
  const root = rootOf(lesson, own.key);
  const lines: readonly Line[] = lesson.linesOf(own.key).slice(root.forkAfter);
  return { kind: 'change', base: lesson.data.base, ...root, lines, line: scene.after - root.forkAfter, key };
}

function isOwn(lesson: LessonView, branch: string): boolean {
  return lesson.own.some(({ key }) => key === branch);
}

/** The branch of the lesson's that the reader's changes began on, and after how many of its lines. */
function rootOf(lesson: LessonView, key: string): { branch: string; forkAfter: number } {
  const branch = lesson.branchOf(key);
  const parent = branch.parent ?? 'main';
  if (!isOwn(lesson, parent)) return { branch: parent, forkAfter: branch.forkAfter };
  const root = rootOf(lesson, parent);
  return { ...root, forkAfter: Math.min(root.forkAfter, branch.forkAfter) };
}

/** The whole address of the moment on the stage. @throws RangeError when too much was changed for a link. */
export async function linkOf(lesson: LessonView): Promise<string> {
  const link = new URL(location.href);
  link.search = '';
  link.hash = await encodeMoment(sharedOf(lesson));
  return link.href;
}

/** Types a link's lines again and goes to the step it names. @returns false when this lesson cannot follow it. */
export async function replay(lesson: LessonView, change: SharedChange): Promise<boolean> {
  const left = lesson.data.scenes.findLast(
    ({ branch, after }) => branch === change.branch && after + 1 === change.forkAfter,
  );
  if (!left || change.base !== lesson.data.base) return false;
  const bench = await lesson.workbench();
  lesson.seek(left.key, left.frames.length - 1);
  const made = change.lines.map((line) => bench.type(lesson, line).scene);
  const watched = made[change.line] ?? null;
  const scene = watched === null ? null : lesson.sceneOf(watched);
  if (scene) lesson.seek(scene.key, resolveKey(scene.frames, change.key).frame);
  return scene !== null;
}

/** What is said about a link that could not be followed to the letter. */
export function problemNotice(lesson: LessonView, problem: LinkProblem | 'nearest'): Notice {
  const ui = lesson.ui.notice;
  const texts: Readonly<Record<LinkProblem | 'nearest', string>> = {
    'too-long': ui.tooLong,
    'not-a-link': ui.unreadable,
    damaged: ui.unreadable,
    'newer-version': ui.newer,
    'unknown-world': ui.changedWorld,
    nearest: ui.nearest,
  };
  return { key: 'link', text: texts[problem] };
}
