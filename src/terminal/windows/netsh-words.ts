import { fail, understands, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';

/** `int` for `interface`; one letter is not enough. */
export function isShortFor(typed: string | undefined, word: string): boolean {
  return typed !== undefined && typed.length > 1 && word.startsWith(typed.toLowerCase());
}

/** What netsh answers where it does not know the words of a context. */
export function unknownWords(context: Context, args: readonly string[], forms: readonly string[]): RunResult {
  return fail(
    context,
    1,
    `The following command was not found: ${args.join(' ')}.`,
    understands({ understands: forms }),
  );
}
