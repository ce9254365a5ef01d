/**
 * Command lines as bytes. A lesson's phrases are one byte each, addresses are four, other ASCII is itself; everything else
 * is UTF-8 behind a length. Every text ends with `END`.
 */
import { formatIp, parseIp } from '../engine/index.ts';
import { Malformed, type Reader } from './bytes.ts';

const END = 0x00;
const ADDRESS = 0x01;
const PREFIX = 0x02;
const UTF8 = 0x04;
/** A phrase beyond the first 128: its number follows. */
const FAR_PHRASE = 0x05;
const NEAR_PHRASES = 128;
const LONGEST_UTF8 = 255;

const ADDRESS_TEXT = /^(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?:\/(\d{1,2}))?(?![\d.])/;

/** One piece of a text: how many characters it stands for, and its bytes. */
interface Piece {
  readonly length: number;
  readonly bytes: readonly number[];
}

export function writeText(bytes: number[], text: string, phrases: readonly string[]): void {
  for (let at = 0; at < text.length;) {
    const piece = longest(phrasePiece(text, at, phrases), addressPiece(text, at)) ?? literalPiece(text, at);
    bytes.push(...piece.bytes);
    at += piece.length;
  }
  bytes.push(END);
}

/** @throws Malformed for a code without a meaning, or for a text longer than `limit` characters. */
export function readText(reader: Reader, phrases: readonly string[], limit: number): string {
  let text = '';
  for (let code = reader.byte(); code !== END; code = reader.byte()) {
    text += readPiece(reader, code, phrases);
    if (text.length > limit) throw new Malformed('a text is too long');
  }
  return text;
}

function readPiece(reader: Reader, code: number, phrases: readonly string[]): string {
  if (code >= NEAR_PHRASES) return phraseAt(phrases, code - NEAR_PHRASES);
  switch (code) {
    case FAR_PHRASE:
      return phraseAt(phrases, NEAR_PHRASES + reader.byte());
    case ADDRESS:
      return readAddress(reader);
    case PREFIX:
      return `${readAddress(reader)}/${reader.byte()}`;
    case UTF8:
      return new TextDecoder('utf-8', { fatal: false }).decode(reader.take(reader.byte()));
    default:
      if (!isLiteral(code)) throw new Malformed(`the code ${code} has no meaning`);
      return String.fromCharCode(code);
  }
}

function readAddress(reader: Reader): string {
  return [...reader.take(4)].join('.');
}

function phraseAt(phrases: readonly string[], index: number): string {
  const phrase = phrases[index];
  if (phrase === undefined) throw new Malformed(`there is no phrase ${index}`);
  return phrase;
}

function phrasePiece(text: string, at: number, phrases: readonly string[]): Piece | null {
  let best: Piece | null = null;
  for (const [index, phrase] of phrases.entries()) {
    if (phrase.length > (best?.length ?? 1) && text.startsWith(phrase, at)) {
      const bytes = index < NEAR_PHRASES ? [NEAR_PHRASES + index] : [FAR_PHRASE, index - NEAR_PHRASES];
      best = { length: phrase.length, bytes };
    }
  }
  return best;
}

/** Only an address written as it is printed can be told from its number again. */
function addressPiece(text: string, at: number): Piece | null {
  const [whole = '', address = '', length] = ADDRESS_TEXT.exec(text.slice(at, at + 19)) ?? [];
  const parsed = parseIp(address);
  if (parsed === null || formatIp(parsed) !== address || /[\d.]/.test(text.charAt(at - 1))) return null;
  const octets = address.split('.').map(Number);
  if (length === undefined) return { length: whole.length, bytes: [ADDRESS, ...octets] };
  return String(Number(length)) === length
    ? { length: whole.length, bytes: [PREFIX, ...octets, Number(length)] }
    : null;
}

function literalPiece(text: string, at: number): Piece {
  const code = text.charCodeAt(at);
  if (isLiteral(code)) return { length: 1, bytes: [code] };
  let end = at + 1;
  while (end < text.length && !isLiteral(text.charCodeAt(end)) && end - at < LONGEST_UTF8 / 4) end += 1;
  // A pair of surrogates is never torn apart.
  if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1)) && end < text.length) end += 1;
  const bytes = [...new TextEncoder().encode(text.slice(at, end))];
  return { length: end - at, bytes: [UTF8, bytes.length, ...bytes] };
}

function longest(a: Piece | null, b: Piece | null): Piece | null {
  if (a === null || b === null) return a ?? b;
  return b.length > a.length ? b : a;
}

function isLiteral(code: number): boolean {
  return code === 0x0a || (code >= 0x20 && code <= 0x7e);
}
