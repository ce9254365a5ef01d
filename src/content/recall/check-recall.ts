import type { LessonSource } from '../lesson-source.ts';
import type { Problem } from '../problem.ts';
import type { LessonRun } from '../run-lesson.ts';
import { compileRecall } from './compile-recall.ts';

/** The engine must say the right answer in every variant, and every `<name>` must be given. */
export function checkRecall(
  { lesson, folder, world }: LessonSource,
  played: LessonRun,
  lineOf: (path: readonly (string | number)[]) => number,
): readonly Problem[] {
  const file = lesson.recall;
  if (file === undefined) return [];
  const say = (path: readonly (string | number)[], message: string): Problem => ({
    file: `${folder}/lesson.yaml`,
    line: lineOf(['recall', ...path]),
    message,
  });
  const open = file.flatMap(({ variants: [variant = {}], ...texts }, index) => {
    const missing = [...JSON.stringify(texts).matchAll(/<([a-z][a-z0-9-]*)>/g)].find(
      ([, name = '']) => !(name in variant),
    );
    return missing === undefined ? [] : [say([index], `no variant says what ${missing[0]} is: add it to each`)];
  });
  const lost = file.flatMap(({ key, proof }, index) =>
    proof.after === undefined || played.scenes.has(proof.after)
      ? []
      : [say([index, 'proof', 'after'], `${key}: lesson.yaml has no scene ${proof.after}`)],
  );
  if (open.length + lost.length > 0) return [...open, ...lost];
  return compileRecall(file, 'en', played, world).flatMap(({ key, proofs }, index) =>
    proofs.flatMap(({ line, output, mark }, variant) => {
      const text = output.map((printed) => printed.text).join('\n');
      if (text.includes(mark)) return [];
      const message = `variant ${variant + 1} of ${key}: "${line.run}" at ${line.at} prints no "${mark}": ${text.slice(0, 200)}`;
      return [say([index, 'proof', 'prints'], message)];
    }),
  );
}
