/** A fault in what an author wrote, with the place to mend it. */
export interface Problem {
  /** Path from the project's root: `lessons/03-bridge-subnet-collision/ko.md`. */
  readonly file: string;
  /** From 1; 0 when the whole file is meant. */
  readonly line: number;
  /** Says what is wrong and how to mend it. */
  readonly message: string;
}

/** `file:line  message`, the form editors and terminals turn into a link. */
export function formatProblem({ file, line, message }: Problem): string {
  return `${file}:${line}  ${message}`;
}
