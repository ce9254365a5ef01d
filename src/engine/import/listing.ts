/** A listing in either of its forms, `ip -j` or the lines that people paste, as the same rows. */
import { numberOf, readRows, type JsonObject } from './json.ts';
import type { Report } from './problem.ts';

/** Reads one text form into the rows that the `-j` form has; each row carries its `line`, counted from 1. */
export type TextReader = (text: string, report: Report) => readonly JsonObject[];

export function readListing(text: string, report: Report, readText: TextReader): readonly JsonObject[] {
  return /^\s*[[{]/.test(text) ? readRows(text, report) : readText(text, report);
}

/** The line a row stood on; 0 for one that came as JSON. */
export function lineOf(row: JsonObject): number {
  return numberOf(row, 'line') ?? 0;
}

export interface TextLine {
  /** Counted from 1. */
  readonly number: number;
  readonly isIndented: boolean;
  readonly words: readonly string[];
}

/** The lines that say something. */
export function linesOf(text: string): readonly TextLine[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({
      number: index + 1,
      isIndented: /^\s/.test(line),
      words: line.trim().split(/\s+/),
    }))
    .filter(({ words }) => words[0] !== '');
}
