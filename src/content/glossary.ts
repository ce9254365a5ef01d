import * as v from 'valibot';
import type { Language } from './language.ts';

const words = v.pipe(v.string(), v.trim(), v.nonEmpty('write a text here'));
const bilingual = v.strictObject({ ko: words, en: words });
const key = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, 'a key is lower-case letters, digits and hyphens'));

/** lessons/glossary.yaml: each term once, by the key that `[word](term:key)` names in prose. */
export const glossarySchema = v.record(
  key,
  v.strictObject({
    term: bilingual,
    definition: bilingual,
    /** Where to read on: a man page, an RFC, a document's title. */
    source: words,
  }),
);

export type Glossary = v.InferOutput<typeof glossarySchema>;

/** One term in one language. */
export interface TermData {
  readonly key: string;
  readonly term: string;
  readonly definition: string;
  readonly source: string;
}

/** The terms in reading order of `language`. */
export function termsOf(glossary: Glossary, language: Language): readonly TermData[] {
  const { compare } = new Intl.Collator(language);
  return Object.entries(glossary)
    .map(([key, { term, definition, source }]) => ({
      key,
      term: term[language],
      definition: definition[language],
      source,
    }))
    .sort((a, b) => compare(a.term, b.term));
}
