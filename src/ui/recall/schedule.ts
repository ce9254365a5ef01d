/**
 * When a question comes again: after 1, 3, 7 and 21 days, as long as the answers are right; tomorrow after any other. A wrong
 * answer begins anew; who said not to know takes one step back only.
 */

/** What is kept of one question. Days are counted from 1970, in the reader's own time zone. */
export interface Card {
  /** How often it was answered: which variant comes next. */
  readonly turns: number;
  /** Right answers in a row. */
  readonly streak: number;
  readonly due: number;
}

const INTERVAL_DAYS = [1, 3, 7, 21] as const;
const DAY_MS = 86_400_000;

export function dayOf(date: Date): number {
  return Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / DAY_MS);
}

export type Answered = 'right' | 'wrong' | 'not-sure';

export function afterAnswer(card: Card | null, answered: Answered, today: number): Card {
  const before = card?.streak ?? 0;
  const streak = { right: before + 1, wrong: 0, 'not-sure': Math.max(before - 1, 0) }[answered];
  const earned = INTERVAL_DAYS[Math.min(Math.max(streak - 1, 0), INTERVAL_DAYS.length - 1)] ?? 1;
  return { turns: (card?.turns ?? 0) + 1, streak, due: today + (answered === 'right' ? earned : 1) };
}

/** A question never asked is not due: it waits in the lesson. */
export function isDue(card: Card | null, today: number): boolean {
  return card !== null && card.due <= today;
}

/** Reads what the browser has kept; null for what is no card. */
export function readCard(value: unknown): Card | null {
  if (typeof value !== 'object' || value === null) return null;
  const { turns, streak, due } = value as Readonly<Record<string, unknown>>;
  const isCount = (part: unknown): part is number => Number.isInteger(part) && (part as number) >= 0;
  return isCount(turns) && isCount(streak) && isCount(due) ? { turns, streak, due } : null;
}

/** How many of a lesson's questions are due. `kept` is what the browser has of it. */
export function countDue(kept: unknown, today: number): number {
  if (typeof kept !== 'object' || kept === null) return 0;
  return Object.values(kept).filter((value) => isDue(readCard(value), today)).length;
}
