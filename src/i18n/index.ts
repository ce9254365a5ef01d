/** Everything a person reads, in Korean and English. Imports nothing from the rest of the project. */
export { messagesIn, type Language } from './locale.ts';
export type * from './messages.ts';
export { plain, type Role, type Text, type TextPart } from './text.ts';
export { particleFor, type ParticlePair } from './particle.ts';
export type { UiStrings } from './ui.en.ts';
export { loadPageStrings, loadUi, type PageStrings } from './load-ui.ts';
export { asideWords } from './aside-words.ts';
export { explainWords } from './explain-words.ts';
export { predictWords } from './predict-words.ts';
export { pageWords, type PageWords } from './page-words.ts';
export { searchWords, type SearchWords } from './search-words.ts';
export type { ChallengeWords } from './challenge.en.ts';
export type { RecallWords } from './recall.en.ts';
export type { EditorWords } from './editor.en.ts';
export type { PoolWords } from './pools.en.ts';
export type { PortWords } from './ports.en.ts';
export { loadChallengeWords, loadEditorWords, loadPoolWords, loadPortWords, loadRecallWords } from './load-parts.ts';
export { dialogWords } from './dialog-words.ts';
