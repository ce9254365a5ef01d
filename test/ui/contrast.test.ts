/** Every pair of colours that meet somewhere, measured in both themes. @see WCAG 2.2, 1.4.3 and 1.4.11 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/ui/tokens.css', 'utf8');
const light = tokensIn(blockAfter(':root {'));
const darkBySystem = tokensIn(blockAfter(":root:not([data-theme='light']) {"));
const darkByChoice = tokensIn(blockAfter("\n:root[data-theme='dark'] {"));

const surfaces = ['paper', 'sheet', 'box', 'box-2', 'box-3', 'wash'];

const textPairs: readonly (readonly [text: string, surface: string])[] = [
  ...surfaces.flatMap((surface) => ['ink', 'ink-2', 'ink-3'].map((text) => [text, surface] as const)),
  ...['paper', 'sheet', 'box', 'wash'].flatMap((surface) =>
    ['src', 'dst', 'nat', 'ok', 'lost'].map((text) => [text, surface] as const),
  ),
  ...['ink', 'marker-ink', 'src', 'dst', 'nat', 'lost'].map((text) => [text, 'marker'] as const),
  ...['sheet', 'on-ink', 'on-ink-2', 'on-ink-src', 'on-ink-dst', 'on-ink-nat'].map((text) => [text, 'ink'] as const),
];

const markPairs: readonly (readonly [mark: string, surface: string])[] = [
  ...['paper', 'sheet', 'box', 'wash'].flatMap((surface) =>
    ['line-2', 'focus', 'ink', 'lost', 'ok', 'nat'].map((mark) => [mark, surface] as const),
  ),
  ['line-2', 'box-2'],
  ['on-ink-marker', 'ink'],
];

describe.each([
  ['light', light],
  ['dark', { ...light, ...darkByChoice }],
])('in the %s theme', (_, theme) => {
  it.each(textPairs)('text in %s can be read on %s', (text, surface) => {
    expect(contrast(colour(theme, text), colour(theme, surface))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(markPairs)('a mark in %s stands out on %s', (mark, surface) => {
    expect(contrast(colour(theme, mark), colour(theme, surface))).toBeGreaterThanOrEqual(3);
  });
});

it('a chosen dark theme is the system’s dark theme', () => {
  expect(darkByChoice).toEqual(darkBySystem);
});

it('the dark theme gives every colour of the light one', () => {
  const colours = Object.keys(light).filter((name) => light[name]!.startsWith('#'));
  expect(Object.keys(darkByChoice).sort()).toEqual(colours.sort());
});

function blockAfter(selector: string): string {
  const start = css.indexOf(selector);
  if (start < 0) throw new Error(`tokens.css has no ${selector}`);
  return css.slice(start + selector.length, css.indexOf('}', start));
}

function tokensIn(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()]),
  );
}

function colour(theme: Readonly<Record<string, string>>, name: string): string {
  const value = theme[name];
  if (value === undefined) throw new Error(`no colour ${name}`);
  return value;
}

function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
