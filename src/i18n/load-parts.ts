import type { ChallengeWords } from './challenge.en.ts';
import type { EditorWords } from './editor.en.ts';
import type { Language } from './locale.ts';
import type { PoolWords } from './pools.en.ts';
import type { PortWords } from './ports.en.ts';
import type { RecallWords } from './recall.en.ts';

/** The words of parts that the first step does not need, in `language`. */
export async function loadChallengeWords(language: Language): Promise<ChallengeWords> {
  return language === 'ko'
    ? (await import('./challenge.ko.ts')).challengeKo
    : (await import('./challenge.en.ts')).challengeEn;
}

export async function loadRecallWords(language: Language): Promise<RecallWords> {
  return language === 'ko' ? (await import('./recall.ko.ts')).recallKo : (await import('./recall.en.ts')).recallEn;
}

export async function loadEditorWords(language: Language): Promise<EditorWords> {
  return language === 'ko' ? (await import('./editor.ko.ts')).editorKo : (await import('./editor.en.ts')).editorEn;
}

export async function loadPoolWords(language: Language): Promise<PoolWords> {
  return language === 'ko' ? (await import('./pools.ko.ts')).poolsKo : (await import('./pools.en.ts')).poolsEn;
}

export async function loadPortWords(language: Language): Promise<PortWords> {
  return language === 'ko' ? (await import('./ports.ko.ts')).portsKo : (await import('./ports.en.ts')).portsEn;
}
