/** The model's rules and the tests' titles name each other: no rule without a test, no test of a rule that is not written down. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const RULE = /\[([A-Z]{2,3}-\d+)\]/g;
const folder = join(import.meta.dirname, 'engine');

function rulesIn(text: string): readonly string[] {
  return [...text.matchAll(RULE)].map(([, rule]) => rule ?? '');
}

const written = rulesIn(readFileSync(join(import.meta.dirname, '..', 'src', 'engine', 'MODEL.md'), 'utf8'));
const tested = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) => rulesIn(readFileSync(join(folder, name), 'utf8')));

describe('MODEL.md', () => {
  it('numbers every rule once', () => {
    expect(written.length).toBeGreaterThan(0);
    expect(new Set(written).size).toBe(written.length);
  });

  it('has a test for every rule', () => {
    expect(written.filter((rule) => !tested.includes(rule))).toEqual([]);
  });

  it('has a rule for every test that names one', () => {
    expect(tested.filter((rule) => !written.includes(rule))).toEqual([]);
  });
});
