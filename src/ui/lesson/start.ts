/** Makes a lesson's page live: the stage first, at the moment of the address, then the text around it. */
import { flushSync, hydrate } from 'svelte';
import { unpackLesson, type PackedLesson } from '../../content/index.ts';
import { loadUi } from '../../i18n/index.ts';
import { LessonView } from './lesson-view.svelte.ts';
import { publishState } from './page-state.svelte.ts';
import { viewOfPage } from './page-view.ts';
import Stage from './Stage.svelte';
import Tools from './Tools.svelte';

export async function startLesson(): Promise<void> {
  const block = document.getElementById('lesson-data');
  if (!block) return;
  const data = unpackLesson(JSON.parse(block.textContent) as PackedLesson);
  const lesson = new LessonView(data, await loadUi(data.language));
  // What the address names is shown before the next paint; without a name nothing has to be loaded for it.
  const address = location.hash === '' ? null : await import('./address.svelte.ts').catch(() => null);

  const stage = document.querySelector('[data-island="stage"]');
  const tools = document.querySelector('[data-island="tools"]');
  if (stage) hydrate(Stage, { target: stage, props: { lesson } });
  if (tools) hydrate(Tools, { target: tools, props: { lesson } });
  // The prerendered page shows the lesson's first step.
  flushSync();
  lesson.ready = true;
  lesson.view = viewOfPage();
  address?.openAddress(lesson);
  flushSync();
  publishState(lesson);

  import('./around.ts').then(
    ({ startAround }) => startAround(lesson),
    // The stage works on without its text; a reload brings the rest.
    () => lesson.lacksPart(),
  );
}
