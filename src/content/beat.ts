import type { Bilingual } from './language.ts';

/** Every beat there is, with the short label that the beat bar shows. */
const TITLES = {
  symptom: { ko: '증상', en: 'Symptom' },
  question: { ko: '질문', en: 'Question' },
  names: { ko: '등장 요소', en: 'Names' },
  predict: { ko: '예측', en: 'Predict' },
  watch: { ko: '관찰', en: 'Watch' },
  cause: { ko: '원인', en: 'Cause' },
  why: { ko: '이유', en: 'Why' },
  fixes: { ko: '해결', en: 'Fixes' },
  break: { ko: '고장 내기', en: 'Break it' },
  challenge: { ko: '도전', en: 'Challenge' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type BeatKey = keyof typeof TITLES;
/** What drives a lesson: something that broke, or something one wants to know. */
export type LessonKind = 'incident' | 'question';

export const BEAT_KEYS = Object.keys(TITLES) as BeatKey[];

const STORY: Readonly<Record<LessonKind, readonly BeatKey[]>> = {
  incident: ['symptom', 'names', 'predict', 'watch', 'cause', 'fixes'],
  question: ['question', 'names', 'predict', 'watch', 'why', 'break'],
};

/** The beats of a lesson, in order. Its challenge, where it has one, is the last. */
export function beatsOf({ kind, challenge }: { kind: LessonKind; challenge?: unknown }): readonly BeatKey[] {
  return challenge === undefined ? STORY[kind] : [...STORY[kind], 'challenge'];
}

export function beatTitle(key: BeatKey): Bilingual {
  return TITLES[key];
}
