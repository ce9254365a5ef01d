/**
 * The fragment of an address holds a moment. Two forms: plain (`plain.ts`), and `v1.<payload>` for a world that the reader
 * has changed (`document.ts`, loaded when met). Every form ever published stays readable: `test/links`.
 */
import { plainFragment, readPlain } from './plain.ts';
import type { Decoded, Shared, SharedChange } from './shared.ts';

/** Longer than any free sandbox a link should carry; what a hostile page may send is refused before it is looked at. */
export const LONGEST_FRAGMENT = 4096;

/** The fragment of an address for `shared`, with its `#`. @throws RangeError when the change is too large for a link. */
export async function encodeMoment(shared: Shared): Promise<string> {
  if (shared.kind === 'moment') return plainFragment(shared);
  const fragment = `#v1.${await pack(shared)}`;
  if (fragment.length > LONGEST_FRAGMENT) throw new RangeError('too much was changed for a link');
  return fragment;
}

/** Reads a fragment, with or without `#`. Never throws on what it is given. @returns null for an empty fragment. */
export async function decodeMoment(fragment: string): Promise<Decoded | null> {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (text === '') return null;
  if (text.length > LONGEST_FRAGMENT) return { ok: false, problem: 'too-long', nearest: null };
  const version = /^v(\d+)\./.exec(text);
  if (version === null) return readPlain(text);
  if (version[1] !== '1') return { ok: false, problem: 'newer-version', nearest: null };
  const { readDocument } = await import('./document.ts');
  return readDocument(text.slice(version[0].length));
}

/** A plain moment at once, for the first frame after hydration; null for every other fragment. */
export function decodePlainMoment(fragment: string): Decoded | null {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  return text === '' || /^v\d+\./.test(text) ? null : readPlain(text);
}

async function pack(change: SharedChange): Promise<string> {
  const { writeDocument } = await import('./document.ts');
  return writeDocument(change);
}
