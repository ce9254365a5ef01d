import type { Problem } from './problem.ts';

/** A line that its author has marked as still to be written: `TODO: what belongs here`. */
export function findUnwritten(file: string, text: string): readonly Problem[] {
  return text.split('\n').flatMap((line, index) => {
    const what = /\bTODO\b:?\s*(.*?)['"]?$/.exec(line)?.[1];
    return what === undefined ? [] : [{ file, line: index + 1, message: `still to be written: ${what}` }];
  });
}
