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

/** What it answers where it knows the command, and cannot read what stands behind it. The wording is the usual one, in no transcript here. */
export function badSyntax(context: Context, forms: readonly string[]): RunResult {
  return fail(
    context,
    1,
    'The syntax supplied for this command is not valid. Check help for the correct syntax.',
    '',
    understands({ understands: forms }),
  );
}
