/** What the reader chose, kept in the browser where that is allowed. Every failure means "not chosen". */
const PREFIX = 'hop-by-hop.';

export type SettingKey = 'theme' | 'language' | 'shortcuts' | 'place' | 'challenge' | 'recall' | 'explained';

export function readSetting(key: SettingKey): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Null forgets the choice. */
export function writeSetting(key: SettingKey, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
  } catch {
    // Storage is switched off or full: the choice holds until the page is left.
  }
}
