import type { Standing } from '../../content/index.ts';

export type GoalState = 'open' | 'met' | 'missing' | 'broken';

/** Beside the word, never alone: colour and sign say the same. */
export const SIGNS: Readonly<Record<GoalState, string>> = { open: '○', met: '✓', missing: '✕', broken: '!' };

/** How a goal is told; `open` before the challenge is entered. */
export function stateOf(standing: Standing | null, goal: string): GoalState {
  const stands = standing?.goals.find(({ key }) => key === goal);
  if (!stands) return 'open';
  if (stands.isMet) return 'met';
  return stands.isBroken ? 'broken' : 'missing';
}

export function countMet(standing: Standing | null): number {
  return standing?.goals.filter(({ isMet }) => isMet).length ?? 0;
}
