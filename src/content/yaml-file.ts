import * as v from 'valibot';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { Problem } from './problem.ts';

/** A YAML file that knows on which line each of its values stands. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** @returns the line of the value at `path`, or of its nearest parent that exists. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

export function readYaml(file: string, text: string): { yaml: YamlFile; problems: readonly Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const problems = [...document.errors, ...document.warnings].map((error) => ({
    file,
    line: error.linePos?.[0].line ?? 0,
    message: error.message.split('\n')[0] ?? error.code,
  }));
  const value: unknown = document.errors.length > 0 ? null : document.toJS();
  return { yaml: { file, value, lineOf: (path) => lineOf(document, lines, path) }, problems };
}

function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** Validates a file against its schema. @returns null and the problems, by line, when it does not hold. */
export function parseYaml<S extends v.GenericSchema>(
  schema: S,
  file: string,
  text: string,
): { value: v.InferOutput<S> | null; yaml: YamlFile; problems: readonly Problem[] } {
  const { yaml, problems } = readYaml(file, text);
  if (problems.length > 0) return { value: null, yaml, problems };
  const result = v.safeParse(schema, yaml.value);
  if (result.success) return { value: result.output, yaml, problems };
  return { value: null, yaml, problems: result.issues.map((issue) => toProblem(yaml, issue)) };
}

function toProblem(yaml: YamlFile, issue: v.BaseIssue<unknown>): Problem {
  const path = (issue.path ?? []).map((item) => item.key as string | number);
  return { file: yaml.file, line: yaml.lineOf(path), message: `${path.join('.') || 'file'}: ${mend(issue)}` };
}

/** Valibot's own words, in an author's terms. */
function mend(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return 'is not a field that exists here; remove it or check its spelling';
  if (issue.received === 'undefined') return `is missing (expected ${issue.expected ?? 'a value'})`;
  if (issue.type === 'picklist')
    return `is ${issue.received}, expected one of ${(issue.expected ?? '').replace(/[()"]/g, '').split(' | ').join(', ')}`;
  return issue.message;
}
