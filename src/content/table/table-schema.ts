/** `table` in a lesson.yaml: who reaches what under which setting. Its cells are not written: the engine is asked. */
import * as v from 'valibot';
import { bilingual, key, line, words } from '../schema-parts.ts';

export const tableSchema = v.strictObject({
  /** The scene after which everything is tried: a link to a cell leaves the lesson there. */
  after: key,
  /** From where. */
  rows: v.pipe(v.array(v.strictObject({ at: words, title: bilingual })), v.nonEmpty('name a place to try from')),
  /** To which address: the command that tries it, the same from every place. */
  columns: v.pipe(v.array(v.strictObject({ run: words, title: bilingual })), v.nonEmpty('name a command to try')),
  /** What is set up first; a setting without lines is the world as the scene leaves it. */
  settings: v.pipe(
    v.array(v.strictObject({ title: bilingual, lines: v.optional(v.array(line), []) })),
    v.nonEmpty('name a setting'),
  ),
});

export type TableFile = v.InferOutput<typeof tableSchema>;
