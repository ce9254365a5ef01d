import type { Bilingual } from './language.ts';

/** The beats of an incident lesson, in order. Titles are the short labels of the beat bar. */
export const BEATS = [
  { key: 'symptom', title: { ko: '증상', en: 'Symptom' } },
  { key: 'names', title: { ko: '등장 요소', en: 'Names' } },
  { key: 'predict', title: { ko: '예측', en: 'Predict' } },
  { key: 'watch', title: { ko: '관찰', en: 'Watch' } },
  { key: 'cause', title: { ko: '원인', en: 'Cause' } },
  { key: 'fixes', title: { ko: '해결', en: 'Fixes' } },
] as const satisfies readonly { key: string; title: Bilingual }[];

export type BeatKey = (typeof BEATS)[number]['key'];

export const BEAT_KEYS: readonly BeatKey[] = BEATS.map((beat) => beat.key);
