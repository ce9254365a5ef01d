/** When a question comes again: after 1, 3, 7 and 21 days, as long as the answers are right; after a wrong one tomorrow. */

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

export function afterAnswer(card: Card | null, isRight: boolean, today: number): Card {
  const streak = isRight ? (card?.streak ?? 0) + 1 : 0;
  const days = INTERVAL_DAYS[Math.min(Math.max(streak - 1, 0), INTERVAL_DAYS.length - 1)] ?? 1;
  return { turns: (card?.turns ?? 0) + 1, streak, due: today + days };
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
