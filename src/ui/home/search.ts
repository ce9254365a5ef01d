/** The symptom search's own part: loaded with its data, when somebody is about to search. */
import { findSymptom, indexSymptoms } from '../../content/index.ts';
import type { SymptomFile } from './symptom-file.ts';

export interface Place {
  /** From a home page: `bridge-subnet-collision/#watch`. */
  readonly href: string;
  readonly lesson: string;
  /** Null: the lesson as a whole. */
  readonly scene: string | null;
  /** The known line that the text is like. */
  readonly text: string;
}

export type Search = (text: string) => readonly Place[];

const MOST_PLACES = 3;

/** @throws when the data do not arrive. */
export async function openSearch(file: string): Promise<Search> {
  const answer = await fetch(new URL(file, document.baseURI));
  if (!answer.ok) throw new Error(`${answer.status} for the symptoms`);
  const { lines, lessons } = (await answer.json()) as SymptomFile;
  const index = indexSymptoms(lines);
  return (text) =>
    findSymptom(index, text)
      .slice(0, MOST_PLACES)
      .map(({ lesson, scene, text: line }) => ({
        href: `${lesson}/${scene === null ? '' : `#${scene}`}`,
        lesson: lessons[lesson]?.title ?? lesson,
        scene: scene === null ? null : (lessons[lesson]?.scenes[scene] ?? scene),
        text: line.trim(),
      }));
}
