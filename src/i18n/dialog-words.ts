import { dialogEn, type DialogWords } from './dialog.en.ts';
import { dialogKo } from './dialog.ko.ts';
import type { Language } from './locale.ts';

/** Both languages: they travel with the dialogs, for which nobody waits. */
export const dialogWords: Readonly<Record<Language, DialogWords>> = { en: dialogEn, ko: dialogKo };
