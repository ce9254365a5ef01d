/** What the schemas of a lesson's parts have in common. */
import * as v from 'valibot';
import { NOT_SURE } from '../player/index.ts';

export const OUTCOMES = ['delivered', 'refused', 'unreachable', 'timeout', 'closed', 'unresolved'] as const;

export const words = v.pipe(v.string(), v.trim(), v.nonEmpty('write a text here'));
export const bilingual = v.strictObject({ ko: words, en: words });
export const key = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, 'a key is lower-case letters, digits and hyphens'));
export const factNumber = v.pipe(v.string(), v.regex(/^[FV]\d+\.\d+$/, 'a fact number looks like F3.5 or V3.7'));
/** Where no fact of ours says it: a file of a public repository, `moby integration/network/bridge/iptablesdoc/generated (28.2)`. */
export const citation = v.pipe(
  words,
  v.check((text) => text.includes('/'), 'a source is a fact number (F3.5, V3.7) or names a file: owner and path'),
);
export const line = v.strictObject({ at: words, run: words });

/** What `<name>` stands for in one variant. */
const variant = v.record(key, words);

/** At least three, so that nobody meets the one just solved; each names the same things. */
export const variants = v.pipe(
  v.array(variant),
  v.minLength(3, 'write at least three variants'),
  v.check(
    ([first = {}, ...others]) =>
      others.every((other) => Object.keys(other).sort().join() === Object.keys(first).sort().join()),
    'every variant gives the same names',
  ),
);

/** One of the answers to choose from. */
export const option = v.strictObject({
  key: v.pipe(
    key,
    v.check((own) => own !== NOT_SURE, `every question offers ${NOT_SURE} by itself: give this option another key`),
  ),
  text: bilingual,
  right: v.optional(v.boolean(), false),
  /** Right: why. Wrong: why one may think so, and what would have to be true. */
  reason: bilingual,
});
