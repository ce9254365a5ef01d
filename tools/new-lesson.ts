/**
 * `npm run new-lesson -- <slug> [--question] [--number N]`: writes a lesson's folder and its world. All of it holds;
 * `npm run lessons -- <slug>` names the lines that are still to be written. Nothing that is there is ever overwritten.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { newLessonFiles, type NewLesson } from './new-lesson-files.ts';

const usage = 'npm run new-lesson -- <slug> [--question] [--number N]';
/** Pages of the site that are no lesson's. */
const taken = ['glossary'];

/** @param existing the folders in `lessons/`. @returns what is meant, or what is wrong with it. */
export function readArguments(args: readonly string[], existing: readonly string[]): NewLesson | string {
  const rest = [...args];
  const at = rest.indexOf('--number');
  const [, given] = at < 0 ? [] : rest.splice(at, 2);
  const isQuestion = rest.includes('--question');
  const [slug, ...more] = rest.filter((arg) => arg !== '--question');
  if (slug === undefined || more.length > 0) return `usage: ${usage}`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug))
    return `${slug}: a slug is the lesson's address, lower-case words joined by hyphens, such as published-port`;
  const lessons = existing.flatMap((name) => {
    const parts = /^(\d\d)-(.+)$/.exec(name);
    return parts ? [{ number: Number(parts[1]), slug: parts[2] ?? '', name }] : [];
  });
  if (taken.includes(slug)) return `${slug}: the site has a page of this name; choose another slug`;
  const namesake = lessons.find((lesson) => lesson.slug === slug);
  if (namesake) return `lessons/${namesake.name} is there already: choose another slug`;
  const number = at < 0 ? Math.max(0, ...lessons.map((lesson) => lesson.number)) + 1 : Number(given);
  if (!Number.isInteger(number) || number < 1 || number > 99) return '--number is a whole number from 1 to 99';
  const neighbour = lessons.find((lesson) => lesson.number === number);
  if (neighbour) return `lessons/${neighbour.name} has the number ${number} already: choose another with --number`;
  return { slug, number, kind: isQuestion ? 'question' : 'incident' };
}

/** @returns the files written. @throws when one of them is there already. */
export function writeNewLesson(root: string, lesson: NewLesson): readonly string[] {
  const files = Object.entries(newLessonFiles(lesson));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
  }
  return files.map(([path]) => path);
}

if (process.argv[1] === import.meta.filename) {
  const root = join(import.meta.dirname, '..');
  const lesson = readArguments(process.argv.slice(2), readdirSync(join(root, 'lessons')));
  if (typeof lesson === 'string') {
    console.error(lesson);
    process.exitCode = 1;
  } else {
    for (const path of writeNewLesson(root, lesson)) console.log(path);
    console.log(`\nnpm run dev                       shows it while you write, at /en/${lesson.slug}/`);
    console.log(`npm run lessons -- ${lesson.slug}   names every line that is still to be written`);
  }
}
