/** The short form of a link, readable by people: `#watch/0.r.r550.route.1`. Needs nothing loaded. */
import type { Decoded, SharedMoment } from './shared.ts';

const LONGEST_PLAIN = 200;
/** A word of keys; everything else is written with percent signs. */
const WORD = /^[\w.-]+$/;

/** The fragment of a step of the lesson, with its `#`. */
export function plainFragment({ scene, key }: Pick<SharedMoment, 'scene' | 'key'>): string {
  return key === null ? `#${escape(scene)}` : `#${escape(scene)}/${escape(key)}`;
}

/** Reads `scene` or `scene/key`, without `#`. Whether the lesson has them is for `resolveMoment` to say. */
export function readPlain(fragment: string): Decoded {
  if (fragment.length > LONGEST_PLAIN) return broken('too-long', null);
  const [sceneText = '', keyText, ...rest] = fragment.split('/');
  const scene = unescape(sceneText);
  if (scene === null) return broken('not-a-link', null);
  const key = keyText === undefined || keyText === '' ? null : unescape(keyText);
  if (rest.length > 0 || (keyText && key === null)) return broken('damaged', { kind: 'moment', scene, key: null });
  return { ok: true, shared: { kind: 'moment', scene, key } };
}

function broken(problem: 'too-long' | 'not-a-link' | 'damaged', nearest: SharedMoment | null): Decoded {
  return { ok: false, problem, nearest };
}

function escape(word: string): string {
  return WORD.test(word) ? word : encodeURIComponent(word);
}

/** @returns null for what no key can be. */
function unescape(text: string): string | null {
  if (WORD.test(text)) return text;
  try {
    const word = decodeURIComponent(text);
    return word === '' || /[\p{Cc}\s<>"'`&/#?%]/u.test(word) ? null : word;
  } catch {
    return null;
  }
}
