/**
 * A term in prose is a Markdown link: `[bridges](term:bridge)`. In HTML it leads to the term's place on the glossary's page;
 * the lesson's script opens the definition in place instead.
 */
import type { Prose } from './prose.ts';

const LINK = /\[[^\]\n]*\]\(term:([^)\s]*)\)/g;

/** From a lesson's page, `/<lang>/<slug>/`. */
export function glossaryHref(term: string): string {
  return `../glossary/#${term}`;
}

/** Every mark in `markdown`: the term meant, and how many lines down it stands, from 0. */
export function termLinksIn(markdown: string): readonly { readonly term: string; readonly down: number }[] {
  return markdown
    .split('\n')
    .flatMap((line, down) => [...line.matchAll(LINK)].map((match) => ({ term: match[1] ?? '', down })));
}

/** The terms that a lesson's prose marks, each once, in reading order. */
export function termsMarkedIn({ blocks }: Prose): readonly string[] {
  return [
    ...new Set(
      blocks.flatMap((block) => (block.kind === 'text' ? termLinksIn(block.markdown).map(({ term }) => term) : [])),
    ),
  ];
}
