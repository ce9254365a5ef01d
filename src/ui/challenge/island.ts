/** Brings the challenge in the text to life. Loaded after the first step. */
import { flushSync, hydrate } from 'svelte';
import { loadChallengeWords } from '../../i18n/index.ts';
import type { LessonView } from '../lesson/lesson-view.svelte.ts';
import Challenge from './Challenge.svelte';
import { Challenges } from './challenges.svelte.ts';

export async function bringToLife(target: HTMLElement, lesson: LessonView): Promise<void> {
  const words = await loadChallengeWords(lesson.data.language);
  hydrate(Challenge, { target, props: { lesson, words } });
  // What the browser has kept comes after what the build has written.
  flushSync();
  Challenges.of(lesson).wake();
}
