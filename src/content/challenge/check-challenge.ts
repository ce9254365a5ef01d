import type { World } from '../../engine/index.ts';
import { run, type Line } from '../../terminal/index.ts';
import { fillIn } from '../fill-in.ts';
import { LANGUAGES } from '../language.ts';
import type { LessonSource } from '../lesson-source.ts';
import { namesIn, namesOf } from '../names.ts';
import type { Problem } from '../problem.ts';
import { challengeOf, type Challenge } from './challenge-data.ts';
import type { ChallengeFile } from './challenge-schema.ts';
import { compileChallenge } from './compile-challenge.ts';
import { deadEndsIn, judge, meetsAll } from './judge.ts';

type Say = (path: readonly (string | number)[], message: string) => Problem;

/**
 * Plays a challenge in all its variants: it begins broken, every solution meets every goal, no wrong fix does, and each dead
 * end can be met. Takes seconds: apart from `checkPlayed`.
 */
export function checkChallenge(
  source: LessonSource,
  lineOf: (path: readonly (string | number)[]) => number,
): readonly Problem[] {
  const file = source.lesson.challenge;
  if (file === undefined) return [];
  const say: Say = (path, message) => ({
    file: `${source.folder}/lesson.yaml`,
    line: lineOf(['challenge', ...path]),
    message,
  });
  const open = checkNames(file, say);
  if (open.length > 0) return open;
  const data = compileChallenge(file, 'en');
  return source.variantWorlds.flatMap((world, index) => {
    const challenge = challengeOf(data, index + 1);
    return challenge === null ? [] : checkVariant(file, challenge, world, say);
  });
}

/** Every `<name>` is given by the variants. */
function checkNames(file: ChallengeFile, say: Say): readonly Problem[] {
  const [variant = {}] = file.variants;
  const { variants: _variants, ...texts } = file;
  return Object.entries(texts).flatMap(([part, value]) => {
    const open = [...JSON.stringify(value).matchAll(/<([a-z][a-z0-9-]*)>/g)].find(
      ([, name = '']) => !(name in variant),
    );
    return open === undefined ? [] : [say([part], `no variant says what ${open[0]} is: add it to each`)];
  });
}

function checkVariant(file: ChallengeFile, challenge: Challenge, base: World, say: Say): readonly Problem[] {
  const inVariant = `in variant ${challenge.number}`;
  const problems: Problem[] = [];
  const [broken, failed] = typed(base, challenge.setup);
  if (failed !== null) return [say(['setup'], `${inVariant} ${failed}`)];
  const begun = run(broken, challenge.start.at, challenge.start.run).world;
  if (meetsAll(challenge, begun))
    problems.push(say(['goals'], `${inVariant} every goal is met before anything is typed`));

  for (const [index, { key, lines }] of challenge.solutions.entries()) {
    const [repaired, fault] = typed(begun, lines);
    if (fault !== null) problems.push(say(['solutions', index], `${inVariant} the solution ${key}: ${fault}`));
    for (const goal of judge(challenge, repaired, 'en').goals)
      if (!goal.isMet)
        problems.push(
          say(
            ['solutions', index],
            `${inVariant} the solution ${key} misses the goal ${goal.key}: ${(goal.why ?? []).map(({ text }) => text).join('')}`,
          ),
        );
  }
  const met = new Set(deadEndsIn(challenge, begun));
  for (const [index, { key, lines }] of wrongOf(file, challenge).entries()) {
    const [tried] = typed(begun, lines);
    if (meetsAll(challenge, tried))
      problems.push(say(['wrong', index], `${inVariant} the wrong fix ${key} meets every goal`));
    for (const end of deadEndsIn(challenge, tried)) met.add(end);
  }
  for (const [index, { key }] of challenge.deadEnds.entries())
    if (!met.has(key))
      problems.push(say(['dead-ends', index], `${inVariant} no wrong fix leads to the dead end ${key}`));
  return [...problems, ...checkTexts(file, challenge, begun, say)];
}

/** @returns the world after the lines, and the first that failed. A wrong fix may fail on its way. */
function typed(world: World, lines: readonly Line[]): readonly [World, string | null] {
  let now = world;
  let fault: string | null = null;
  for (const line of lines) {
    const result = run(now, line.at, line.run);
    now = result.world;
    if (result.exitCode !== 0)
      fault ??= `"${line.run}" at ${line.at} failed: ${result.output.map(({ text }) => text).join(' ')}`;
  }
  return [now, fault];
}

function wrongOf(file: ChallengeFile, challenge: Challenge) {
  const variant = file.variants[challenge.number - 1] ?? {};
  return fillIn(file.wrong, variant);
}

/** The task and the goals speak of things that are there. */
function checkTexts(file: ChallengeFile, challenge: Challenge, world: World, say: Say): readonly Problem[] {
  const known = namesOf(world);
  const { task, goals } = fillIn(file, file.variants[challenge.number - 1] ?? {});
  const unknown = (path: readonly (string | number)[], text: string) =>
    namesIn(text)
      .filter(({ name }) => !known.has(name))
      .map(({ name }) => say(path, `${name} is not in the world of variant ${challenge.number}`));
  return LANGUAGES.flatMap((language) => [
    ...unknown(['task'], task[language]),
    ...goals.flatMap((goal, index) => unknown(['goals', index], goal.text[language])),
  ]);
}
