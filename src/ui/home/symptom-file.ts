/** What the symptom search looks through: written by the build beside a home page, read when the search is first wanted. */
import type { SymptomLine } from '../../content/index.ts';

export interface SymptomFile {
  readonly lines: readonly SymptomLine[];
  /** By slug. */
  readonly lessons: Readonly<Record<string, SymptomLesson>>;
}

export interface SymptomLesson {
  readonly title: string;
  /** Titles by key. */
  readonly scenes: Readonly<Record<string, string>>;
}
