import { tryEdits, type Edit } from '../../engine/index.ts';
import { answer, fail, understands, type Command, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';

/** What stands behind the object's name. */
export interface IpCall {
  readonly context: Context;
  readonly command: Command;
  readonly words: readonly string[];
  readonly brief: boolean;
}

/** The tool takes any beginning of a word: `a`, `addr`, `address`. */
export function abbreviated(typed: string, name: string): boolean {
  return typed !== '' && name.startsWith(typed);
}

export function isShow(typed: string | undefined): boolean {
  return typed === undefined || ['show', 'list', 'lst', 'ls'].some((name) => abbreviated(typed, name));
}

export function unknownCommand({ context, command, words }: IpCall, object: string): RunResult {
  const text = `Command "${words[0] ?? ''}" is unknown, try "ip ${object} help".`;
  return fail(context, 255, text, understands(command, `ip ${object}`));
}

/** Asks the kernel for changes and prints its refusal. @see rtnetlink(7) */
export function request(context: Context, edits: readonly Edit[]): RunResult {
  const tried = tryEdits(context.world, edits);
  if (tried.ok) return answer(context, [], { world: tried.world });
  const { errno, message, subject } = tried.refused;
  if (errno === 'ENODEV') return fail(context, 1, `Cannot find device "${subject}"`);
  if (errno === 'ENETUNREACH') return fail(context, 2, 'Error: Nexthop has invalid gateway.');
  if (errno === 'ENETDOWN') return fail(context, 2, 'Error: Device for nexthop is not up.');
  return fail(context, 2, `RTNETLINK answers: ${message.slice(subject.length + 2)}`);
}
