/** The few text tools that a listing is piped into. */
import { err } from './command.ts';
import type { OutputLine } from './run-result.ts';

interface Filtered {
  readonly kept: readonly string[];
  readonly exitCode: number;
  readonly error: OutputLine | null;
}

const FILTERS: Readonly<Record<string, (args: readonly string[], lines: readonly string[]) => Filtered>> = {
  grep,
  head: (args, lines) => ended(lines.slice(0, countOf(args))),
  tail: (args, lines) => ended(lines.slice(-countOf(args))),
  wc: (_args, lines) => ended([String(lines.length)]),
  cat: (_args, lines) => ended(lines),
};

export function isFilter(name: string): boolean {
  return Object.hasOwn(FILTERS, name);
}

export function runFilter(words: readonly string[], lines: readonly string[]): Filtered {
  const [name = '', ...args] = words;
  return FILTERS[name]?.(args, lines) ?? ended(lines);
}

function ended(kept: readonly string[]): Filtered {
  return { kept, exitCode: 0, error: null };
}

/** `-n 3`, `-n3`, `-3`; 10 where nothing is said. */
function countOf(args: readonly string[]): number {
  const text = args.join('').replace(/^-n?/, '');
  return /^\d+$/.test(text) ? Math.max(1, Number(text)) : 10;
}

/** Patterns are taken as words, not as expressions, but for `.` `*` `^` `$` and `\|`: a typed pattern must never hang the page. */
function grep(args: readonly string[], lines: readonly string[]): Filtered {
  const flags = args.filter((arg) => /^-[a-zA-Z]+$/.test(arg)).join('');
  const pattern = args.find((arg) => !/^-[a-zA-Z]+$/.test(arg));
  if (pattern === undefined) return { kept: [], exitCode: 2, error: err('Usage: grep [OPTION]... PATTERNS [FILE]...') };
  const fold = (text: string) => (flags.includes('i') ? text.toLowerCase() : text);
  const wanted = pattern.split(flags.includes('E') ? '|' : '\\|').map(fold);
  const kept = lines.filter((line) => wanted.some((word) => holds(fold(line), word)) !== flags.includes('v'));
  return { kept, exitCode: kept.length > 0 ? 0 : 1, error: null };
}

function holds(line: string, pattern: string): boolean {
  const fromStart = pattern.startsWith('^');
  const toEnd = pattern.endsWith('$');
  const word = pattern.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined).replaceAll('\\.', '.');
  if (fromStart && toEnd) return line === word;
  if (fromStart) return line.startsWith(word);
  return toEnd ? line.endsWith(word) : line.includes(word);
}
