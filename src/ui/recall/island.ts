/** Brings the questions in the text to life. Loaded after the first step. */
import { flushSync, hydrate } from 'svelte';
import { loadRecallWords } from '../../i18n/index.ts';
import type { LessonView } from '../lesson/lesson-view.svelte.ts';
import { RecallCards } from './recall-cards.svelte.ts';
import Recall from './Recall.svelte';
import { dayOf } from './schedule.ts';

export async function bringToLife(target: HTMLElement, lesson: LessonView): Promise<void> {
  const words = await loadRecallWords(lesson.data.language);
  const cards = new RecallCards(lesson.data.recall ?? [], lesson.data.slug, dayOf(new Date()));
  hydrate(Recall, { target, props: { lesson, words, cards } });
  // What the browser has kept comes after what the build has written.
  flushSync();
  cards.wake();
}
