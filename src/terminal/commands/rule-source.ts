import { ruleSetOf } from '../../engine/index.ts';
import { sourceNote, type Context } from '../command.ts';
import type { OutputLine } from '../run-result.ts';

/** Rules that no recording of a real engine covers are shown with the place they are known from. */
export function ruleSource({ machine }: Pick<Context, 'machine'>): readonly OutputLine[] {
  const source = machine.docker === undefined ? undefined : ruleSetOf(machine.docker.version)?.source;
  return source === undefined ? [] : [sourceNote(`Docker Engine ${machine.docker?.version ?? ''}: ${source}`)];
}
