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

/** `findstr` and `find` of Windows; of PowerShell's own there is `Select-String` only. */
const WINDOWS_FILTERS: typeof FILTERS = { findstr, find, more: (_args, lines) => ended(lines) };

const POWERSHELL_FILTERS: typeof FILTERS = { ...WINDOWS_FILTERS, 'select-string': selectString, sls: selectString };

const BY_FLAVOUR: Readonly<Record<Flavour, typeof FILTERS>> = {
  bash: FILTERS,
  cmd: WINDOWS_FILTERS,
  powershell: POWERSHELL_FILTERS,
};

/** What `name` is a filter in; `Findstr.exe` is one too on Windows. */
function filterNamed(flavour: Flavour, name: string): (typeof FILTERS)[string] | undefined {
  const filters = BY_FLAVOUR[flavour];
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
  const words = whole === undefined ? wordsOf(args.find((arg) => !arg.startsWith('/'))) : [whole];
  if (words === undefined) return { kept: [], exitCode: 2, error: err('FINDSTR: Bad command line') };
  const fold = (text: string) => (flags.includes('i') ? text.toLowerCase() : text);
  const kept = lines.filter((line) => words.some((word) => fold(line).includes(fold(word))) !== flags.includes('v'));
  return { kept, exitCode: kept.length > 0 ? 0 : 1, error: null };
}

/** A blank before or behind them parts nothing: `":80 "` asks for `:80`. */
function wordsOf(pattern: string | undefined): readonly string[] | undefined {
  const words = pattern?.split(/\s+/).filter((word) => word !== '');
  return words?.length === 0 ? undefined : words;
}

/** One text, as it is; `/I` minds no capitals, `/V` turns it round, `/C` counts, `/N` numbers. @see find /? */
function find(args: readonly string[], lines: readonly string[]): Filtered {
  const flags = args
    .filter((arg) => /^\/[a-z]+$/i.test(arg))
    .join('')
    .toLowerCase();
  const text = args.find((arg) => !arg.startsWith('/'));
  if (text === undefined) return { kept: [], exitCode: 2, error: err('FIND: Parameter format not correct') };
  const fold = (line: string) => (flags.includes('i') ? line.toLowerCase() : line);
  const found = lines
    .map((line, at) => (flags.includes('n') ? `[${at + 1}]${line}` : line))
    .filter((_, at) => fold(lines[at] ?? '').includes(fold(text)) !== flags.includes('v'));
  const kept = flags.includes('c') ? [String(found.length)] : found;
  return { kept, exitCode: found.length > 0 ? 0 : 1, error: null };
}

/** Minds no capitals; what it found stands between empty lines. The pattern is taken as a word, as everywhere here. */
function selectString(args: readonly string[], lines: readonly string[]): Filtered {
  const pattern = args.find((arg) => !arg.startsWith('-'))?.toLowerCase();
  if (pattern === undefined) return { kept: [], exitCode: 1, error: err('Select-String : -Pattern is needed') };
  const found = lines.filter((line) => line.toLowerCase().includes(pattern));
  return ended(found.length === 0 ? [] : ['', ...found, '', '']);
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
