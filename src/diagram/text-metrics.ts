/**
 * How wide text will be, without a browser: widths per mille of the em of a wide system face (DejaVu Sans and its bold;
 * other system faces are narrower), so that text that fits here fits everywhere. Hangul and other wide letters take a full em
 * in sans and two cells in mono.
 */
export interface Font {
  readonly family: 'sans' | 'mono';
  readonly sizePx: number;
  /** From 600 on, the bold widths count. */
  readonly weight: 400 | 600;
}

/** Hundredths of an em for the characters from space to tilde. */
const regular = widths(
  '32 40 46 84 64 95 78 28 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53 100 68 69 70 77 63 58 77 75 30 30 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50 50 61 63 55 63 62 35 63 63 28 28 58 28 97 63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84',
);
const bold = widths(
  '35 46 52 84 70 100 87 31 46 46 52 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 58 100 77 76 73 83 68 68 82 84 37 37 77 64 110 84 85 73 85 77 72 68 81 77 110 77 72 73 46 37 46 84 50 50 67 72 59 72 68 44 72 71 34 34 67 34 104 71 69 72 72 49 60 48 71 65 92 65 65 58 71 37 71 84',
);
const monoCell = 0.61;
const ellipsis = '…';

function widths(text: string): readonly number[] {
  return text.split(' ').map((hundredths) => Number(hundredths) / 100);
}

/** @returns px, a little more than any common system font needs. */
export function measureText(text: string, font: Font): number {
  let em = 0;
  const table = font.weight >= 600 ? bold : regular;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (font.family === 'mono') em += isWide(code) ? 2 * monoCell : monoCell;
    else em += table[code - 32] ?? (isWide(code) ? 1 : 0.84);
  }
  return em * font.sizePx;
}

/** Cuts `text` at the end, with an ellipsis, so that it is at most `widthPx` wide. */
export function fitText(text: string, widthPx: number, font: Font): string {
  if (measureText(text, font) <= widthPx) return text;
  let end = text.length - 1;
  while (end > 0 && measureText(text.slice(0, end) + ellipsis, font) > widthPx) end -= 1;
  return text.slice(0, end).trimEnd() + ellipsis;
}

/** East Asian wide letters: Hangul, kana, ideographs, full-width forms, and the ellipsis and arrows of their fonts. @see UAX 11 */
function isWide(code: number): boolean {
  return (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) || isWideHigh(code);
}

function isWideHigh(code: number): boolean {
  return (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xff00 && code <= 0xff60);
}
