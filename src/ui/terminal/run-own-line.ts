import type { Line, OutputLine } from '../../terminal/index.ts';
import type { LessonView } from '../lesson/lesson-view.svelte.ts';
export function runOwnLine(_lesson: LessonView, _line: Line): { output: readonly OutputLine[]; scene: string | null } {
  return { output: [], scene: null };
}
