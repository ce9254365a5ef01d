/** The short form of a link, readable by people: `#watch/0.r.r550.route.1`, compared `#watch/0.r.r550.route.1~down-ssh`. Needs nothing loaded. */
import type { Decoded, SharedMoment } from './shared.ts';

const LONGEST_PLAIN = 200;
/** A word of keys; everything else is written with percent signs. */
const WORD = /^[\w.-]+$/;

/** The fragment of a step of the lesson, with its `#`. */
export function plainFragment({ scene, key, beside }: Omit<SharedMoment, 'kind'>): string {
  const step = key === null ? '' : `/${escape(key)}`;
  return `#${escape(scene)}${step}${beside === undefined ? '' : `~${escape(beside)}`}`;
}

/** Reads `scene`, `scene/key` or either with `~other-scene`, without `#`. Whether the lesson has them is for `resolveMoment` to say. */
export function readPlain(fragment: string): Decoded {
  if (fragment.length > LONGEST_PLAIN) return broken('too-long', null);
  const [moment = '', ...besides] = fragment.split('~');
  const [sceneText = '', keyText, ...rest] = moment.split('/');
  const scene = unescape(sceneText);
  if (scene === null) return broken('not-a-link', null);
  const key = keyText === undefined || keyText === '' ? null : unescape(keyText);
  const beside = besides.length === 1 ? unescape(besides[0] ?? '') : null;
  if (rest.length > 0 || (keyText && key === null) || (besides.length > 0 && beside === null))
    return broken('damaged', { kind: 'moment', scene, key: null });
  return { ok: true, shared: { kind: 'moment', scene, key, ...(beside === null ? {} : { beside }) } };
}

function broken(problem: 'too-long' | 'not-a-link' | 'damaged', nearest: SharedMoment | null): Decoded {
  return { ok: false, problem, nearest };
}

function escape(word: string): string {
  return WORD.test(word) ? word : encodeURIComponent(word).replaceAll('~', '%7E');
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
