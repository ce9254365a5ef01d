import type { LessonView } from './lesson-view.svelte.ts';
export function openAddress(_lesson: LessonView): 'start' | 'moment' {
  return 'start';
}
export function followAddress(_lesson: LessonView): void {}
