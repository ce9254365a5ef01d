import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantAt, isoInstant } from '../../../src/engine/index.ts';

describe('instantAt', () => {
  it('agrees with the calendar, leap years and weekdays included', () => {
    const day = fc.date({ min: new Date('1971-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const startsAt = `${date.toISOString().slice(0, 19)}Z`;
        const at = instantAt({ startsAt }, date.getUTCMilliseconds());
        expect(isoInstant(at, 0).slice(0, 23)).toBe(date.toISOString().slice(0, 23));
        expect(at.weekday).toBe(date.getUTCDay());
      }),
      { seed: 1 },
    );
  });

  it('counts from the start of the world', () => {
    expect(isoInstant(instantAt({ startsAt: '2023-11-08T02:58:03Z' }, 86_400_000), 497_223)).toBe(
      '2023-11-09T02:58:03.000497223Z',
    );
  });
});
