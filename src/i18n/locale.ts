import type { Messages } from './messages.ts';
import { en } from './messages.en.ts';
import { ko } from './messages.ko.ts';

export type Language = 'ko' | 'en';

const catalogues: Readonly<Record<Language, Messages>> = { ko, en };

/** The catalogue of `language`. */
export function messagesIn(language: Language): Messages {
  return catalogues[language];
}
