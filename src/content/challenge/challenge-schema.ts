import * as v from 'valibot';
import { bilingual, key, line, OUTCOMES, variants, words } from '../schema-parts.ts';

const lines = v.pipe(v.array(line), v.nonEmpty());

const goal = v.strictObject({
  key,
  text: bilingual,
  /** Lines that run before, on a copy of the world; each must succeed: what the goal survives. */
  after: v.optional(v.array(line), []),
  at: words,
  run: words,
  outcome: v.optional(v.picklist(OUTCOMES), 'delivered'),
});

/** A way that leads no further, recognised by what one line prints. */
const deadEnd = v.strictObject({ key, text: bilingual, at: words, run: words, prints: words });

/**
 * A broken world to repair. `<name>` in any text, and in the world's file, stands for what a variant says. A goal is that
 * something can be reached, never that a file or a table looks so: what the author did not foresee is as right.
 */
export const challengeSchema = v.strictObject({
  /** A template: `lessons/worlds/<name>.<version>.yaml`. */
  world: words,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  task: bilingual,
  /** Lines that break the world, unwatched. */
  setup: v.optional(v.array(line), []),
  /** The first watched command: the symptom. */
  start: line,
  variants,
  goals: v.pipe(v.array(goal), v.nonEmpty()),
  'dead-ends': v.optional(v.array(deadEnd), []),
  /** The principle, where to look, the shape of the command. */
  hints: v.pipe(v.array(bilingual), v.length(3, 'three hints: the principle, where to look, the shape of the command')),
  /** The first is the taught one. Each must meet every goal, in every variant. */
  solutions: v.pipe(
    v.array(v.strictObject({ key, title: bilingual, lines })),
    v.minLength(3, 'at least three different right fixes'),
  ),
  /** Tempting fixes: none may meet every goal, in any variant. */
  wrong: v.pipe(v.array(v.strictObject({ key, lines })), v.nonEmpty()),
});

export type ChallengeFile = v.InferOutput<typeof challengeSchema>;
