/** Makes a lesson's page live: the stage first, at the moment of the address, then the text around it. */
import { flushSync, hydrate, mount } from 'svelte';
import { unpackScenes, type PackedOpening } from '../../content/index.ts';
import { loadUi } from '../../i18n/index.ts';
import { addLateStyles } from '../late-styles.ts';
import { listenToKeys } from './keyboard.ts';
import { LessonView } from './lesson-view.svelte.ts';
import Notices from './Notices.svelte';
import { momentName, publishState } from './page-state.svelte.ts';
import { viewOfPage } from './page-view.ts';
import { fetchRest } from './rest-of-lesson.ts';
import Stage from './Stage.svelte';
import Tools from './Tools.svelte';

export async function startLesson(): Promise<void> {
  const block = document.getElementById('lesson-data');
  if (!block) return;
  const rest = fetchRest(block);
  // Whether it came is asked below, when the stage stands.
  rest.catch(() => undefined);
  const data = unpackScenes(JSON.parse(block.textContent) as PackedOpening);
  const lesson = new LessonView(data, await loadUi(data.language));
  const styles = addLateStyles();
  lesson.whole = rest.then(async (scenes) => {
    lesson.complete(scenes);
    await styles;
  });
  // What the address names is shown before the next paint; without a name nothing is waited for.
  const address = location.hash === '' ? null : await together(import('./address.svelte.ts'), lesson.whole);

  const stage = document.querySelector('[data-island="stage"]');
  const notices = document.querySelector('[data-island="notices"]');
  const tools = document.querySelector('[data-island="tools"]');
  if (stage) hydrate(Stage, { target: stage, props: { lesson } });
  if (tools) hydrate(Tools, { target: tools, props: { lesson } });
  if (notices) mount(Notices, { target: notices, props: { lesson } });
  // The prerendered page shows the lesson's first step.
  flushSync();
  lesson.ready = true;
  lesson.view = viewOfPage();
  address?.openAddress(lesson);
  flushSync();
  const openedAt = momentName(lesson);
  publishState(lesson);
  listenToKeys(lesson);

  Promise.all([import('./around.ts'), lesson.whole]).then(
    ([{ startAround }]) => startAround(lesson, openedAt),
    // The stage works on without its text; a reload brings the rest.
    () => lesson.lacksPart(),
  );
}

/** The part once the other is there as well; null where one of them does not arrive. */
async function together<Part>(part: Promise<Part>, other: Promise<unknown>): Promise<Part | null> {
  const [arrived] = await Promise.all([part, other]).catch(() => [null] as const);
  return arrived;
}
