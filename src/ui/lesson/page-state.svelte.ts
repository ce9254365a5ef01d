import type { LessonView } from './lesson-view.svelte.ts';

/** Keeps the page's public state on `<html>`, for tools and those who embed the page (design.md 9). */
export function publishState(lesson: LessonView): void {
  const { dataset } = document.documentElement;
  $effect.root(() => {
    $effect(() => {
      dataset['scene'] = lesson.scene.key;
      dataset['step'] = String(lesson.cursor);
      dataset['steps'] = String(lesson.scene.frames.length);
      dataset['branch'] = lesson.scene.branch;
      dataset['disposition'] = lesson.frame.disposition ?? '';
    });
  });
}

/** A scene and a step of it, for comparing where the reader was with where they are. */
export function momentName({ scene, cursor }: LessonView): string {
  return `${scene.branch}/${scene.key}/${cursor}`;
}
