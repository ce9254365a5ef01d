import type { World } from '../../engine/index.ts';
import { run } from '../../terminal/index.ts';
import { fillIn } from '../fill-in.ts';
import type { Language } from '../language.ts';
import { worldAfter, type LessonRun } from '../run-lesson.ts';
import type { RecallData } from './recall-data.ts';
import type { RecallFile } from './recall-schema.ts';

/** The questions in one language, each variant with what the engine says to it. */
export function compileRecall(
  file: RecallFile,
  language: Language,
  played: LessonRun,
  base: World,
): readonly RecallData[] {
  return file.map(({ key, question, options, variants, proof }) => ({
    key,
    question: question[language],
    options: options.map((option) => ({ ...option, text: option.text[language], reason: option.reason[language] })),
    variants,
    proofs: variants.map((variant) => {
      const { after, at, run: line, prints } = fillIn(proof, variant);
      const { output } = run(worldAfter(played, base, after ?? null), at, line);
      return { line: { at, run: line }, output, mark: prints };
    }),
  }));
}
