export type Language = 'ko' | 'en';

export const LANGUAGES: readonly Language[] = ['ko', 'en'];

/** One text in both languages, each written for its own. */
export type Bilingual = Readonly<Record<Language, string>>;
