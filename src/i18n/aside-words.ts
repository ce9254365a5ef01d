import type { Language } from './locale.ts';

interface AsideWords {
  readonly glossary: string;
  readonly source: string;
  readonly notes: string;
  /** Nobody in the room needs to read them, and everybody may. */
  readonly notesOf: (beat: string) => string;
}

/** What stands beside a lesson: definitions of its terms, and the trainer's notes. Loaded with them. */
export const asideWords: Readonly<Record<Language, AsideWords>> = {
  ko: {
    glossary: '용어집에서 보기',
    source: '출처',
    notes: '진행 메모',
    notesOf: (beat) => `진행 메모: ${beat}`,
  },
  en: {
    glossary: 'In the glossary',
    source: 'Source',
    notes: "Trainer's notes",
    notesOf: (beat) => `Trainer's notes: ${beat}`,
  },
};
