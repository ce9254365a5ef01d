import type { Problem } from './problem.ts';
import type { Prose } from './prose.ts';
import { termLinksIn } from './term-link.ts';

/** Terms marked in the prose of one language that the glossary does not have. A term may be marked in one language only. */
export function checkTerms({ file, blocks }: Prose, glossary: object): readonly Problem[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'beat' || block.kind === 'scene')
      return termLinksIn(block.title).map(() => ({
        file,
        line: block.line,
        message: 'a heading marks no term: mark it in the text below',
      }));
    if (block.kind !== 'text') return [];
    return termLinksIn(block.markdown)
      .filter(({ term }) => !Object.hasOwn(glossary, term))
      .map(({ term, down }) => ({
        file,
        line: block.line + down,
        message: `${term} is no term of lessons/glossary.yaml: correct the key, or define it there in both languages`,
      }));
  });
}
