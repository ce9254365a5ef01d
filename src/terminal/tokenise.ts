/** Splits a typed line as a shell does: words, quotes, and the few signs that join commands. Read bash(1) "Quoting" before editing. */

/** How a command hangs on the one before it. */
export type Joint = ';' | '&&' | '||' | '|';

export interface SimpleCommand {
  readonly joint: Joint;
  readonly words: readonly string[];
}

/** `error` is what bash prints; `unmodelled` is a sign that this shell does not follow. */
export type Tokens =
  | { readonly ok: true; readonly commands: readonly SimpleCommand[] }
  | { readonly ok: false; readonly error: string }
  | { readonly ok: false; readonly unmodelled: string };

const OPERATORS: readonly Joint[] = ['&&', '||', ';', '|'];
const UNMODELLED_SIGNS = /^[<>&`$()]/;

export function tokenise(line: string): Tokens {
  const commands: { joint: Joint; words: string[] }[] = [{ joint: ';', words: [] }];
  let at = 0;
  while (at < line.length) {
    const rest = line.slice(at);
    const blank = /^[\s]+/.exec(rest)?.[0].length ?? 0;
    if (blank > 0) {
      at += blank;
      continue;
    }
    if (rest.startsWith('#')) break;
    const operator = OPERATORS.find((sign) => rest.startsWith(sign));
    if (operator !== undefined) {
      if (commands.at(-1)?.words.length === 0) return { ok: false, error: unexpected(operator) };
      commands.push({ joint: operator, words: [] });
      at += operator.length;
      continue;
    }
    const sign = UNMODELLED_SIGNS.exec(rest)?.[0];
    if (sign !== undefined) return { ok: false, unmodelled: `"${sign}"` };
    const word = readWord(rest);
    if (word === null) return { ok: false, error: 'bash: unexpected EOF while looking for matching quote' };
    if ('sign' in word) return { ok: false, unmodelled: `"${word.sign}"` };
    commands.at(-1)?.words.push(word.text);
    at += word.length;
  }
  const last = commands.at(-1);
  if (last?.words.length === 0 && commands.length > 1) {
    if (last.joint !== ';') return { ok: false, error: 'bash: syntax error: unexpected end of file' };
    commands.pop();
  }
  return { ok: true, commands };
}

function unexpected(sign: string): string {
  return `bash: syntax error near unexpected token \`${sign}'`;
}

/** One word with its quoted parts joined; null when a quote stays open; `sign` when it holds something that would be expanded. */
function readWord(rest: string): { readonly text: string; readonly length: number } | { readonly sign: string } | null {
  let text = '';
  let at = 0;
  while (at < rest.length) {
    const char = rest.charAt(at);
    if (/[\s;|&<>()]/.test(char)) break;
    if (char === '$' || char === '`') return { sign: char };
    if (char === '\\') {
      text += rest.charAt(at + 1);
      at += 2;
    } else if (char === "'" || char === '"') {
      const end = closingQuote(rest, at);
      if (end < 0) return null;
      const inside = rest.slice(at + 1, end);
      if (char === '"' && /(?<!\\)[$`]/.test(inside)) return { sign: '$' };
      text += char === '"' ? inside.replace(/\\(["\\$`])/g, '$1') : inside;
      at = end + 1;
    } else {
      text += char;
      at += 1;
    }
  }
  return { text, length: at };
}

function closingQuote(text: string, open: number): number {
  const quote = text.charAt(open);
  for (let at = open + 1; at < text.length; at += 1) {
    if (quote === '"' && text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === quote) return at;
  }
  return -1;
}
