/** The lines of iproute2 after their first words: `key value` pairs and bare flags, in any order. */
import type { JsonObject } from './json.ts';

export interface Grammar {
  /** The word before a value, and the value's name in the `-j` form. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly numbers?: Readonly<Record<string, string>>;
  /** Words that stand alone and end up in the list `flags`. */
  readonly flags?: readonly string[];
}

export interface ReadWords {
  readonly row: JsonObject & { readonly flags: readonly string[] };
  /** Words of no meaning to this reader. */
  readonly unknown: readonly string[];
}

export function readWords(words: readonly string[], grammar: Grammar): ReadWords {
  const { texts = {}, numbers = {}, flags = [] } = grammar;
  const row: Record<string, unknown> = {};
  const found: string[] = [];
  const unknown: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const text = Object.hasOwn(texts, word) ? texts[word] : undefined;
    const number = Object.hasOwn(numbers, word) ? numbers[word] : undefined;
    const value = words[at + 1];
    if (flags.includes(word)) found.push(word);
    else if (text !== undefined && value !== undefined) {
      row[text] = value;
      at += 1;
    } else if (number !== undefined && /^\d+$/.test(value ?? '')) {
      row[number] = Number(value);
      at += 1;
    } else unknown.push(word);
  }
  return { row: { ...row, flags: found }, unknown };
}
