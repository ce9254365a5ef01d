import { beatsOf, type BeatKey } from './beat.ts';
import { LANGUAGES } from './language.ts';
import type { LessonSource } from './lesson-source.ts';
import type { LessonFile, SceneFile } from './lesson-schema.ts';
import { compareProse } from './parity.ts';
import type { Problem } from './problem.ts';
import type { Prose } from './prose.ts';

/**
 * Everything that can be told without playing the lesson: keys that must exist and be unique, beats in order, facts that
 * exist, prose and scenes that speak of the same things. `lineOf` finds a path of lesson.yaml.
 */
export function checkLesson(
  source: LessonSource,
  facts: ReadonlySet<string>,
  lineOf: (path: readonly (string | number)[]) => number,
): readonly Problem[] {
  const { lesson } = source;
  const at = (path: readonly (string | number)[], message: string): Problem => ({
    file: `${source.folder}/lesson.yaml`,
    line: lineOf(path),
    message,
  });
  const problems: Problem[] = [];
  const sceneKeys = lesson.scenes.map((scene) => scene.key);
  const branchKeys = ['main', ...lesson.branches.map((branch) => branch.key)];
  const predictionKeys = lesson.scenes.flatMap((scene) => scene.predictions.map((prediction) => prediction.key));

  const recallKeys = (lesson.recall ?? []).map((question) => question.key);
  const tests = [...predictionKeys, ...branchKeys, ...recallKeys, ...(lesson.challenge ? ['challenge'] : [])];

  for (const [what, keys] of [
    ['scene', sceneKeys],
    ['branch', branchKeys],
    ['prediction', predictionKeys],
    ['recall question', recallKeys],
  ] as const)
    for (const key of repeated(keys)) problems.push(at([], `two ${what}s are called ${key}: rename one`));

  for (const [index, fact] of lesson.facts.entries())
    if (!facts.has(fact)) problems.push(at(['facts', index], `${fact} is no fact of lessons/facts.yaml`));

  for (const [index, branch] of lesson.branches.entries()) {
    if (!branchKeys.includes(branch.from))
      problems.push(at(['branches', index, 'from'], `there is no branch ${branch.from}`));
    if (!sceneKeys.includes(branch.after))
      problems.push(at(['branches', index, 'after'], `there is no scene ${branch.after}`));
    if (!lesson.scenes.some((scene) => scene.branch === branch.key))
      problems.push(at(['branches', index], `branch ${branch.key} has no scene: add one, or remove it`));
  }

  for (const [index, objective] of lesson.objectives.entries())
    if (!tests.includes(objective['tested-by']))
      problems.push(
        at(
          ['objectives', index, 'tested-by'],
          `${objective['tested-by']} is no prediction, branch, recall question or challenge of this lesson`,
        ),
      );

  if (lesson.table && !sceneKeys.includes(lesson.table.after))
    problems.push(at(['table', 'after'], `there is no scene ${lesson.table.after}`));

  for (const [index, { scene }] of lesson.symptoms.entries())
    if (scene !== undefined && !sceneKeys.includes(scene))
      problems.push(at(['symptoms', index, 'scene'], `there is no scene ${scene}`));

  const beats = beatsOf(lesson);
  for (const beat of beats)
    if (!(beat in lesson.notes)) problems.push(at(['notes'], `the trainer's note for ${beat} is missing`));

  for (const [index, scene] of lesson.scenes.entries()) {
    const path = ['scenes', index] as const;
    if (!branchKeys.includes(scene.branch))
      problems.push(at([...path, 'branch'], `there is no branch ${scene.branch}`));
    if (!scene.recording && !scene.sources)
      problems.push(at(path, `${scene.key} names neither a recording nor the sources it rests on`));
    if (scene.ports !== undefined && source.world.machines[scene.ports.at]?.windows === undefined)
      problems.push(
        at([...path, 'ports'], `${scene.ports.at} does not run Windows: name a machine that does, or drop ports`),
      );
    if (scene.ports !== undefined && scene.pools !== undefined)
      problems.push(at([...path, 'ports'], `${scene.key} has both pools and ports: keep one`));
    if (scene.pools !== undefined && source.world.machines[scene.pools]?.docker === undefined)
      problems.push(
        at([...path, 'pools'], `${scene.pools} is no machine with a Docker Engine: name one, or drop pools`),
      );
    if (scene.show && scene.hide) problems.push(at([...path, 'hide'], `${scene.key} has both show and hide: keep one`));
    for (const fact of scene.sources ?? [])
      if (!fact.includes('/') && !facts.has(fact))
        problems.push(at([...path, 'sources'], `${fact} is no fact of lessons/facts.yaml`));
    for (const key of repeated(scene.cues.map((cue) => cue.key)))
      problems.push(at([...path, 'cues'], `two cues of ${scene.key} are called ${key}: rename one`));
  }

  for (const language of LANGUAGES) problems.push(...checkProse(source.prose[language], beats, lesson, predictionKeys));
  return [...problems, ...compareProse(source.prose.ko, source.prose.en)];
}

/** One language's prose against the lesson it belongs to. */
function checkProse(
  { file, blocks }: Prose,
  wanted: readonly BeatKey[],
  { scenes, table, challenge, recall }: LessonFile,
  predictionKeys: readonly string[],
): readonly Problem[] {
  const problems: Problem[] = [];
  const say = (line: number, message: string) => problems.push({ file, line, message });
  const beats = blocks.filter((block) => block.kind === 'beat');
  if (beats.map((beat) => beat.key).join() !== wanted.join())
    say(
      beats[0]?.line ?? 0,
      `the beats are ${wanted.join(', ')}, in this order; here: ${beats.map((b) => b.key).join(', ')}`,
    );

  const told = new Map<string, Set<string>>();
  const asked = new Set<string>();
  let beat = '';
  let scene: SceneFile | undefined;
  let idle = 0;
  for (const block of blocks) {
    if (block.kind === 'beat') {
      beat = block.key;
    } else if (block.kind === 'scene') {
      scene = scenes.find((candidate) => candidate.key === block.key);
      if (!scene) say(block.line, `lesson.yaml has no scene ${block.key}`);
      else if (scene.beat !== beat) say(block.line, `scene ${block.key} belongs to beat ${scene.beat}, not ${beat}`);
      if (told.has(block.key)) say(block.line, `scene ${block.key} has two headings: join them`);
      told.set(block.key, new Set());
    } else if (block.kind === 'text' && block.cue !== undefined) {
      idle += 1;
      if (idle > 4)
        say(block.line, 'a fifth step with nothing to do: put a ::prediction or ::terminal before this cue');
      if (!scene?.cues.some((cue) => cue.key === block.cue))
        say(block.line, `{#${block.cue}}: scene ${scene?.key ?? '(none)'} has no such cue in lesson.yaml`);
      told.get(scene?.key ?? '')?.add(block.cue);
    } else if (block.kind === 'prediction') {
      idle = 0;
      if (!predictionKeys.includes(block.key)) say(block.line, `lesson.yaml has no prediction ${block.key}`);
      if (asked.has(block.key)) say(block.line, `prediction ${block.key} is asked twice`);
      asked.add(block.key);
    } else if (block.kind === 'listing' && block.after !== undefined) {
      if (!scenes.some((candidate) => candidate.key === block.after))
        say(block.line, `after=${block.after}: lesson.yaml has no such scene`);
    } else if (block.kind === 'terminal' || block.kind === 'branches') {
      idle = 0;
    }
  }
  for (const { key, cues } of scenes) {
    if (!told.has(key)) say(0, `scene ${key} is never told: write "### ${key}: Title"`);
    for (const cue of cues)
      if (told.has(key) && !told.get(key)?.has(cue.key))
        say(0, `cue ${cue.key} of scene ${key} is never told: write "{#${cue.key}} …"`);
  }
  for (const key of predictionKeys)
    if (!asked.has(key)) say(0, `prediction ${key} is never asked: write ::prediction{${key}}`);
  for (const [part, given] of [
    ['table', table],
    ['challenge', challenge],
    ['recall', recall],
  ] as const) {
    const stands = blocks.filter(({ kind }) => kind === part);
    if (given === undefined && stands[0]) say(stands[0].line, `lesson.yaml has no ${part}`);
    if (given !== undefined && stands.length !== 1)
      say(stands[1]?.line ?? 0, `write ::${part} once${part === 'table' ? '' : ', in the beat challenge'}`);
  }
  return problems;
}

function repeated(keys: readonly string[]): readonly string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}
