import { describe, expect, it } from 'vitest';
import { afterAnswer, countDue, dayOf, isDue, readCard, type Card } from '../../../src/ui/recall/schedule.ts';

const today = 20_000;

describe('a question comes again', () => {
  it('after 1, 3, 7 and 21 days while the answers are right, and from then on every 21', () => {
    let card: Card | null = null;
    const waits: number[] = [];
    let day = today;
    for (let turn = 0; turn < 5; turn++) {
      card = afterAnswer(card, 'right', day);
      waits.push(card.due - day);
      day = card.due;
    }
    expect(waits).toEqual([1, 3, 7, 21, 21]);
  });

  it('tomorrow after a wrong answer, and then from the beginning', () => {
    const known = { turns: 3, streak: 3, due: today };
    const wrong = afterAnswer(known, 'wrong', today);
    expect(wrong).toEqual({ turns: 4, streak: 0, due: today + 1 });
    expect(afterAnswer(wrong, 'right', today + 1).due).toBe(today + 2);
  });

  it('tomorrow after "not sure", and then a step earlier than it would have', () => {
    const known = { turns: 3, streak: 3, due: today };
    const unsure = afterAnswer(known, 'not-sure', today);
    expect(unsure).toEqual({ turns: 4, streak: 2, due: today + 1 });
    expect(afterAnswer(unsure, 'right', today + 1).due).toBe(today + 1 + 7);
    expect(afterAnswer(null, 'not-sure', today)).toEqual({ turns: 1, streak: 0, due: today + 1 });
  });

  it('on its day and after it, never before its first time', () => {
    const card = { turns: 1, streak: 1, due: today };
    expect([isDue(card, today - 1), isDue(card, today), isDue(card, today + 9)]).toEqual([false, true, true]);
    expect(isDue(null, today)).toBe(false);
  });
});

it('a day begins at the reader’s own midnight', () => {
  const before = new Date(2026, 2, 14, 23, 59);
  const after = new Date(2026, 2, 15, 0, 1);
  expect(dayOf(after) - dayOf(before)).toBe(1);
});

describe('what the browser has kept', () => {
  it.each([[null], ['x'], [{}], [{ turns: -1, streak: 0, due: 1 }], [{ turns: 1, streak: 0, due: '1' }]])(
    '%j is no card',
    (value) => expect(readCard(value)).toBeNull(),
  );

  it('is counted where it is due', () => {
    const kept = { a: { turns: 1, streak: 1, due: today }, b: { turns: 1, streak: 1, due: today + 1 }, c: 'nonsense' };
    expect(countDue(kept, today)).toBe(1);
    expect(countDue('nonsense', today)).toBe(0);
  });
});
