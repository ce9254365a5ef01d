import type { Problem } from './problem.ts';
import type { Block, Prose } from './prose.ts';

/**
 * Korean and English are written freely, each for its language, but hold the same things in the same order: beats, scenes,
 * cues, notes, directives. @returns the first place where they part; what follows would only repeat it.
 */
export function compareProse(ko: Prose, en: Prose): readonly Problem[] {
  const left = ko.blocks.filter(isStructural);
  const right = en.blocks.filter(isStructural);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [a, b] = [left[index], right[index]];
    if (a && b && describe(a) === describe(b)) continue;
    if (!a)
      return [{ file: ko.file, line: 0, message: `ends before ${describeAt(b)} of ${en.file}: write it here too` }];
    return [
      {
        file: ko.file,
        line: a.line,
        message: `${describe(a)} stands where ${en.file} has ${describeAt(b)}: both need the same, in the same order`,
      },
    ];
  }
  return [];
}

/** Plain paragraphs may be more in one language than in the other. */
function isStructural(block: Block): boolean {
  return block.kind !== 'text' || block.cue !== undefined || block.note !== undefined;
}

function describeAt(block: Block | undefined): string {
  return block ? `${describe(block)} (line ${block.line})` : 'nothing';
}

function describe(block: Block): string {
  switch (block.kind) {
    case 'beat':
      return `beat ${block.key}`;
    case 'scene':
      return `scene ${block.key}`;
    case 'text':
      return [block.cue && `cue ${block.cue}`, block.note && `note ${block.note}`].filter(Boolean).join(', ');
    case 'listing':
      return `::listing{at=${block.at} run="${block.run}" after=${block.after ?? '-'} mark="${block.mark ?? ''}"}`;
    case 'terminal':
      return `::terminal{at=${block.at} run="${block.run}"}`;
    case 'prediction':
      return `::prediction{${block.key}}`;
    case 'branches':
    case 'table':
    case 'challenge':
    case 'recall':
      return `::${block.kind}`;
  }
}
