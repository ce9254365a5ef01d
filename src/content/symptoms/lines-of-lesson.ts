/** What of a lesson can be looked up: the symptoms its author names, and what its machines really print when something fails. */
import { run } from '../../terminal/index.ts';
import type { BeatKey } from '../beat.ts';
import type { LessonSource } from '../lesson-source.ts';
import { worldAfter, type LessonRun } from '../run-lesson.ts';
import { findSymptom, indexSymptoms, type SymptomLine } from './find-symptom.ts';
import { wordsOf } from './words.ts';

/** Here the reader repairs or breaks: what is marked is no symptom. */
const AFTERWARDS: readonly BeatKey[] = ['fixes', 'break', 'challenge'];

export function symptomLinesOf(source: LessonSource, played: LessonRun): readonly SymptomLine[] {
  const printed = [...failedOutputs(source, played), ...markedListings(source, played)];
  const index = indexSymptoms(printed);
  const named = source.lesson.symptoms.map(({ text, scene }): SymptomLine => {
    const where = scene ?? findSymptom(index, text)[0]?.scene ?? null;
    return { lesson: source.slug, scene: where, text, named: true };
  });
  const seen = new Set<string>();
  return [...named, ...printed].filter(({ text }) => {
    const words = wordsOf(text).join(' ');
    return !seen.has(words) && seen.add(words);
  });
}

function failedOutputs({ slug }: LessonSource, { scenes }: LessonRun): readonly SymptomLine[] {
  return [...scenes.values()]
    .filter(({ scene }) => scene.outcome !== 'delivered' && scene.outcome !== 'done')
    .flatMap(({ scene, result }) =>
      result.output.map(({ text }) => ({ lesson: slug, scene: scene.key, text, named: false })),
    );
}

/** The line that a listing marks is the one that gives the fault away. */
function markedListings(source: LessonSource, played: LessonRun): readonly SymptomLine[] {
  const lines: SymptomLine[] = [];
  let scene: string | null = null;
  let beat = '';
  // Korean and English hold the same listings.
  for (const block of source.prose.en.blocks) {
    if (block.kind === 'beat') beat = block.key;
    if (block.kind === 'scene') scene = block.key;
    if (block.kind !== 'listing' || block.mark === undefined || AFTERWARDS.some((key) => key === beat)) continue;
    const { mark } = block;
    const where = block.after ?? scene;
    const { output } = run(worldAfter(played, source.world, where), block.at, block.run);
    for (const { text } of output)
      if (text.includes(mark)) lines.push({ lesson: source.slug, scene: where, text, named: false });
  }
  return lines;
}
