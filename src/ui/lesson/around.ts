/** Everything around the stage: the live parts in the text, the address, and what is fetched ahead. */
import { hydrate, type Component } from 'svelte';
import { keepForOffline } from '../offline.ts';
import { writeSetting } from '../settings.ts';
import { followAside } from './aside.svelte.ts';
import { followAddress } from './address.svelte.ts';
import Branches from './Branches.svelte';
import { dialogs, terminalPane } from './lazy-parts.ts';
import type { LessonView } from './lesson-view.svelte.ts';
import Prediction from './Prediction.svelte';
import { followProse } from './prose.svelte.ts';
import TryLine from './TryLine.svelte';

const islands: Readonly<Record<string, Component<never>>> = {
  prediction: Prediction,
  branches: Branches,
  try: TryLine,
};

/** Parts that bring more along: each is fetched by itself, and may fail by itself. */
const lazy: Readonly<
  Record<string, () => Promise<{ bringToLife: (on: HTMLElement, lesson: LessonView) => Promise<void> }>>
> = {
  challenge: () => import('../challenge/island.ts'),
  recall: () => import('../recall/island.ts'),
};

export function startAround(lesson: LessonView, openedAt: string): void {
  if (lesson.data.scenes.some(({ pools }) => pools !== undefined))
    import('../pools/island.ts').then(
      (part) => part.showPools(lesson),
      () => lesson.lacksPart(),
    );
  if (lesson.data.scenes.some(({ ports }) => ports !== undefined))
    import('../ports/island.ts').then(
      (part) => part.showPorts(lesson),
      () => lesson.lacksPart(),
    );
  for (const target of document.querySelectorAll<HTMLElement>('[data-island]')) bringToLife(target, lesson);
  followProse(lesson, lesson.scene !== lesson.data.scenes[0] || lesson.cursor > 0);
  followAddress(lesson, openedAt);
  followAside(lesson);
  writeSetting('language', lesson.data.language);
  keepForOffline('../../');
  // Small, and wanted soon: fetched while nobody waits.
  dialogs.want();
  terminalPane.want();
}

function bringToLife(target: HTMLElement, lesson: LessonView): void {
  const name = target.dataset['island'] ?? '';
  const component = islands[name];
  const own = JSON.parse(target.dataset['props'] ?? '{}') as object;
  if (component) hydrate(component, { target, props: { ...own, lesson } as never });
  lazy[name]?.()
    .then((part) => part.bringToLife(target, lesson))
    .catch(() => lesson.lacksPart());
}
