/**
 * `npm run lessons`: reads, plays and checks every lesson; prints faults as `file:line  message` and, by scene, what it is
 * made of. A slug or more name the lessons meant, else all are. `--update` writes checked.json anew: what the scenes and the recordings have in common.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import {
  checkChallenge,
  checkPlayed,
  checkRecall,
  compileLesson,
  formatProblem,
  loadLessons,
  readGlossary,
  runLesson,
} from '../src/content/index.ts';
import { compareWithRecordings } from '../test/support/compare-with-recordings.ts';

const root = join(import.meta.dirname, '..');
const update = process.argv.includes('--update');
const slugs = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const { problems: inGlossary } = readGlossary(root);
for (const problem of inGlossary) console.error(formatProblem(problem));
let faults = inGlossary.length;

for (const { folder, source, problems, unwritten, lineOf } of loadLessons(root)) {
  if (slugs.length > 0 && !slugs.some((slug) => folder.endsWith(`-${slug}`))) continue;
  const told = [...problems, ...unwritten];
  if (source) {
    const played = runLesson(source.lesson, source.world);
    told.push(...checkPlayed(source, played, lineOf), ...checkRecall(source, played, lineOf));
    told.push(...checkChallenge(source, lineOf));
    const checked = compareWithRecordings(played);
    if (update) writeFileSync(join(root, folder, 'checked.json'), `${JSON.stringify(checked, null, 2)}\n`);
    if (told.length === 0) {
      console.log(folder);
      const { data } = compileLesson({ ...source, checked }, 'en', played);
      for (const scene of data.scenes) {
        const found = checked[scene.key];
        const check = found ? `${found.agreeing} of ${found.events} events as in ${found.lab} ${found.probe}` : '';
        console.log(`  ${scene.key.padEnd(14)} ${String(scene.frames.length).padStart(3)} frames  ${check}`);
      }
    }
  }
  faults += told.length;
  for (const problem of told) console.error(formatProblem(problem));
}
console.log(faults === 0 ? 'Lessons: no faults' : `Lessons: ${faults} fault${faults === 1 ? '' : 's'}`);
process.exitCode = faults === 0 ? 0 : 1;
