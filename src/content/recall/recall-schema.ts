import * as v from 'valibot';
import { bilingual, key, option, variants, words } from '../schema-parts.ts';

const question = v.strictObject({
  key,
  question: bilingual,
  variants,
  options: v.pipe(
    v.array(option),
    v.minLength(2, 'a question needs at least two options'),
    v.check((options) => options.filter(({ right }) => right).length === 1, 'exactly one option is right: true'),
  ),
  /** The engine's own word for the right answer: the line is run after the scene (in the lesson's base world without one). */
  proof: v.strictObject({ after: v.optional(key), at: words, run: words, prints: words }),
});

/** Three questions that come again at later visits, each time with other addresses. `<name>` stands for what a variant says. */
export const recallSchema = v.pipe(v.array(question), v.length(3, 'recall is three questions'));

export type RecallFile = v.InferOutput<typeof recallSchema>;
