/**
 * The payload of `v1.`: number of the dictionary, branch, fork point, lines, the line and step watched, and a checksum.
 * What comes in is hostile until it has passed: sizes are limited before and after, every number is checked.
 */
import type { Line } from '../terminal/index.ts';
import { checksum, fromBase64Url, Malformed, Reader, toBase64Url, writeNumber } from './bytes.ts';
import { dictionaries } from './dictionaries/index.ts';
import type { Dictionary } from './dictionary.ts';
import type { Decoded, LinkProblem, SharedChange } from './shared.ts';
import { readText, writeText } from './text-code.ts';

const MOST_LINES = 200;
/** One line may carry a file. */
const LONGEST_LINE = 8_000;
const LONGEST_TOTAL = 32_000;
const LONGEST_WORD = 120;
const CHECKSUM_BYTES = 2;

/** @throws RangeError for a base world without a dictionary: a lesson gets one before it is published. */
export function writeDocument(change: SharedChange): string {
  const number = dictionaries.findIndex(({ base }) => base === change.base) + 1;
  const dictionary = dictionaries[number - 1];
  if (!dictionary) throw new RangeError(`no dictionary for the world ${change.base}`);
  const bytes: number[] = [];
  writeNumber(bytes, number);
  writeText(bytes, change.branch, dictionary.phrases);
  writeNumber(bytes, change.forkAfter);
  writeNumber(bytes, change.lines.length);
  for (const line of change.lines) writeLine(bytes, line, dictionary);
  writeNumber(bytes, change.line);
  writeText(bytes, change.key ?? '', dictionary.phrases);
  const check = checksum(bytes);
  return toBase64Url([...bytes, check >> 8, check & 255]);
}

export function readDocument(payload: string): Decoded {
  try {
    return readBytes(fromBase64Url(payload));
  } catch (error) {
    if (error instanceof Malformed) return broken('damaged');
    throw error;
  }
}

function readBytes(bytes: Uint8Array): Decoded {
  const content = bytes.subarray(0, -CHECKSUM_BYTES);
  const check = new Reader(bytes.subarray(-CHECKSUM_BYTES));
  if (bytes.length <= CHECKSUM_BYTES || checksum(content) !== check.byte() * 256 + check.byte())
    return broken('damaged');
  const reader = new Reader(content);
  const dictionary = dictionaries[reader.number() - 1];
  if (!dictionary) return broken('unknown-world');
  const { phrases } = dictionary;
  const branch = readText(reader, phrases, LONGEST_WORD);
  const forkAfter = reader.number();
  const lines = readLines(reader, dictionary);
  const line = reader.number();
  const key = readText(reader, phrases, LONGEST_WORD);
  if (line >= lines.length || !reader.isAtEnd) return broken('damaged');
  return {
    ok: true,
    shared: { kind: 'change', base: dictionary.base, branch, forkAfter, lines, line, key: key === '' ? null : key },
  };
}

function writeLine(bytes: number[], { at, run }: Line, { places, phrases }: Dictionary): void {
  const place = places.indexOf(at) + 1;
  writeNumber(bytes, place);
  if (place === 0) writeText(bytes, at, phrases);
  writeText(bytes, run, phrases);
}

function readLines(reader: Reader, { places, phrases }: Dictionary): readonly Line[] {
  const count = reader.number();
  if (count === 0 || count > MOST_LINES) throw new Malformed('no line, or too many');
  let total = 0;
  return Array.from({ length: count }, () => {
    const number = reader.number();
    const at = number === 0 ? readText(reader, phrases, LONGEST_WORD) : places[number - 1];
    if (at === undefined) throw new Malformed(`there is no place ${number}`);
    const run = readText(reader, phrases, Math.min(LONGEST_LINE, LONGEST_TOTAL - total));
    total += run.length;
    return { at, run };
  });
}

function broken(problem: LinkProblem): Decoded {
  return { ok: false, problem, nearest: null };
}
