/** What an author of a challenge or of recall questions is told, and how a world is judged. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { challengeOf, checkChallenge, checkRecall, isSolved, judge, runLesson } from '../../src/content/index.ts';
import { compileChallenge } from '../../src/content/challenge/compile-challenge.ts';
import { lessonSchema } from '../../src/content/lesson-schema.ts';
import { loadLessons } from '../../src/content/load.ts';
import { parseYaml } from '../../src/content/yaml-file.ts';
import { run, type Line } from '../../src/terminal/index.ts';

const root = join(import.meta.dirname, '../..');
const folder = 'lessons/03-bridge-subnet-collision';
const source = loadLessons(root).find((lesson) => lesson.folder === folder)!.source!;
const text = readFileSync(join(root, folder, 'lesson.yaml'), 'utf8');

/** The faults in the first variant after `from` became `to`, as `line message`, and the line on which `from` stood. */
function faults(check: 'challenge' | 'recall', from: string, to: string): { told: readonly string[]; line: number } {
  expect(text).toContain(from);
  const file = `${folder}/lesson.yaml`;
  const { value, yaml, problems } = parseYaml(
    lessonSchema,
    file,
    text.replace(from, () => to),
  );
  const broken = value && { ...source, lesson: value, variantWorlds: source.variantWorlds.slice(0, 1) };
  const found = !broken
    ? problems
    : check === 'challenge'
      ? checkChallenge(broken, yaml.lineOf)
      : checkRecall(broken, runLesson(source.lesson, source.world), yaml.lineOf);
  return {
    told: found.map(({ line, message }) => `${line} ${message}`),
    line: text.slice(0, text.indexOf(from)).split('\n').length,
  };
}

describe('the author of a challenge is told', () => {
  it('that a solution does not solve', () => {
    const { told } = faults('challenge', '- subnet: <spare>', '- subnet: <pc-net>');
    expect(told[0]).toMatch(/^\d+ in variant 1 the solution small misses the goal ssh: Lost inside R550/);
  });

  it('that a wrong fix solves', () => {
    const { told, line } = faults(
      'challenge',
      '    - { key: prune, lines: [{ at: <host>, run: docker network prune -f }] }',
      `    - { key: prune, lines: ${JSON.stringify(source.lesson.challenge?.solutions[1]?.lines)} }`,
    );
    expect(told).toEqual([`${line} in variant 1 the wrong fix prune meets every goal`]);
  });

  it('that nothing is broken at the start', () => {
    const repaired =
      source.lesson.challenge?.solutions[1]?.lines.map((line) => `    - ${JSON.stringify(line)}\n`) ?? [];
    const { told } = faults('challenge', '  start: { at: pc', `${repaired.join('')}  start: { at: pc`);
    expect(told[0]).toMatch(/^\d+ in variant 1 every goal is met before anything is typed$/);
  });

  it('that a setup line fails', () => {
    const { told, line } = faults(
      'challenge',
      '- { at: <host>, run: docker compose up -d }\n  start',
      '- { at: <host>, run: docker compose upp }\n  start',
    );
    expect(told[0]).toMatch(new RegExp(`^${line} in variant 1 "docker compose upp" at r550 failed:`));
  });

  it('that no variant gives a name', () => {
    const { told, line } = faults(
      'challenge',
      'start: { at: pc, run: ssh <server> }',
      'start: { at: pc, run: ssh <srv> }',
    );
    expect(told).toEqual([`${line} no variant says what <srv> is: add it to each`]);
  });

  it('that variants do not give the same names', () => {
    const { told } = faults('challenge', "      port: '1389'\n", '');
    expect(told[0]).toMatch(/every variant gives the same names/);
  });

  it('that a dead end is never met', () => {
    const { told } = faults('challenge', "prints: 'from daemon: network'", "prints: 'from daemon: hello'");
    expect(told[0]).toMatch(/in variant 1 no wrong fix leads to the dead end lost-network/);
  });

  it('that a goal speaks of what is not there', () => {
    const { told } = faults('challenge', 'en: The PC reaches SSH on <title>.', 'en: The PC reaches 10.9.9.9.');
    expect(told).toEqual([expect.stringMatching(/^\d+ 10\.9\.9\.9 is not in the world of variant 1$/)]);
  });
});

describe('the author of a question is told', () => {
  it('that the engine does not say so', () => {
    const { told } = faults(
      'recall',
      'winner: 172.22.0.0/16 dev br-80cb5a0c07bc',
      'winner: 172.22.0.0/16 dev br-80cb5a0c07bc',
    );
    expect(told).toEqual([]);
    const wrong = faults('recall', 'outside: 172.22.11.5', 'outside: 172.22.10.5');
    expect(wrong.told[0]).toMatch(
      /^\d+ variant 1 of stop-gap: "ip route add .*" at r550 prints no "dev br-80cb5a0c07bc": /,
    );
  });

  it('that the scene of a proof does not exist', () => {
    const { told } = faults('recall', 'proof: { after: deploy,', 'proof: { after: deployed,');
    expect(told[0]).toMatch(/lesson\.yaml has no scene deployed/);
  });

  it('that two options are right', () => {
    const { told } = faults(
      'recall',
      'text: { ko: <loser>, en: <loser> }',
      'text: { ko: <loser>, en: <loser> }\n        right: true',
    );
    expect(told[0]).toMatch(/exactly one option is right: true/);
  });
});

describe('a world is judged', () => {
  const challenge = challengeOf(compileChallenge(source.lesson.challenge!, 'en'), 1)!;
  const typed = (lines: readonly Line[], world = source.variantWorlds[0]!) =>
    lines.reduce((now, line) => run(now, line.at, line.run).world, world);
  const broken = typed([...challenge.setup, challenge.start]);
  const start = judge(challenge, broken, 'en');
  const stateAfter = (...lines: readonly string[]) =>
    judge(
      challenge,
      typed(
        lines.map((line) => ({ at: 'r550', run: line })),
        broken,
      ),
      'en',
      start,
    );
  const met = (standing: typeof start) => standing.goals.filter(({ isMet }) => isMet).map(({ key }) => key);

  it('by what can be reached, and says what is in the way', () => {
    expect(met(start)).toEqual(['lan']);
    const why = start.goals[0]?.why?.map((part) => part.text).join('');
    expect(why).toMatch(/^Lost inside R550: .* 172\.20\.31\.57/);
  });

  it('a stop-gap route brings SSH back, and nothing that lasts', () => {
    expect(met(stateAfter('ip route add 172.20.31.0/24 via 172.42.10.1'))).toEqual(['ssh', 'lan']);
  });

  it('a lucky down and up holds until the daemon counts from the beginning', () => {
    const lucky = stateAfter('docker compose down', 'docker compose up -d');
    expect(met(lucky)).toEqual(['ssh', 'ldap', 'lan', 'reboot']);
    expect(isSolved(lucky)).toBe(false);
  });

  it('what was met before and is not now is broken', () => {
    const stopped = stateAfter('docker stop directory');
    expect(stopped.goals.filter(({ isBroken }) => isBroken).map(({ key }) => key)).toEqual(['lan']);
    expect(stopped.everMet).toEqual(['lan']);
  });

  it('a container whose network is gone is a dead end', () => {
    expect(stateAfter('docker stop directory').deadEnds).toEqual([]);
    expect(stateAfter('docker stop directory', 'docker network prune -f').deadEnds).toEqual(['lost-network']);
  });

  it('by whether what it must survive can be done at all', () => {
    const { goals } = stateAfter(':write /srv/directory/docker-compose.yml\nservices: 3');
    const why = goals
      .find(({ key }) => key === 'again')
      ?.why?.map((part) => part.text)
      .join('');
    expect(why).toMatch(/^r550 \$ docker compose down: /);
  });

  it('by a line of several commands as a whole: one that sends nothing is not passed over', () => {
    const line = 'ping -c 1 <router> && ssh nobody';
    const router = /via (\S+)/.exec(run(broken, 'pc', 'ip route').output[0]?.text ?? '')?.[1] ?? '';
    const both = { ...challenge.goals[0]!, key: 'both', after: [], at: 'pc', run: line.replace('<router>', router) };
    const { goals } = judge({ goals: [both], deadEnds: [] }, broken, 'en');
    expect(goals[0]?.isMet).toBe(false);
    expect(goals[0]?.why?.[0]?.text).toBe('ssh: Could not resolve hostname nobody: Name or service not known');
  });

  it('without leaving anything behind', () => {
    const before = JSON.stringify(broken);
    judge(challenge, broken, 'en');
    expect(JSON.stringify(broken)).toBe(before);
  });

  it('in the language of the page', () => {
    const korean = judge(challenge, broken, 'ko')
      .goals[0]?.why?.map((part) => part.text)
      .join('');
    expect(korean).toMatch(/[가-힣]/);
  });
});
