/** The few text tools that a listing is piped into. */
import { err, note } from './command.ts';
import { grep, type Filtered } from './grep.ts';
import type { Flavour } from './windows/flavour.ts';

const FILTERS: Readonly<Record<string, (args: readonly string[], lines: readonly string[]) => Filtered>> = {
  grep,
  egrep: (args, lines) => grep(['-E', ...args], lines),
  head: (args, lines) => ended(lines.slice(0, countOf(args))),
  tail: (args, lines) => ended(lines.slice(-countOf(args))),
  wc,
  cat: (_args, lines) => ended(lines),
  less: (_args, lines) => ended(lines),
  more: (_args, lines) => ended(lines),
};

/** `findstr` and `find` of Windows; PowerShell has more of its own, which are not modelled. */
const WINDOWS_FILTERS: typeof FILTERS = { findstr, find: findstr, more: (_args, lines) => ended(lines) };

/** What `name` is a filter in; `Findstr.exe` is one too on Windows. */
function filterNamed(flavour: Flavour, name: string): (typeof FILTERS)[string] | undefined {
  const filters = flavour === 'bash' ? FILTERS : WINDOWS_FILTERS;
  const known = flavour === 'bash' ? name : name.toLowerCase().replace(/\.exe$/, '');
  return Object.hasOwn(filters, known) ? filters[known] : undefined;
}

export function isFilter(flavour: Flavour, name: string): boolean {
  return filterNamed(flavour, name) !== undefined;
}

export function runFilter(flavour: Flavour, words: readonly string[], lines: readonly string[]): Filtered {
  const [name = '', ...args] = words;
  return filterNamed(flavour, name)?.(args, lines) ?? ended(lines);
}

/** Words of one pattern, parted by blanks, are searched one by one unless `/C:` holds them together. @see findstr /? */
function findstr(args: readonly string[], lines: readonly string[]): Filtered {
  const flags = args
    .filter((arg) => /^\/[a-z]+$/i.test(arg))
    .join('')
    .toLowerCase();
  const whole = args.find((arg) => /^\/c:/i.test(arg))?.slice(3);
  const words = whole === undefined ? args.find((arg) => !arg.startsWith('/'))?.split(/\s+/) : [whole];
  if (words === undefined) return { kept: [], exitCode: 2, error: err('FINDSTR: Bad command line') };
  const fold = (text: string) => (flags.includes('i') ? text.toLowerCase() : text);
  const kept = lines.filter((line) => words.some((word) => fold(line).includes(fold(word))) !== flags.includes('v'));
  return { kept, exitCode: kept.length > 0 ? 0 : 1, error: null };
}

function ended(kept: readonly string[]): Filtered {
  return { kept, exitCode: 0, error: null };
}

/** `-n 3`, `-n3`, `-3`; 10 where nothing is said. */
function countOf(args: readonly string[]): number {
  const text = args.join('').replace(/^-n?/, '');
  return /^\d+$/.test(text) ? Math.max(1, Number(text)) : 10;
}

/** Lines alone; words and bytes are nobody's question here. */
function wc(args: readonly string[], lines: readonly string[]): Filtered {
  if (args.join('') === '-l' || args.join('') === '--lines') return ended([String(lines.length)]);
  return { kept: [], exitCode: 1, error: note('not-modelled', `wc ${args.join(' ')}`.trim()) };
}
