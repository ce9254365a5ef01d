import { readSetting, writeSetting } from './settings.ts';

export type Theme = 'system' | 'light' | 'dark';

const ORDER: readonly Theme[] = ['system', 'light', 'dark'];

export function currentTheme(): Theme {
  const shown = document.documentElement.dataset['theme'] ?? readSetting('theme');
  return shown === 'light' || shown === 'dark' ? shown : 'system';
}

/** Goes on to the next theme. `public/theme.js` applies the same choice before the next page's first paint. */
export function switchTheme(): Theme {
  const theme = ORDER[(ORDER.indexOf(currentTheme()) + 1) % ORDER.length] ?? 'system';
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  writeSetting('theme', theme === 'system' ? null : theme);
  return theme;
}
