import type { Sentence } from './frame.ts';

/** Characters a second: Hangul packs about twice as much into one. */
const LATIN_PER_SECOND = 24;
const HANGUL_PER_SECOND = 11;
const SHORTEST_MS = 1600;
const LONGEST_MS = 9000;
/** The eye finds the place on the board before it reads. */
const FINDING_MS = 600;

/** How long a sentence stays when the lesson plays by itself, in ms. */
export function readingMs(sentence: Sentence): number {
  const text = sentence.map((part) => part.text).join('');
  const hangul = text.match(/[가-힣]/g)?.length ?? 0;
  const seconds = hangul / HANGUL_PER_SECOND + (text.length - hangul) / LATIN_PER_SECOND;
  return Math.round(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, FINDING_MS + seconds * 1000)));
}
