/** Makes a lesson's page live: reads the lesson from the page, brings its parts to life, and shows the moment of the address. */
import { flushSync, hydrate, mount, type Component } from 'svelte';
import type { LessonData } from '../../content/index.ts';
import { loadUi } from '../../i18n/index.ts';
import { keepForOffline } from '../offline.ts';
import { writeSetting } from '../settings.ts';
import { followAddress, openAddress } from './address.svelte.ts';
import Branches from './Branches.svelte';
import { listenToKeys } from './keyboard.ts';
import { LessonView } from './lesson-view.svelte.ts';
import Notices from './Notices.svelte';
import { publishState } from './page-state.svelte.ts';
import { viewOfPage } from './page-view.ts';
import Prediction from './Prediction.svelte';
import { followProse } from './prose.svelte.ts';
import Stage from './Stage.svelte';
import Tools from './Tools.svelte';
import TryLine from './TryLine.svelte';

const islands: Readonly<Record<string, Component<never>>> = {
  tools: Tools,
  stage: Stage,
  prediction: Prediction,
  branches: Branches,
  try: TryLine,
};

export async function startLesson(): Promise<void> {
  const block = document.getElementById('lesson-data');
  if (!block) return;
  const data = JSON.parse(block.textContent) as LessonData;
  const lesson = new LessonView(data, await loadUi(data.language));
  writeSetting('language', data.language);

  for (const target of document.querySelectorAll<HTMLElement>('[data-island]')) bringToLife(target, lesson);
  // The prerendered page shows the lesson's first step. What the address names is shown before the next paint.
  flushSync();
  lesson.ready = true;
  lesson.view = viewOfPage();
  openAddress(lesson);
  flushSync();
  followProse(lesson, lesson.scene !== data.scenes[0] || lesson.cursor > 0);
  publishState(lesson);
  followAddress(lesson);
  listenToKeys(lesson);
  keepForOffline('../../');
}

function bringToLife(target: HTMLElement, lesson: LessonView): void {
  const name = target.dataset['island'] ?? '';
  if (name === 'notices') {
    mount(Notices, { target, props: { lesson } });
    return;
  }
  const component = islands[name];
  const own = JSON.parse(target.dataset['props'] ?? '{}') as object;
  if (component) hydrate(component, { target, props: { ...own, lesson } as never });
}
