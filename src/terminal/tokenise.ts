/**
 * Splits a typed line as a shell does: words, quotes, and the few signs that join commands. Read bash(1) "Quoting",
 * PowerShell about_Quoting_Rules and `cmd /?` before editing.
 */
import type { Flavour } from './windows/flavour.ts';

/** How a command hangs on the one before it. */
export type Joint = ';' | '&&' | '||' | '|';

export interface SimpleCommand {
  readonly joint: Joint;
  readonly words: readonly string[];
}

/** `error` is what bash prints, `fault` what the Windows shells find wrong; `unmodelled` is a sign that this shell does not follow. */
export type Tokens =
  | { readonly ok: true; readonly commands: readonly SimpleCommand[] }
  | { readonly ok: false; readonly error: string }
  | { readonly ok: false; readonly fault: LineFault }
  | { readonly ok: false; readonly unmodelled: string };

/** What makes a whole line unreadable: a sign with nothing to join, at its end or before it, or a quote that stays open. */
export interface LineFault {
  readonly kind: 'nothing-before' | 'nothing-behind' | 'open-quote';
  readonly sign: string;
  /** Where in the line it stands, from 0. */
  readonly at: number;
}

/** Signs that join commands, and how: the Command Prompt writes `&` where the others write `;`. */
const OPERATORS: Readonly<Record<Flavour, Readonly<Record<string, Joint>>>> = {
  bash: { '&&': '&&', '||': '||', ';': ';', '|': '|' },
  powershell: { '&&': '&&', '||': '||', ';': ';', '|': '|' },
  cmd: { '&&': '&&', '||': '||', '&': ';', '|': '|' },
};
const UNMODELLED_SIGNS: Readonly<Record<Flavour, RegExp>> = {
  bash: /^[<>&`$()]/,
  powershell: /^[<>&`$(){}@]/,
  cmd: /^[<>^()%]/,
};
/** A sign that takes the next one as it is. A backslash is a folder's on Windows. */
const ESCAPE: Readonly<Record<Flavour, string>> = { bash: '\\', powershell: '`', cmd: '^' };
/** Signs within a word, or within double quotes, that would be expanded. */
const EXPANDED: Readonly<Record<Flavour, string>> = { bash: '$`', powershell: '$', cmd: '%' };
const QUOTES: Readonly<Record<Flavour, string>> = { bash: `'"`, powershell: `'"`, cmd: '"' };

export function tokenise(line: string, flavour: Flavour = 'bash'): Tokens {
  const commands: { joint: Joint; words: string[] }[] = [{ joint: ';', words: [] }];
  let at = 0;
  while (at < line.length) {
    const rest = line.slice(at);
    const blank = /^[\s]+/.exec(rest)?.[0].length ?? 0;
    if (blank > 0) {
      at += blank;
      continue;
    }
    if (flavour !== 'cmd' && rest.startsWith('#')) break;
    const operator = Object.entries(OPERATORS[flavour]).find(([sign]) => rest.startsWith(sign));
    if (operator !== undefined) {
      const [sign, joint] = operator;
      if (commands.at(-1)?.words.length === 0) {
        if (flavour === 'powershell' && joint === ';') {
          at += sign.length;
          continue;
        }
        return broken(flavour, { kind: 'nothing-before', sign, at });
      }
      commands.push({ joint, words: [] });
      at += sign.length;
      continue;
    }
    const sign = UNMODELLED_SIGNS[flavour].exec(rest)?.[0];
    if (sign !== undefined) return { ok: false, unmodelled: `"${sign}"` };
    const word = readWord(rest, flavour);
    if (word === null) return broken(flavour, { kind: 'open-quote', sign: rest.charAt(0), at });
    if ('sign' in word) return { ok: false, unmodelled: `"${word.sign}"` };
    commands.at(-1)?.words.push(word.text);
    at += word.length;
  }
  const last = commands.at(-1);
  if (last?.words.length === 0 && commands.length > 1) {
    if (last.joint !== ';')
      return broken(flavour, {
        kind: 'nothing-behind',
        sign: last.joint,
        at: line.trimEnd().length - last.joint.length,
      });
    commands.pop();
  }
  return { ok: true, commands };
}

function broken(flavour: Flavour, fault: LineFault): Tokens {
  return flavour === 'bash' ? { ok: false, error: BASH[fault.kind](fault.sign) } : { ok: false, fault };
}

const BASH: Readonly<Record<LineFault['kind'], (sign: string) => string>> = {
  'nothing-before': (sign) => `bash: syntax error near unexpected token \`${sign}'`,
  'nothing-behind': () => 'bash: syntax error: unexpected end of file',
  'open-quote': () => 'bash: unexpected EOF while looking for matching quote',
};

/** One word with its quoted parts joined; null when a quote stays open; `sign` when it holds something that would be expanded. */
function readWord(
  rest: string,
  flavour: Flavour,
): { readonly text: string; readonly length: number } | { readonly sign: string } | null {
  let text = '';
  let at = 0;
  while (at < rest.length) {
    const char = rest.charAt(at);
    if ((flavour === 'cmd' ? /[\s|&<>()]/ : /[\s;|&<>()]/).test(char)) break;
    if (EXPANDED[flavour].includes(char)) return { sign: char };
    if (char === ESCAPE[flavour]) {
      text += rest.charAt(at + 1);
      at += 2;
    } else if (QUOTES[flavour].includes(char)) {
      const end = closingQuote(rest, at, flavour);
      if (end < 0) return null;
      const inside = rest.slice(at + 1, end);
      if (char === '"' && hasExpansion(inside, flavour)) return { sign: EXPANDED[flavour].charAt(0) };
      text += char === '"' && flavour === 'bash' ? inside.replace(/\\(["\\$`])/g, '$1') : inside;
      at = end + 1;
    } else {
      text += char;
      at += 1;
    }
  }
  return { text, length: at };
}

function hasExpansion(inside: string, flavour: Flavour): boolean {
  return flavour === 'bash' ? /(?<!\\)[$`]/.test(inside) : inside.includes(EXPANDED[flavour]);
}

/** -1 where it stays open; the Command Prompt takes the end of the line for it. */
function closingQuote(text: string, open: number, flavour: Flavour): number {
  const quote = text.charAt(open);
  if (flavour !== 'bash') {
    const end = text.indexOf(quote, open + 1);
    return end < 0 && flavour === 'cmd' ? text.length : end;
  }
  for (let at = open + 1; at < text.length; at += 1) {
    if (quote === '"' && text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === quote) return at;
  }
  return -1;
}
