/** What the reader has reached, by lesson, kept in the browser where that is allowed. What cannot be read counts as nothing. */
import { readSetting, writeSetting } from './settings.ts';

type Part = 'challenge' | 'recall' | 'explained';

/** @returns what was kept, unchecked: it may be of another version, or somebody's hand. */
export function readProgress(part: Part, slug: string): unknown {
  return kept(part)[slug];
}

export function writeProgress(part: Part, slug: string, value: unknown): void {
  writeSetting(part, JSON.stringify({ ...kept(part), [slug]: value }));
}

/** Every lesson that has something kept. */
export function kept(part: Part): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readSetting(part) ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
