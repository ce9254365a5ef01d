/**
 * The words of a lesson in one language: a small Markdown with a few additions.
 *
 *     ## symptom: The day it stopped        a beat
 *     ### before: A good morning            a scene of lesson.yaml
 *     {#request} The SYN arrives.           a paragraph tied to a cue of that scene
 *     {!unverified} Which way it was.       a note of that kind (unverified, reconstructed, assumed, quoted)
 *     ::listing{at=r550 run="ip route"}     what the line prints in the lesson's world at this point
 *     ::terminal{at=pc run="ping …"}        a line offered for the reader to run
 *     ::prediction{route}                   where a question of lesson.yaml stands
 *     ::branches                            where the fixes are compared
 *     ::table                               where lesson.yaml's table of who reaches what stands
 *     ::challenge                           where the broken world to repair is offered
 *     ::recall                              where the three questions stand
 *
 * Blocks are separated by blank lines. Raw HTML is refused; fenced code is for commands to type elsewhere (`sh`), never for output.
 */
import type { Problem } from './problem.ts';

export const NOTE_KINDS = ['unverified', 'reconstructed', 'assumed', 'quoted'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

interface At {
  /** Line in the file, from 1. */
  readonly line: number;
}

export type Block = At &
  (
    | { readonly kind: 'beat'; readonly key: string; readonly title: string }
    | { readonly kind: 'scene'; readonly key: string; readonly title: string }
    | { readonly kind: 'text'; readonly markdown: string; readonly cue?: string; readonly note?: NoteKind }
    | Listing
    | { readonly kind: 'terminal'; readonly at: string; readonly run: string }
    | { readonly kind: 'prediction'; readonly key: string }
    | { readonly kind: 'branches' | 'table' | 'challenge' | 'recall' }
  );

export type Listing = At & {
  readonly kind: 'listing';
  readonly at: string;
  readonly run: string;
  /** The scene after which the line runs; absent: the last one whose heading stands above. */
  readonly after?: string;
  /** Lines that contain this text are marked. */
  readonly mark?: string;
};

export interface Prose {
  readonly file: string;
  readonly blocks: readonly Block[];
}

export function parseProse(file: string, text: string): { prose: Prose; problems: readonly Problem[] } {
  const blocks: Block[] = [];
  const problems: Problem[] = [];
  for (const { line, text: source } of paragraphs(text)) {
    const read = parseBlock(source, line);
    if (typeof read === 'string') problems.push({ file, line, message: read });
    else blocks.push(read);
  }
  return { prose: { file, blocks }, problems };
}

/** Runs of lines between blank ones; a fence holds its blank lines. */
function paragraphs(text: string): readonly { line: number; text: string }[] {
  const found: { line: number; lines: string[] }[] = [];
  let open = false;
  let fenced = false;
  for (const [index, source] of text.split(/\r?\n/).entries()) {
    if (source.trim() === '' && !fenced) {
      open = false;
      continue;
    }
    if (/^\s*```/.test(source)) fenced = !fenced;
    if (!open) found.push({ line: index + 1, lines: [] });
    found.at(-1)?.lines.push(source);
    open = true;
  }
  return found.map(({ line, lines }) => ({ line, text: lines.join('\n') }));
}

/** @returns the block, or what is wrong with it. */
function parseBlock(source: string, line: number): Block | string {
  if (source.startsWith('::')) return parseDirective(source, line);
  if (source.startsWith('#')) return parseHeading(source, line);
  const { cue, note, markdown } = takeMarks(source);
  if (note !== undefined && !isNoteKind(note)) return `{!${note}} is no note; use one of ${NOTE_KINDS.join(', ')}`;
  if (/^```(?!sh\n)/.test(markdown))
    return 'fenced code is for commands (```sh); show output with ::listing, so that it is what the engine prints';
  if (/<\/?[a-z!][^>]*>/i.test(markdown.replace(/`[^`]*`/g, ''))) return 'raw HTML is refused; use Markdown';
  return {
    kind: 'text',
    line,
    markdown,
    ...(cue === undefined ? {} : { cue }),
    ...(note === undefined ? {} : { note }),
  };
}

function takeMarks(source: string): { cue?: string; note?: string; markdown: string } {
  const marks = /^(?:\{#(?<cue>[a-z][a-z0-9-]*)\}\s*)?(?:\{!(?<note>[a-z]+)\}\s*)?(?<markdown>[^]*)$/.exec(
    source,
  )?.groups;
  return {
    ...(marks?.['cue'] === undefined ? {} : { cue: marks['cue'] }),
    ...(marks?.['note'] === undefined ? {} : { note: marks['note'] }),
    markdown: marks?.['markdown'] ?? source,
  };
}

function isNoteKind(text: string): text is NoteKind {
  return (NOTE_KINDS as readonly string[]).includes(text);
}

function parseHeading(source: string, line: number): Block | string {
  const heading = /^(?<marks>#{2,4}) (?:(?<key>[a-z][a-z0-9-]*): )?(?<title>\S[^\n]*)$/.exec(source)?.groups;
  if (!heading)
    return 'write a heading as "## beat: Title", "### scene: Title" or "#### Title", alone between blank lines';
  const { marks = '', key, title = '' } = heading;
  if (marks === '####') return { kind: 'text', line, markdown: source };
  if (key === undefined)
    return `"${source}" names no ${marks === '##' ? 'beat' : 'scene'}: write "${marks} key: Title"`;
  return { kind: marks === '##' ? 'beat' : 'scene', line, key, title };
}

function parseDirective(source: string, line: number): Block | string {
  const parts = /^::(?<name>[a-z]+)(?:\{(?<inner>.*)\})?$/.exec(source)?.groups;
  if (!parts) return 'a directive is one line: ::name{…}';
  const name = parts['name'] ?? '';
  const inner = parts['inner'] ?? '';
  const { given, rest } = parseAttributes(inner);
  if (rest !== '' && (name === 'listing' || name === 'terminal'))
    return `::${name} cannot read ${rest}: write name=value or name="value", and \\" for a quote within one`;
  const needs = (...names: readonly string[]) => {
    const missing = names.find((wanted) => !(wanted in given));
    return missing === undefined ? null : `::${name} needs ${missing}=…`;
  };
  switch (name) {
    case 'listing':
      return (
        needs('at', 'run') ??
        unknown(name, given, ['at', 'run', 'after', 'mark']) ?? {
          kind: 'listing',
          line,
          at: given['at'] ?? '',
          run: given['run'] ?? '',
          ...(given['after'] === undefined ? {} : { after: given['after'] }),
          ...(given['mark'] === undefined ? {} : { mark: given['mark'] }),
        }
      );
    case 'terminal':
      return (
        needs('at', 'run') ??
        unknown(name, given, ['at', 'run']) ?? {
          kind: 'terminal',
          line,
          at: given['at'] ?? '',
          run: given['run'] ?? '',
        }
      );
    case 'prediction':
      return /^[a-z][a-z0-9-]*$/.test(inner)
        ? { kind: 'prediction', line, key: inner }
        : '::prediction{key} needs a key';
    case 'branches':
    case 'table':
    case 'challenge':
    case 'recall':
      return inner === '' ? { kind: name, line } : `::${name} takes nothing`;
    default:
      return `::${name} is no directive; there are ::listing, ::terminal, ::prediction, ::branches, ::table, ::challenge and ::recall`;
  }
}

function unknown(name: string, given: Readonly<Record<string, string>>, allowed: readonly string[]): string | null {
  const extra = Object.keys(given).find((key) => !allowed.includes(key));
  return extra === undefined ? null : `::${name} takes ${allowed.join(', ')}; it knows no ${extra}`;
}

/** `at=r550 run="ip route"` → both values, and what is left over; quotes hold spaces, and `\"` is a quote within. */
function parseAttributes(text: string): { given: Readonly<Record<string, string>>; rest: string } {
  const given: Record<string, string> = {};
  const rest = text.replace(
    /([a-z]+)=(?:"((?:\\"|[^"])*)"|([^\s"]+))(?=\s|$)/g,
    (_, name: string, quoted: string | undefined, bare: string | undefined) => {
      given[name] = quoted?.replaceAll('\\"', '"') ?? bare ?? '';
      return '';
    },
  );
  return { given, rest: rest.trim() };
}
