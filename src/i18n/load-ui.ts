import type { Language } from './locale.ts';
import type { UiStrings } from './ui.en.ts';

/** What the page itself says in `language`. Loaded apart, so that a page carries the words of one language only. */
export async function loadUi(language: Language): Promise<UiStrings> {
  return language === 'ko' ? (await import('./ui.ko.ts')).uiKo : (await import('./ui.en.ts')).uiEn;
}
