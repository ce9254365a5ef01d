import type { Language } from '../language.ts';
import type { ChallengeData } from './challenge-data.ts';
import type { ChallengeFile } from './challenge-schema.ts';

/** A challenge in one language, as the page reads it. */
export function compileChallenge(file: ChallengeFile, language: Language): ChallengeData {
  return {
    world: `${file.world}.${file.version}`,
    variants: file.variants,
    task: file.task[language],
    setup: file.setup,
    start: file.start,
    goals: file.goals.map((goal) => ({ ...goal, text: goal.text[language] })),
    deadEnds: file['dead-ends'].map((end) => ({ ...end, text: end.text[language] })),
    hints: file.hints.map((hint) => hint[language]),
    solutions: file.solutions.map((solution) => ({ ...solution, title: solution.title[language] })),
  };
}
