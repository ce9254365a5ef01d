/** Which of a lesson's questions are asked now, and what was answered on this page. */
import { questionOf, type RecallData, type RecallQuestion } from '../../content/index.ts';
import { readProgress, writeProgress } from '../progress.ts';
import { afterAnswer, isDue, readCard, type Card } from './schedule.ts';

/** `resting`: answered at an earlier visit and not due yet. */
export type Phase = 'asked' | 'answered' | 'resting';

interface Shown {
  readonly phase: Phase;
  readonly turn: number;
  /** The option chosen on this page, or `NOT_SURE`. */
  readonly chosen: string | null;
}

const FIRST: Shown = { phase: 'asked', turn: 0, chosen: null };

export class RecallCards {
  readonly questions: readonly RecallData[];
  readonly #slug: string;
  #cards: Readonly<Record<string, Card>> = $state.raw({});
  #shown: Readonly<Record<string, Shown>> = $state.raw({});
  readonly #today: number;

  constructor(questions: readonly RecallData[], slug: string, today: number) {
    this.questions = questions;
    this.#slug = slug;
    this.#today = today;
  }

  /** Takes up what the browser has kept, once the page is live: until then it shows what the build has written. */
  wake(): void {
    const kept = readProgress('recall', this.#slug);
    const values = typeof kept === 'object' && kept !== null ? (kept as Readonly<Record<string, unknown>>) : {};
    const cards = this.questions.flatMap(({ key }) => {
      const card = readCard(values[key]);
      return card === null ? [] : [[key, card] as const];
    });
    this.#cards = Object.fromEntries(cards);
    this.#shown = Object.fromEntries(
      cards.map(([key, card]) => {
        const phase = isDue(card, this.#today) ? 'asked' : 'resting';
        return [key, { phase, turn: card.turns, chosen: null } satisfies Shown];
      }),
    );
  }

  shown(key: string): Shown {
    return this.#shown[key] ?? FIRST;
  }
  question(data: RecallData): RecallQuestion {
    return questionOf(data, this.shown(data.key).turn);
  }
  /** Days until a question comes again. */
  daysOf(key: string): number {
    return Math.max(1, (this.#cards[key]?.due ?? this.#today + 1) - this.#today);
  }

  answer(data: RecallData, option: string): void {
    const { key } = data;
    const chosen = data.options.find((other) => other.key === option);
    const answered = chosen === undefined ? 'not-sure' : chosen.right ? 'right' : 'wrong';
    this.#cards = { ...this.#cards, [key]: afterAnswer(this.#cards[key] ?? null, answered, this.#today) };
    this.#shown = { ...this.#shown, [key]: { ...this.shown(key), phase: 'answered', chosen: option } };
    writeProgress('recall', this.#slug, this.#cards);
  }
  /** Before it is due, with the next addresses. */
  askNow(key: string): void {
    this.#shown = { ...this.#shown, [key]: { phase: 'asked', turn: this.#cards[key]?.turns ?? 0, chosen: null } };
  }
}
