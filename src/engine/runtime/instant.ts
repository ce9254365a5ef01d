/** Dates of the virtual clock. No time zone but UTC, no clock of the machine that runs this. */
import type { World } from '../world/world.ts';

/** Where a world does not say: the morning of the course's first incident. */
const DEFAULT_START = '2023-11-08T02:58:00Z';
const DAY_MS = 86_400_000;

export interface Instant {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 Sunday to 6 Saturday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar; years count from March, so that a leap day ends one. */
function daysOfDate(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dateOfDays(days: number): Pick<Instant, 'year' | 'month' | 'day'> {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Reads `2023-11-08T02:58:03Z` into ms since 1970; null when it is not of that form. */
function parseIso(text: string): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/.exec(text);
  if (found === null) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  return daysOfDate(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** What the calendar of the world says `atMs` after it began. */
export function instantAt(world: Pick<World, 'startsAt'>, atMs: number): Instant {
  const start = parseIso(world.startsAt ?? DEFAULT_START) ?? 0;
  const total = start + Math.floor(atMs);
  const days = Math.floor(total / DAY_MS);
  const ofDay = total - days * DAY_MS;
  return {
    ...dateOfDays(days),
    weekday: (((days + 4) % 7) + 7) % 7,
    hour: Math.floor(ofDay / 3_600_000),
    minute: Math.floor(ofDay / 60_000) % 60,
    second: Math.floor(ofDay / 1000) % 60,
    millisecond: ofDay % 1000,
  };
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** As `docker inspect` writes it, with `nanoseconds` filled in: `2023-11-08T02:58:03.294497223Z`. */
export function isoInstant(at: Instant, nanoseconds: number): string {
  const date = `${at.year}-${twoDigits(at.month)}-${twoDigits(at.day)}`;
  const fraction = String(at.millisecond * 1_000_000 + (nanoseconds % 1_000_000)).padStart(9, '0');
  return `${date}T${twoDigits(at.hour)}:${twoDigits(at.minute)}:${twoDigits(at.second)}.${fraction}Z`;
}
