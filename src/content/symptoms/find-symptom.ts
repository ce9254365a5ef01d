/**
 * Finds the lesson and scene that explain an error text. Pure: the build makes the index, the home page asks it.
 *
 * A line of the index is known by its message: the words after its last colon (`Connection timed out`), what stands before
 * only adds weight. Where anything may say those (`permission denied`), the whole line is the message. Rare words weigh more than frequent ones, words that any working machine prints weigh hardly anything,
 * and two words side by side count as a third, so that the same words strewn over a sentence are not the message.
 */
import { ORDINARY_PAIRS, ORDINARY_WORDS } from './ordinary.ts';
import { pairsOf, wordsOf } from './words.ts';

/** One line that a scene explains. */
export interface SymptomLine {
  readonly lesson: string;
  /** Null: the lesson as a whole. */
  readonly scene: string | null;
  /** As it was printed. */
  readonly text: string;
  /** Named by the lesson's author, not only printed in it. */
  readonly named: boolean;
}

export interface FoundSymptom extends SymptomLine {
  /** Only for comparing with others of the same search. */
  readonly score: number;
}

export interface SymptomIndex {
  readonly lines: readonly IndexedLine[];
  /** How many lines hold a word, or two words side by side. */
  readonly counts: ReadonlyMap<string, number>;
}

interface IndexedLine {
  readonly line: SymptomLine;
  readonly message: readonly string[];
  readonly context: readonly string[];
}

/** What is read of a text: an error stands at its beginning or at its end. */
const LONGEST_TEXT = 32_768;
const LONGEST_LINE = 600;
const MOST_LINES = 400;

const WEIGHT_OF_ORDINARY = 0.2;
const WEIGHT_OF_CONTEXT = 0.3;
const WEIGHT_OF_NAMED = 1.5;
/** How much of a message must be there. */
const ENOUGH_OF_MESSAGE = 0.75;
/** How much of a message a few typed words must be. */
const ENOUGH_WHEN_TYPED = 0.5;

export function indexSymptoms(lines: readonly SymptomLine[]): SymptomIndex {
  const indexed = lines
    .map((line) => ({ line, ...partsOf(line.text) }))
    .filter(({ message }) => isSpecific(partsToCompare(message)));
  const counts = new Map<string, number>();
  for (const { message } of indexed)
    for (const word of new Set(partsToCompare(message))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { lines: indexed, counts };
}

/** @returns the best scene of each lesson that explains something in `text`, best first; none when nothing is known. */
export function findSymptom(index: SymptomIndex, text: string): readonly FoundSymptom[] {
  const found = new Map<string, FoundSymptom>();
  const asked = linesOf(text).map(wordsOf);
  for (const indexed of index.lines) {
    const score = Math.max(0, ...asked.map((words) => scoreOf(index, indexed, words)));
    const { line } = indexed;
    const best = found.get(line.lesson);
    if (score > 0 && score > (best?.score ?? 0)) found.set(line.lesson, { ...line, score });
  }
  return [...found.values()].sort((a, b) => b.score - a.score);
}

function linesOf(text: string): readonly string[] {
  const read = text.length <= 2 * LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}\n${text.slice(-LONGEST_TEXT)}`;
  const lines = read.split(/[\r\n]+/);
  const kept =
    lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES / 2), ...lines.slice(-MOST_LINES / 2)];
  return [...new Set(kept.map((line) => line.slice(0, LONGEST_LINE)))];
}

function partsOf(text: string): { message: readonly string[]; context: readonly string[] } {
  const colon = text.lastIndexOf(': ');
  const message = wordsOf(text.slice(colon + 1));
  return colon >= 0 && message.length > 1 && isSpecific(partsToCompare(message))
    ? { message, context: wordsOf(text.slice(0, colon)) }
    : { message: wordsOf(text), context: [] };
}

/** 0 where the line is not what was asked for. */
function scoreOf(index: SymptomIndex, { line, message, context }: IndexedLine, asked: readonly string[]): number {
  const [words, pairs] = [new Set(asked), new Set(pairsOf(asked))];
  const shared = [...message.filter((word) => words.has(word)), ...pairsOf(message).filter((pair) => pairs.has(pair))];
  const weigh = (some: readonly string[]) => some.reduce((sum, part) => sum + weightOf(index, part), 0);
  const whole = weigh(partsToCompare(message));
  const isMessage = isSpecific(shared) && weigh(shared) >= ENOUGH_OF_MESSAGE * whole;
  const isTyped =
    words.size > 1 &&
    shared.some(isTelling) &&
    asked.every((word) => message.includes(word)) &&
    weigh(message.filter((word) => words.has(word))) >= ENOUGH_WHEN_TYPED * weigh(message);
  if (!isMessage && !isTyped) return 0;
  const around = weigh(context.filter((word) => words.has(word)));
  return (weigh(shared) + WEIGHT_OF_CONTEXT * around) * (line.named ? WEIGHT_OF_NAMED : 1);
}

/** Words, and pairs of words. */
function partsToCompare(words: readonly string[]): readonly string[] {
  return [...words, ...pairsOf(words)];
}

/** Whether parts tell one thing from another: two that are not ordinary, or a name that no prose has. */
function isSpecific(parts: readonly string[]): boolean {
  const telling = parts.filter(isTelling);
  return telling.length > 1 || telling.some(isName);
}

function isTelling(part: string): boolean {
  return !ORDINARY_WORDS.has(part) && !ORDINARY_PAIRS.has(part);
}

/** `100%`, `br-`, `ip_forward`, `tcpextipreversepathfilter` */
function isName(word: string): boolean {
  return !word.includes(' ') && (/%|_|-$/.test(word) || /^[a-z]{16,}$/.test(word));
}

function weightOf({ lines, counts }: SymptomIndex, part: string): number {
  if (!isTelling(part)) return WEIGHT_OF_ORDINARY;
  return 1 + Math.log(lines.length / (counts.get(part) ?? lines.length));
}
