import { languageOf, type DisplayLanguage, type WindowsState } from '../../engine/index.ts';
import { fail, understands, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';

/** What the machine is besides a network namespace. @throws Error on one that is no Windows: its commands are not found there */
export function windowsOf({ world, machine }: Context): WindowsState {
  const { windows } = world.machines[machine.id] ?? machine;
  if (windows === undefined) throw new Error(`${machine.id} is no Windows machine`);
  return windows;
}

/** A program's words in the machine's display language. Both are given: where no Korean text is known, the English one twice. */
export function say<Text>(context: Context, words: Readonly<Record<DisplayLanguage, Text>>): Text {
  return words[languageOf(context.machine)];
}

/** What a person does with the mouse has a line here. */
export const HOW_TO_ELEVATE = understands({ understands: [':elevate'] });

/** What `netsh` answers to a change by a shell that is not elevated. Fact 2.6. */
export function needsElevation(context: Context): RunResult | null {
  if (windowsOf(context).elevated) return null;
  return fail(context, 1, 'The requested operation requires elevation (Run as administrator).', '', HOW_TO_ELEVATE);
}
