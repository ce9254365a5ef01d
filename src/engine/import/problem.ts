/** What an import could not read: nothing is guessed silently. `line` counts from 1; 0 speaks of the whole file. */
export interface ImportProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Collects problems while one file is read. */
export type Report = (line: number, message: string) => void;

export function reporter(problems: ImportProblem[], file: string): Report {
  return (line, message) => problems.push({ file, line, message });
}
