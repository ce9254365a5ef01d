/** What the reader said happened, by prediction: kept on the page and, where that is allowed, in the browser. */
import type { LessonView } from '../lesson/lesson-view.svelte.ts';
import { readProgress, writeProgress } from '../progress.ts';

export interface Explanation {
  readonly text: string;
  /** Which of the lesson's points the reader found in it, from 0. */
  readonly had: readonly number[];
}

/** More is an essay. */
export const LONGEST = 600;

const NONE: Explanation = { text: '', had: [] };
const all = new WeakMap<LessonView, Explanations>();

export class Explanations {
  #said: Readonly<Record<string, Explanation>> = $state.raw({});
  readonly #slug: string;

  static of(lesson: LessonView): Explanations {
    const explanations = all.get(lesson) ?? new Explanations(lesson.data.slug);
    all.set(lesson, explanations);
    return explanations;
  }

  private constructor(slug: string) {
    this.#slug = slug;
    this.#said = readKept(readProgress('explained', slug));
  }

  /** @param prediction its key, which is unique in the lesson. */
  said(prediction: string): Explanation {
    return this.#said[prediction] ?? NONE;
  }
  write(prediction: string, text: string): void {
    this.#keep(prediction, { ...this.said(prediction), text: text.slice(0, LONGEST) });
  }
  tick(prediction: string, point: number, isHad: boolean): void {
    const { text, had } = this.said(prediction);
    const others = had.filter((other) => other !== point);
    this.#keep(prediction, { text, had: isHad ? [...others, point].sort((a, b) => a - b) : others });
  }

  #keep(prediction: string, explanation: Explanation): void {
    const { [prediction]: _, ...others } = this.#said;
    const isEmpty = explanation.text === '' && explanation.had.length === 0;
    this.#said = isEmpty ? others : { ...others, [prediction]: explanation };
    writeProgress('explained', this.#slug, this.#said);
  }
}

/** What the browser has kept, as far as it can be understood. */
function readKept(kept: unknown): Readonly<Record<string, Explanation>> {
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(
    Object.entries(kept).flatMap(([key, value]: [string, unknown]) => {
      const { text, had } = (value ?? {}) as Readonly<Record<string, unknown>>;
      if (typeof text !== 'string' || !Array.isArray(had)) return [];
      const points = had.filter((point): point is number => Number.isInteger(point));
      return [[key, { text: text.slice(0, LONGEST), had: points }]];
    }),
  );
}
