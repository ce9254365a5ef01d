/** Puts the pool map on the stage of a lesson that has one. Loaded after the first step. */
import { mount } from 'svelte';
import { loadPoolWords } from '../../i18n/index.ts';
import type { LessonView } from '../lesson/lesson-view.svelte.ts';
import PoolStage from './PoolStage.svelte';

export async function showPools(lesson: LessonView): Promise<void> {
  const words = await loadPoolWords(lesson.data.language);
  const board = document.querySelector<HTMLElement>('[data-island="stage"] .layout > .board');
  const picture = board?.querySelector<HTMLElement>(':scope > .board');
  if (board && picture) mount(PoolStage, { target: board, props: { lesson, words, picture } });
}
