/** The entry of the home pages and the glossary: the theme switch, the symptom search, the way back to where the reader was. */
import '../tokens.css';
import '../styles/base.css';
import { hydrate } from 'svelte';
import { loadRecallWords, loadUi, searchWords } from '../../i18n/index.ts';
import { keepForOffline } from '../offline.ts';
import { readProgress } from '../progress.ts';
import { countDue, dayOf } from '../recall/schedule.ts';
import { readSetting, writeSetting } from '../settings.ts';
import ThemeSwitch from '../ThemeSwitch.svelte';
import SymptomSearch from './SymptomSearch.svelte';

const language = document.documentElement.lang === 'ko' ? 'ko' : 'en';
writeSetting('language', language);
const ui = await loadUi(language);

const target = document.querySelector('[data-island="theme"]');
if (target) hydrate(ThemeSwitch, { target, props: { label: ui.header.theme, ready: true } });

const search = document.querySelector<HTMLElement>('[data-island="search"]');
if (search) {
  const file = search.dataset['file'] ?? '';
  const load = async () => (await import('./search.ts')).openSearch(file);
  hydrate(SymptomSearch, { target: search, props: { words: searchWords[language], load } });
}

// The place is `<slug>#<fragment>`, written by the lesson's page.
const [slug, fragment] = readSetting('place')?.split('#') ?? [];
const resume = document.querySelector<HTMLAnchorElement>(`[data-resume="${CSS.escape(slug ?? '')}"]`);
if (resume && fragment) {
  resume.hash = fragment;
  resume.hidden = false;
}

// Questions that have come round again are named beside their lesson.
const today = dayOf(new Date());
for (const link of document.querySelectorAll<HTMLElement>('[data-due]')) {
  const count = countDue(readProgress('recall', link.dataset['due'] ?? ''), today);
  if (count === 0) continue;
  const { due } = await loadRecallWords(language);
  link.firstElementChild?.append(due(count));
  link.hidden = false;
}

keepForOffline(document.documentElement.dataset['root'] ?? '../');
