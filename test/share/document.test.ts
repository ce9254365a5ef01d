/** Payloads that pass the checksum and are hostile all the same. */
import { describe, expect, it } from 'vitest';
import { checksum, toBase64Url, writeNumber } from '../../src/share/bytes.ts';
import { readDocument } from '../../src/share/document.ts';

const END = 0;
const PHRASE_COMPOSE_FILE = 128 + 20;

function payload(...content: (number | readonly number[])[]): string {
  const bytes = content.flat();
  const check = checksum(bytes);
  return toBase64Url([...bytes, check >> 8, check & 255]);
}

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

function number(value: number): number[] {
  const bytes: number[] = [];
  writeNumber(bytes, value);
  return bytes;
}

const main = [...ascii('main'), END];
const line = [1, ...ascii('ls'), END];
const noKey = [END];

describe('a well-signed payload', () => {
  it('is read', () => {
    expect(readDocument(payload(1, main, 0, 1, line, 0, noKey))).toMatchObject({
      ok: true,
      shared: { branch: 'main', lines: [{ at: 'pc', run: 'ls' }], key: null },
    });
  });

  it.each([
    ['a dictionary that does not exist', payload(99, main, 0, 1, line, 0, noKey), 'unknown-world'],
    ['no lines', payload(1, main, 0, 0, 0, noKey), 'damaged'],
    ['a million lines', payload(1, main, 0, number(1_000_000), line, 0, noKey), 'damaged'],
    [
      'two hundred and one lines',
      payload(1, main, 0, number(201), ...Array.from({ length: 201 }, () => line), 0, noKey),
      'damaged',
    ],
    ['a number without end', payload(1, main, [255, 255, 255, 255, 255], 1, line, 0, noKey), 'damaged'],
    ['a place that does not exist', payload(1, main, 0, 1, [77, ...ascii('ls'), END], 0, noKey), 'damaged'],
    ['a phrase that does not exist', payload(1, main, 0, 1, [1, 5, 255, END], 0, noKey), 'damaged'],
    ['a code without a meaning', payload(1, main, 0, 1, [1, 7, END], 0, noKey), 'damaged'],
    ['a watched line that is not there', payload(1, main, 0, 1, line, 1, noKey), 'damaged'],
    ['something behind the end', payload(1, main, 0, 1, line, 0, noKey, 1), 'damaged'],
    ['a text without end', payload(1, main, 0, 1, [1, ...ascii('ls')]), 'damaged'],
    [
      'a phrase repeated to the size of a book',
      payload(1, main, 0, 1, [1, ...Array.from({ length: 2000 }, () => PHRASE_COMPOSE_FILE), END], 0, noKey),
      'damaged',
    ],
    ['a name as long as a line', payload(1, [...ascii('m'.repeat(500)), END], 0, 1, line, 0, noKey), 'damaged'],
  ])('is refused with %s', (_what, text, problem) => {
    expect(readDocument(text)).toEqual({ ok: false, problem, nearest: null });
  });
});
