/** Reads lessons from disk: Node only, for the build, the tools and the tests. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ChallengeFile } from './challenge/challenge-schema.ts';
import { checkLesson } from './check-lesson.ts';
import { checkTerms } from './check-terms.ts';
import { glossarySchema, type Glossary } from './glossary.ts';
import { LANGUAGES, type Language } from './language.ts';
import { lessonSchema } from './lesson-schema.ts';
import type { Checked, LessonSource } from './lesson-source.ts';
import type { Problem } from './problem.ts';
import { parseProse, type Prose } from './prose.ts';
import { readWorld, worldFileOf } from './read-world.ts';
import { findUnwritten } from './unwritten.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';

/** A lesson read from its folder; `source` is null when its files do not hold on their own terms. */
export interface LoadedLesson {
  readonly folder: string;
  readonly source: LessonSource | null;
  readonly problems: readonly Problem[];
  /** Lines marked as still to be written: a draft may be looked at, not published. */
  readonly unwritten: readonly Problem[];
  /** Finds the line of a path in lesson.yaml. */
  readonly lineOf: YamlFile['lineOf'];
}

/** Reads every `lessons/NN-<slug>/`, in order. `root` is the project's folder. */
export function loadLessons(root: string): readonly LoadedLesson[] {
  const facts = readFacts(root);
  const { glossary } = readGlossary(root);
  return readdirSync(join(root, 'lessons'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d\d-[a-z0-9-]+$/.test(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((name) => loadLesson(root, name, facts, glossary));
}

/** The terms of all lessons. Empty, with the reasons, when the file does not hold. */
export function readGlossary(root: string): { readonly glossary: Glossary; readonly problems: readonly Problem[] } {
  const file = 'lessons/glossary.yaml';
  const { value, problems } = parseYaml(glossarySchema, file, readFileSync(join(root, file), 'utf8'));
  return { glossary: value ?? {}, problems };
}

export function readFacts(root: string): ReadonlySet<string> {
  const file = 'lessons/facts.yaml';
  const { value } = parseYaml(v.record(v.string(), v.string()), file, readFileSync(join(root, file), 'utf8'));
  return new Set(Object.keys(value ?? {}));
}

export function loadLesson(root: string, name: string, facts: ReadonlySet<string>, glossary: Glossary): LoadedLesson {
  const folder = `lessons/${name}`;
  const file = `${folder}/lesson.yaml`;
  const read = parseYaml(lessonSchema, file, readFileSync(join(root, file), 'utf8'));
  const prose = { ko: readProse(root, `${folder}/ko.md`), en: readProse(root, `${folder}/en.md`) };
  const { lineOf } = read.yaml;
  const named = (path: readonly string[]) => ({ lessonFile: file, line: lineOf(path) });
  const world = read.value && readWorld(root, read.value, named(['world']));
  const challenge = read.value?.challenge;
  const variants = readVariants(root, challenge, named(['challenge', 'world']));
  const problems = [
    ...read.problems,
    ...prose.ko.problems,
    ...prose.en.problems,
    ...(world?.problems ?? []),
    ...(variants.find((one) => one.problems.length > 0)?.problems ?? []),
  ];
  const worlds = [read.value, challenge].flatMap((part) => (part ? [worldFileOf(part)] : []));
  const unwritten = [file, `${folder}/ko.md`, `${folder}/en.md`, ...worlds]
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) => findUnwritten(path, readFileSync(join(root, path), 'utf8')));
  const variantWorlds = variants.flatMap((one) => one.world ?? []);
  if (!read.value || !world?.world || variantWorlds.length < variants.length)
    return { folder, source: null, problems, unwritten, lineOf };
  const source: LessonSource = {
    number: Number(name.slice(0, 2)),
    slug: name.slice(3),
    folder,
    lesson: read.value,
    prose: { ko: prose.ko.prose, en: prose.en.prose } satisfies Record<Language, Prose>,
    world: world.world,
    variantWorlds,
    checked: readChecked(root, folder),
  };
  const terms = LANGUAGES.flatMap((language) => checkTerms(source.prose[language], glossary));
  const all = [...problems, ...checkLesson(source, facts, lineOf), ...terms];
  return { folder, source, problems: all, unwritten, lineOf };
}

/** One world a variant, in order. */
function readVariants(root: string, challenge: ChallengeFile | undefined, told: Parameters<typeof readWorld>[2]) {
  if (challenge === undefined) return [];
  return challenge.variants.map((variant, index) => readWorld(root, challenge, told, { variant, number: index + 1 }));
}

function readProse(root: string, file: string): ReturnType<typeof parseProse> {
  const path = join(root, file);
  if (!existsSync(path))
    return {
      prose: { file, blocks: [] },
      problems: [{ file, line: 0, message: 'is missing: every lesson is written in Korean and in English' }],
    };
  return parseProse(file, readFileSync(path, 'utf8'));
}

/** checked.json is made by `npm run lessons -- --update` and held to be true by a test. */
function readChecked(root: string, folder: string): Readonly<Record<string, Checked>> {
  const path = join(root, folder, 'checked.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, Checked>) : {};
}
