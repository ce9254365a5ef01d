/** Does this world meet the goals? Each is tried on a copy: nothing that a goal types is left behind. */
import type { World } from '../../engine/index.ts';
import { frames, type Sentence } from '../../player/index.ts';
import { run, type Line, type RunResult } from '../../terminal/index.ts';
import type { Language } from '../language.ts';
import type { ChallengeText, GoalData, Standing } from './challenge-data.ts';

/** What is judged of a challenge. */
export type Judged = Pick<ChallengeText, 'goals' | 'deadEnds'>;

/** @param earlier how the challenge stood before the last command; null at its start. */
export function judge(
  { goals, deadEnds }: Judged,
  world: World,
  language: Language,
  earlier: Standing | null = null,
): Standing {
  const stood = earlier?.everMet ?? [];
  const told = goals.map((goal) => {
    const why = failureOf(goal, world, language);
    return { key: goal.key, isMet: why === null, why, isBroken: why !== null && stood.includes(goal.key) };
  });
  const met = told.filter(({ isMet }) => isMet).map(({ key }) => key);
  return { goals: told, deadEnds: deadEndsIn({ deadEnds }, world), everMet: [...new Set([...stood, ...met])] };
}

/** Only whether all goals are met: the first that is not settles it. */
export function meetsAll({ goals }: Pick<Judged, 'goals'>, world: World): boolean {
  return goals.every((goal) => failureOf(goal, world, 'en') === null);
}

/** @returns the keys of the dead ends that this world has come to. */
export function deadEndsIn({ deadEnds }: Pick<Judged, 'deadEnds'>, world: World): readonly string[] {
  return deadEnds
    .filter(({ at, run: line, prints }) => textOf(run(world, at, line)).includes(prints))
    .map(({ key }) => key);
}

/** @returns null when the goal is met. */
function failureOf(goal: GoalData, world: World, language: Language): Sentence | null {
  let now = world;
  for (const line of goal.after) {
    const result = run(now, line.at, line.run);
    if (result.exitCode !== 0) return [{ text: `${line.at} $ ${line.run}: ${textOf(result)}` }];
    now = result.world;
  }
  for (const command of commandsOf(goal.run)) {
    const result = run(now, goal.at, command);
    if (result.trace?.outcome !== goal.outcome) return reasonOf(result, now, { at: goal.at, run: command }, language);
    now = result.world;
  }
  return null;
}

/** Each counts: one that sends nothing, to a container that is gone, leaves no trace in the line's own. */
function commandsOf(line: string): readonly string[] {
  return line.split(/\s*&&\s*/);
}

/** The first loss, told as the stage would tell it; else the way it ended. */
function reasonOf(result: RunResult, before: World, line: Line, language: Language): Sentence {
  if (result.trace === null) return [{ text: textOf(result) }];
  const told = frames({ trace: result.trace, before, after: result.world, language, line });
  const isIt = (disposition: string | undefined) => disposition === result.trace?.disposition;
  const lost = told.find(({ kind, disposition }) => kind === 'drop' && isIt(disposition)) ?? told.at(-1);
  return lost?.sentence ?? [{ text: textOf(result) }];
}

function textOf({ output }: RunResult): string {
  return output.map(({ text }) => text).join(' ');
}
