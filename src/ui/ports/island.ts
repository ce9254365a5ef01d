/** Puts the picture of the ports on the stage of a lesson that has one. Loaded after the first step. */
import { mount } from 'svelte';
import { loadPortWords } from '../../i18n/index.ts';
import type { LessonView } from '../lesson/lesson-view.svelte.ts';
import PortStage from './PortStage.svelte';

export async function showPorts(lesson: LessonView): Promise<void> {
  const words = await loadPortWords(lesson.data.language);
  const board = document.querySelector<HTMLElement>('[data-island="stage"] .layout > .board');
  const picture = board?.querySelector<HTMLElement>(':scope > .board');
  if (board && picture) mount(PortStage, { target: board, props: { lesson, words, picture } });
}
