/** What a lesson's author is told, with the line to mend: the first lesson, each time with one fault put in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLesson } from '../../src/content/check-lesson.ts';
import { checkPlayed } from '../../src/content/check-played.ts';
import { lessonSchema } from '../../src/content/lesson-schema.ts';
import type { LessonSource } from '../../src/content/lesson-source.ts';
import { loadLessons, readFacts } from '../../src/content/load.ts';
import { parseProse } from '../../src/content/prose.ts';
import { runLesson } from '../../src/content/run-lesson.ts';
import { parseYaml } from '../../src/content/yaml-file.ts';

const root = join(import.meta.dirname, '../..');
const folder = 'lessons/03-bridge-subnet-collision';
const loaded = loadLessons(root).find((lesson) => lesson.folder === folder)?.source;
if (!loaded) throw new Error('the first lesson does not load');
const source: LessonSource = loaded;
const asWritten = runLesson(source.lesson, source.world);

type File = 'lesson.yaml' | 'ko.md' | 'en.md';

/** All faults after `from` became `to` in one file, as `file:line message`, and the line on which `from` stood. */
function faults(file: File, from: string, to: string, played = false): { told: readonly string[]; line: number } {
  const text = readFileSync(join(root, folder, file), 'utf8');
  expect(text).toContain(from);
  const changed = text.replace(from, () => to);
  const yamlText = file === 'lesson.yaml' ? changed : readFileSync(join(root, folder, 'lesson.yaml'), 'utf8');
  const { value, yaml, problems } = parseYaml(lessonSchema, `${folder}/lesson.yaml`, yamlText);
  if (!value) throw new Error(problems.map(({ message }) => message).join());
  const language = file === 'ko.md' ? 'ko' : 'en';
  const prose =
    file === 'lesson.yaml'
      ? source.prose
      : { ...source.prose, [language]: parseProse(`${folder}/${file}`, changed).prose };
  const broken = { ...source, lesson: value, prose };
  const all = played
    ? checkPlayed(broken, file === 'lesson.yaml' ? runLesson(value, source.world) : asWritten, yaml.lineOf)
    : checkLesson(broken, readFacts(root), yaml.lineOf);
  return {
    told: all.map((problem) => `${problem.file.slice(folder.length + 1)}:${problem.line} ${problem.message}`),
    line: text.slice(0, text.indexOf(from)).split('\n').length,
  };
}

describe('an author is told', () => {
  it('nothing when nothing is wrong', () => {
    expect(faults('en.md', '## fixes', '## fixes').told).toEqual([]);
    expect(faults('en.md', '## fixes', '## fixes', true).told).toEqual([]);
  });

  it('that a fact number does not exist', () => {
    const { told, line } = faults('lesson.yaml', 'sources: [V3.9]', 'sources: [V3.99]');
    expect(told).toEqual([`lesson.yaml:${line} V3.99 is no fact of lessons/facts.yaml`]);
  });

  it('nothing of a source that names a file of a public repository', () => {
    expect(faults('lesson.yaml', 'sources: [V3.9]', 'sources: [moby v27 daemon/start.go]').told).toEqual([]);
    expect(() => faults('lesson.yaml', 'sources: [V3.9]', 'sources: [hearsay]')).toThrow('or names a file');
  });

  it('that a machine whose pools are to be shown has no Docker Engine', () => {
    const { told, line } = faults('lesson.yaml', 'sources: [V3.9]', 'sources: [V3.9]\n    pools: router');
    expect(told).toEqual([
      `lesson.yaml:${line + 1} router is no machine with a Docker Engine: name one, or drop pools`,
    ]);
    expect(faults('lesson.yaml', 'sources: [V3.9]', 'sources: [V3.9]\n    pools: r550').told).toEqual([]);
  });

  it('that an objective is tested by nothing', () => {
    const { told, line } = faults('lesson.yaml', 'tested-by: reach', 'tested-by: reading');
    expect(told).toEqual([
      `lesson.yaml:${line} reading is no prediction, branch, recall question or challenge of this lesson`,
    ]);
  });

  it('that a cue of the prose is not in lesson.yaml, and the other way round', () => {
    const { told, line } = faults('en.md', '{#arrives}', '{#arrived}');
    expect(told).toContain(`en.md:${line} {#arrived}: scene watch has no such cue in lesson.yaml`);
    expect(told).toContain('en.md:0 cue arrives of scene watch is never told: write "{#arrives} …"');
  });

  it('that Korean and English part', () => {
    const { told } = faults('ko.md', '::branches\n', '');
    expect(told.join('\n')).toMatch(/ko\.md:\d+ scene stop stands where .*en\.md has ::branches/);
  });

  it('that the reader has nothing to do for too long', () => {
    const { told } = faults('en.md', '::prediction{route}', '');
    expect(told.join('\n')).toMatch(/a fifth step with nothing to do/);
  });

  it('that beats are out of order', () => {
    const { told, line } = faults('en.md', '## names:', '## watch:');
    expect(told[0]).toMatch(/the beats are symptom, names, predict/);
    expect(line).toBeGreaterThan(0);
  });

  it('that a scene does not end as declared', () => {
    const { told, line } = faults('lesson.yaml', 'outcome: timeout', 'outcome: refused', true);
    expect(told).toEqual([
      `lesson.yaml:${line} watch ends as timeout, not refused: ssh: connect to host 172.42.10.112 port 22: Connection timed out`,
    ]);
  });

  it('that a fix does not fix', () => {
    const { told } = faults(
      'lesson.yaml',
      'run: ip route add 172.22.10.0/24 via',
      'run: ip route add 172.23.10.0/24 via',
      true,
    );
    expect(told.join('\n')).toMatch(/lesson\.yaml:\d+ route-ssh ends as timeout, not delivered/);
  });

  it('that a setup line fails', () => {
    const { told } = faults('lesson.yaml', 'run: sysctl -w', 'run: sysctll -w', true);
    expect(told.join('\n')).toMatch(
      /lesson\.yaml:\d+ "sysctll -w .*" at r550 failed: bash: sysctll: command not found/,
    );
  });

  it('that a selector matches nothing', () => {
    const { told, line } = faults('lesson.yaml', 'select: { kind: wait }', 'select: { kind: relay }', true);
    expect(told).toEqual([`lesson.yaml:${line} the selector of cue again matches no step of watch`]);
  });

  it('that a ghost leads nowhere', () => {
    const { told } = faults(
      'lesson.yaml',
      'ghost: [pc/eth0, router/pc0, router]',
      'ghost: [pc/eth0, router/wan9]',
      true,
    );
    expect(told.join('\n')).toMatch(/the picture has no place router\/wan9/);
  });

  it('that the prose names what no world knows', () => {
    const { told, line } = faults(
      'en.md',
      'passes the packet on. It arrives there.',
      'passes it on to `172.22.0.3`.',
      true,
    );
    expect(told).toEqual([
      `en.md:${line} 172.22.0.3 is in no world of this lesson: correct it, or give it and its reason under names in lesson.yaml`,
    ]);
  });

  it('that a listing does not show what the prose says', () => {
    const { told, line } = faults('ko.md', 'mark="Unreachable"', 'mark="timed out"', true);
    expect(told[0]).toMatch(new RegExp(`^ko\\.md:${line} "ping -c 3 .* prints no "timed out"`));
  });

  it('that a listing is typed wrongly', () => {
    const { told } = faults('en.md', 'run="ip -br addr" mark="172.22.0.1/16"', 'run="ipp addr"', true);
    expect(told[0]).toMatch(/"ipp addr" at r550: bash: ipp: command not found/);
  });
});
