/** Definitions of the prose's terms, opened in place, and the trainer's notes where somebody presents. */
import { mount } from 'svelte';
import { fetchAside, type LessonAside } from './aside-file.ts';
import { LazyPart } from '../lazy-part.svelte.ts';
import type { LessonView } from './lesson-view.svelte.ts';
import { makeTermsPressable } from './terms.ts';

export function followAside(lesson: LessonView): void {
  const aside = remember(fetchAside);
  makeTermsPressable(lesson.data.language, aside);

  const notes = new LazyPart(async () => {
    const [{ default: TrainerNotes }, { notes: texts }] = await Promise.all([import('./TrainerNotes.svelte'), aside()]);
    const tools = document.querySelector('[data-island="tools"]');
    if (tools?.parentElement)
      mount(TrainerNotes, { target: tools.parentElement, anchor: tools, props: { lesson, notes: texts } });
    return texts;
  });
  $effect.root(() => {
    $effect(() => {
      if (lesson.view === 'present') notes.want();
    });
  });
}

/** Asked once; after a failure once more. */
function remember(load: () => Promise<LessonAside>): () => Promise<LessonAside> {
  let loaded: Promise<LessonAside> | null = null;
  return () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = null;
      throw error;
    });
    return loaded;
  };
}
