/**
 * Ties the static prose to the stage: cues show what is past and what is now, a press on one moves the stage, and the prose
 * follows when the step has changed. Scrolling alone changes nothing.
 */
import type { LessonView } from './lesson-view.svelte.ts';

interface Cue {
  readonly row: HTMLElement;
  readonly scene: string;
  readonly frame: number;
}

type When = 'past' | 'now' | 'next';

/** @param scrolls true when the page opens at a step that its first view does not show. */
export function followProse(lesson: LessonView, scrolls: boolean): void {
  const cues = findCues(lesson);
  for (const cue of cues) makePressable(cue, lesson);
  let shown: HTMLElement | null = null;
  let isFirst = true;
  $effect.root(() => {
    const beat = $derived(lesson.scene.beat);
    const open = $derived(openQuestion(lesson));
    $effect(() => markBeats(lesson, beat));
    $effect(() => foldBehind(open));
    $effect(() => {
      const now = markCues(cues, lesson);
      const question = questionOf(lesson);
      const place = question ?? now ?? document.getElementById(`scene-${lesson.scene.key}`);
      // Behind a question that is still open there is nothing to see: then the question is where the reader stands.
      const target = place?.closest('[data-folded]') ? questionNamed(open) : place;
      if (target !== shown && target && (!isFirst || scrolls)) bringIntoView(target, isFirst);
      shown = target;
      isFirst = false;
    });
  });
}

function findCues(lesson: LessonView): readonly Cue[] {
  return lesson.data.scenes.flatMap((scene) =>
    scene.cues.flatMap(({ key, frame }) => {
      const row = document.querySelector<HTMLElement>(`[data-cue="cue-${scene.key}-${key}"]`);
      return row ? [{ row, scene: scene.key, frame }] : [];
    }),
  );
}

function makePressable({ row, scene, frame }: Cue, lesson: LessonView): void {
  const button = row.querySelector('button');
  if (button) button.disabled = false;
  row.addEventListener('click', (event) => {
    const isSelecting = !(getSelection()?.isCollapsed ?? true);
    const target = event.target instanceof Element ? event.target : row;
    if (isSelecting || target.closest('a, .term, .term-card')) return;
    lesson.seek(scene, frame);
  });
}

/** @returns the row of the cue the stage is at. */
function markCues(cues: readonly Cue[], lesson: LessonView): HTMLElement | null {
  const order = lesson.data.scenes.findIndex(({ key }) => key === lesson.scene.key);
  const now = cues.findLast((cue) => cue.scene === lesson.scene.key && cue.frame <= lesson.cursor);
  for (const cue of cues) {
    const position = lesson.data.scenes.findIndex(({ key }) => key === cue.scene);
    const isPast = position < order || (position === order && cue.frame < lesson.cursor);
    const when: When = cue === now ? 'now' : isPast ? 'past' : 'next';
    cue.row.dataset['when'] = when;
    const button = cue.row.querySelector('button');
    if (when === 'now') button?.setAttribute('aria-current', 'step');
    else button?.removeAttribute('aria-current');
  }
  return now?.row ?? null;
}

function questionOf(lesson: LessonView): HTMLElement | null {
  return questionNamed(lesson.openPrediction?.key);
}

function questionNamed(key: string | undefined): HTMLElement | null {
  return key === undefined ? null : document.querySelector<HTMLElement>(`[data-prediction="${CSS.escape(key)}"]`);
}

function markBeats(lesson: LessonView, beat: string): void {
  const keys = lesson.data.beats.map(({ key }) => key);
  const current = keys.indexOf(beat);
  for (const link of document.querySelectorAll<HTMLElement>('[data-beat]')) {
    const index = keys.indexOf(link.dataset['beat'] ?? '');
    link.dataset['when'] = index < current ? 'past' : index === current ? 'now' : 'next';
    if (index === current) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

/** The question behind which all is folded; undefined where nothing is. */
function openQuestion({ fold, data }: LessonView): string | undefined {
  const scene = fold && data.scenes.find(({ key }) => key === fold.scene);
  return scene?.predictions.find(({ beforeFrame }) => beforeFrame === fold?.frame)?.key;
}

/** Hides what stands behind the question that is still open: the text knows behind which question each block stands. */
function foldBehind(open: string | undefined): void {
  // In reading order, as the questions stand on the page.
  const questions = [...document.querySelectorAll<HTMLElement>('[data-prediction]')].map(
    ({ dataset }) => dataset['prediction'],
  );
  const from = open === undefined ? -1 : questions.indexOf(open);
  for (const block of document.querySelectorAll<HTMLElement>('[data-behind]')) {
    const isFolded = from >= 0 && questions.indexOf(block.dataset['behind']) >= from;
    block.toggleAttribute('data-folded', isFolded);
  }
}

/** Where the stage is not pinned (a very low window), following the text would carry the stage out of sight. */
function isStagePinned(): boolean {
  const stage = document.getElementById('stage');
  return stage !== null && getComputedStyle(stage).position === 'sticky';
}

function bringIntoView(element: HTMLElement, atOnce: boolean): void {
  if (!isStagePinned()) return;
  const isStill = atOnce || matchMedia('(prefers-reduced-motion: reduce)').matches;
  requestAnimationFrame(() => {
    element.scrollIntoView({ block: isLong(element) ? 'start' : 'center', behavior: isStill ? 'instant' : 'smooth' });
  });
}

/** Whether it has no room between what is pinned above and below: then its beginning counts. */
function isLong(element: HTMLElement): boolean {
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  const room = window.innerHeight - parseFloat(scrollPaddingTop) - parseFloat(scrollPaddingBottom);
  return element.getBoundingClientRect().height > room;
}
