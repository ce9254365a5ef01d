/** The lesson's other scenes lie beside its page, under a name that changes with their content. */
import { unpackScenes, type LessonRest, type PackedRest } from '../../content/index.ts';

/** @param block the page's own data, which names the file. @throws when it does not arrive whole. */
export async function fetchRest(block: HTMLElement): Promise<LessonRest> {
  const answer = await fetch(new URL(block.dataset['rest'] ?? '', document.baseURI));
  if (!answer.ok) throw new Error(`${answer.status} for the rest of the lesson`);
  return unpackScenes((await answer.json()) as PackedRest);
}
