/**
 * Korean particles after values that are not written in Hangul: chosen by the last sound of the value as it is read aloud.
 * Read the standard of the National Institute of Korean Language on 조사 before editing: what stands in parentheses is not read.
 */
import { lastSound, type LastSound } from './last-sound.ts';

export type ParticlePair = '은/는' | '이/가' | '을/를' | '과/와' | '으로/로' | '이라/라';

/** The particle of `pair` that follows `text`: `particleFor('172.42.10.112', '이/가')` is `가` (…십이, 이). */
export function particleFor(text: string, pair: ParticlePair): string {
  const [afterConsonant = '', afterVowel = ''] = pair.split('/');
  return takesConsonantForm(lastSound(text), pair) ? afterConsonant : afterVowel;
}

/** A final ㄹ counts as a vowel before 으로/로 only. */
function takesConsonantForm(sound: LastSound, pair: ParticlePair): boolean {
  if (sound === 'rieul') return pair !== '으로/로';
  return sound === 'consonant';
}
