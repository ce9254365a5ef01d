/**
 * Rich text of the catalogue: pieces in order, some with a meaning that the page shows as colour and type.
 * `say` is the tag both catalogues are written with.
 */
import { particleFor, type ParticlePair } from './particle.ts';

export type Role = 'source' | 'destination' | 'translated' | 'decided' | 'lost' | 'fine' | 'code';

export interface TextPart {
  readonly text: string;
  readonly role?: Role;
}

export type Text = readonly TextPart[];

export const source = (text: string): TextPart => ({ text, role: 'source' });
export const destination = (text: string): TextPart => ({ text, role: 'destination' });
export const translated = (text: string): TextPart => ({ text, role: 'translated' });
export const decided = (text: string): TextPart => ({ text, role: 'decided' });
export const lost = (text: string): TextPart => ({ text, role: 'lost' });
export const fine = (text: string): TextPart => ({ text, role: 'fine' });
export const code = (text: string): TextPart => ({ text, role: 'code' });

const PARTICLE = /\{(은\/는|이\/가|을\/를|과\/와|으로\/로|이라\/라)\}/;

/**
 * Joins literal text and values into one `Text`. `{이/가}` in the literal text becomes the particle that fits
 * whatever stands before it, as that is read aloud.
 */
export function say(strings: TemplateStringsArray, ...values: readonly (string | number | TextPart | Text)[]): Text {
  const parts: TextPart[] = [];
  strings.forEach((literal, index) => {
    appendLiteral(parts, literal);
    const value = values[index];
    if (value === undefined) return;
    if (typeof value === 'string' || typeof value === 'number') append(parts, { text: String(value) });
    else for (const part of 'text' in value ? [value] : value) append(parts, part);
  });
  return parts;
}

/** The words of a text without their roles. */
export function plain(text: Text): string {
  return text.map((part) => part.text).join('');
}

function appendLiteral(parts: TextPart[], literal: string): void {
  const pieces = literal.split(PARTICLE);
  pieces.forEach((piece, index) => {
    const isParticle = index % 2 === 1;
    append(parts, { text: isParticle ? particleFor(plain(parts), piece as ParticlePair) : piece });
  });
}

/** Neighbouring pieces without a role become one: what is drawn is one text node. */
function append(parts: TextPart[], part: TextPart): void {
  if (part.text === '') return;
  const last = parts.at(-1);
  if (last && !last.role && !part.role) parts[parts.length - 1] = { text: last.text + part.text };
  else parts.push(part);
}
