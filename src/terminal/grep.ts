/**
 * `grep` in a pipe. Patterns are words with `.` `.*` `^` `$` and alternatives; they are matched chunk by chunk, never by an
 * expression that goes back, so that a typed pattern cannot hang the page. Anything else in one is refused by name. @see grep(1)
 */
import { err, note } from './command.ts';
import { last, readShort, type Options } from './options.ts';
import type { OutputLine } from './run-result.ts';

export interface Filtered {
  readonly kept: readonly string[];
  readonly exitCode: number;
  readonly error: OutputLine | null;
}

/** One sign, or null for any one. */
type Chunk = readonly (string | null)[];

interface Pattern {
  readonly fromStart: boolean;
  readonly toEnd: boolean;
  /** In this order, with anything between them. */
  readonly chunks: readonly Chunk[];
}

const LONG: Readonly<Record<string, string>> = {
  '--ignore-case': '-i',
  '--invert-match': '-v',
  '--count': '-c',
  '--line-number': '-n',
  '--quiet': '-q',
  '--extended-regexp': '-E',
  '--fixed-strings': '-F',
  '--word-regexp': '-w',
};

export function grep(args: readonly string[], lines: readonly string[]): Filtered {
  const words = args.filter((arg) => !arg.startsWith('--color')).map((arg) => LONG[arg] ?? arg);
  const options = readShort(words, 'ivcnqEFGwhsaA:B:C:e:');
  const unknown =
    words.find((word) => word.startsWith('--')) ?? (options.fault === null ? null : `-${options.fault.option}`);
  if (unknown !== null) return refused(`grep ${unknown}`);
  const typed = last(options, 'e') ?? options.operands[0];
  if (typed === undefined) return { kept: [], exitCode: 2, error: err('Usage: grep [OPTION]... PATTERNS [FILE]...') };
  const fold = (text: string) => (options.values.has('i') ? text.toLowerCase() : text);
  const patterns: Pattern[] = [];
  for (const text of alternatives(fold(typed), options)) {
    const pattern = options.values.has('F') ? literal(text) : readPattern(text, options.values.has('E'));
    if (pattern === null) return refused(`grep '${typed}'`);
    patterns.push(pattern);
  }
  const isHit = (line: string) => patterns.some((pattern) => holds(fold(line), pattern, options.values.has('w')));
  const hits = lines.flatMap((line, at) => (isHit(line) === options.values.has('v') ? [] : [at]));
  const exitCode = hits.length > 0 ? 0 : 1;
  if (options.values.has('q')) return { kept: [], exitCode, error: null };
  if (options.values.has('c')) return { kept: [String(hits.length)], exitCode, error: null };
  return { kept: withContext(lines, hits, options), exitCode, error: null };
}

function refused(what: string): Filtered {
  return { kept: [], exitCode: 2, error: note('not-modelled', what) };
}

function alternatives(text: string, options: Options): readonly string[] {
  if (options.values.has('F')) return [text];
  return options.values.has('E') ? text.split(/(?<!\\)\|/) : text.split('\\|');
}

function literal(text: string): Pattern {
  return { fromStart: false, toEnd: false, chunks: [Array.from(text)] };
}

/** Null where the text holds more than is followed here: brackets, repetition, groups. */
function readPattern(text: string, isExtended: boolean): Pattern | null {
  const fromStart = text.startsWith('^');
  const toEnd = /(?<!\\)\$$/.test(text);
  const signs = text.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined);
  const chunks: (string | null)[][] = [[]];
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs.charAt(at);
    if (sign === '\\') {
      at += 1;
      if (/^[\w<>({+?]?$/.test(signs.charAt(at))) return null;
      chunks.at(-1)?.push(signs.charAt(at));
    } else if (sign === '.' && signs.charAt(at + 1) === '*') {
      at += 1;
      chunks.push([]);
    } else if (sign === '[' || sign === '*' || (isExtended && '+?(){}'.includes(sign))) return null;
    else chunks.at(-1)?.push(sign === '.' ? null : sign);
  }
  return { fromStart, toEnd, chunks };
}

function holds(line: string, { fromStart, toEnd, chunks }: Pattern, asWord: boolean): boolean {
  const [first = [], ...others] = chunks;
  const lastStart = fromStart ? 0 : line.length - first.length;
  for (let start = 0; start <= lastStart; start += 1) {
    if (!fits(line, first, start)) continue;
    let end = start + first.length;
    for (const [index, chunk] of others.entries()) {
      const from = toEnd && index === others.length - 1 ? Math.max(end, line.length - chunk.length) : end;
      end = placeOf(line, chunk, from) + chunk.length;
      if (end < from + chunk.length) return false;
    }
    const isEnd = !toEnd || end === line.length;
    if (isEnd && (!asWord || standsAlone(line, start, end))) return true;
  }
  return false;
}

function fits(line: string, chunk: Chunk, at: number): boolean {
  return (
    at + chunk.length <= line.length && chunk.every((sign, index) => sign === null || line.charAt(at + index) === sign)
  );
}

/** Below `from` where there is none. */
function placeOf(line: string, chunk: Chunk, from: number): number {
  for (let at = from; at + chunk.length <= line.length; at += 1) if (fits(line, chunk, at)) return at;
  return -chunk.length - 1;
}

function standsAlone(line: string, start: number, end: number): boolean {
  return !/\w/.test(line.charAt(start - 1)) && !/\w/.test(line.charAt(end));
}

/** Lines before and after each hit, `--` where some are left out between. */
function withContext(lines: readonly string[], hits: readonly number[], options: Options): readonly string[] {
  const size = (name: string) => Math.max(0, Number(last(options, name) ?? last(options, 'C') ?? 0) || 0);
  const [before, after] = [size('B'), size('A')];
  const isNumbered = options.values.has('n');
  const kept: string[] = [];
  let next = 0;
  for (const hit of hits) {
    const from = Math.max(next, hit - before);
    if (before + after > 0 && next > 0 && from > next) kept.push('--');
    const to = Math.min(lines.length - 1, hit + after);
    for (let at = from; at <= to; at += 1)
      kept.push(`${isNumbered ? `${at + 1}${hits.includes(at) ? ':' : '-'}` : ''}${lines[at] ?? ''}`);
    next = Math.max(next, to + 1);
  }
  return kept;
}
