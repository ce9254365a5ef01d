/** Between what the page shows and what a link can say. */
import { CHALLENGE_KEY, type SceneData } from '../../content/index.ts';
import type { Line } from '../../terminal/index.ts';
import { encodeMoment, resolveKey, type LinkProblem, type Shared, type SharedChange } from '../../share/index.ts';
import { comparisonOf } from './comparing.ts';
import { linkWords } from '../../i18n/index.ts';
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
  const isSymptom = own?.challenge !== undefined && own.scenes[0] === scene;
  if (!own || isSymptom) return { kind: 'moment', scene: scene.key, key };
  const root = rootOf(lesson, own.key);
  const base = lesson.challenge === null ? lesson.data.base : (lesson.data.challenge?.world ?? '');
  const lines: readonly Line[] = lesson.linesOf(own.key).slice(root.forkAfter);
  return { kind: 'change', base, ...root, lines, line: scene.after - root.forkAfter, key };
}

function isOwn(lesson: LessonView, branch: string): boolean {
  return lesson.own.some(({ key }) => key === branch);
}

/** The branch of the lesson's, or the challenge, that the reader's changes began on, and after how many of its lines. */
function rootOf(lesson: LessonView, key: string): { branch: string; forkAfter: number } {
  const branch = lesson.branchOf(key);
  const given = lesson.own.find((own) => own.key === key)?.challenge?.given;
  if (given !== undefined) return { branch: key, forkAfter: given };
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
  const left = await sceneLeft(lesson, change);
  if (!left) return false;
  const bench = await lesson.workbench();
  lesson.seek(left.key, left.frames.length - 1);
  const made = change.lines.map((line) => bench.type(lesson, line).scene);
  const watched = made[change.line] ?? null;
  const scene = watched === null ? null : lesson.sceneOf(watched);
  if (scene) lesson.seek(scene.key, resolveKey(scene.frames, change.key).frame);
  return scene !== null;
}

/** The scene that a link's first line follows; of a challenge its symptom, entered first. */
async function sceneLeft(
  lesson: LessonView,
  { base, branch: left, forkAfter }: SharedChange,
): Promise<SceneData | null> {
  if (base === lesson.data.challenge?.world) {
    const symptom = await openChallenge(lesson, left);
    return lesson.challenge?.challenge?.given === forkAfter ? symptom : null;
  }
  if (base !== lesson.data.base) return null;
  return lesson.data.scenes.findLast(({ branch, after }) => branch === left && after + 1 === forkAfter) ?? null;
}

/** Enters the challenge `key` at its symptom. @returns null when this lesson has none of this name. */
export async function openChallenge(lesson: LessonView, key: string): Promise<SceneData | null> {
  const number = Number(CHALLENGE_KEY.exec(key)?.[1] ?? 0);
  const { Challenges } = await import('../challenge/challenges.svelte.ts');
  const challenges = Challenges.of(lesson);
  if (!challenges.variant(number)) return null;
  await challenges.enter(number);
  challenges.startOver();
  return lesson.sceneOf(key);
}

/** What is said about a link that could not be followed to the letter. */
export function problemNotice(lesson: LessonView, problem: LinkProblem | 'nearest'): Notice {
  const ui = linkWords[lesson.data.language];
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
