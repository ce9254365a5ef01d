/** What stands beside a lesson: written by the build next to its page, read when it is first wanted. */
import type { LessonMeta, TermData } from '../../content/index.ts';

export interface LessonAside {
  /** Those that the page's prose marks. */
  readonly terms: readonly TermData[];
  /** The trainer's notes, by beat. */
  readonly notes: LessonMeta['notes'];
}

/** @throws when it does not arrive. */
export async function fetchAside(): Promise<LessonAside> {
  const file = document.getElementById('lesson-data')?.dataset['aside'] ?? '';
  const answer = await fetch(new URL(file, document.baseURI));
  if (!answer.ok) throw new Error(`${answer.status} for what stands beside the lesson`);
  return (await answer.json()) as LessonAside;
}
