import type { Language } from './locale.ts';
import type { PageWords } from './page.en.ts';
import type { UiStrings } from './ui.en.ts';

/** What the page itself says in `language`. Loaded apart, so that a page carries the words of one language only. */
export async function loadUi(language: Language): Promise<UiStrings> {
  return language === 'ko' ? (await import('./ui.ko.ts')).uiKo : (await import('./ui.en.ts')).uiEn;
}

/** All words of a prerendered page: those of its live parts, and those that never come to life. For the build. */
export type PageStrings = UiStrings & PageWords;

export async function loadPageStrings(language: Language): Promise<PageStrings> {
  const ui = await loadUi(language);
  return {
    ...ui,
    ...(language === 'ko' ? (await import('./page.ko.ts')).pageKo : (await import('./page.en.ts')).pageEn),
  };
}
