/** What stands on one line of YAML: plain and quoted scalars, flow sequences and mappings. Read YAML 1.2 chapter 7 before editing. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** `line` counts from 1. `unmodelled` is set when the text may be right but is more than this reader knows. */
export class YamlFault extends Error {
  readonly line: number;
  readonly unmodelled: boolean;

  constructor(line: number, what: string, unmodelled = false) {
    super(what);
    this.line = line;
    this.unmodelled = unmodelled;
  }
}

/** Deeper nesting is refused: no compose file needs it, and a hostile one must not exhaust the stack. */
export const DEEPEST = 32;

export function keyText(key: YamlValue): string {
  return typeof key === 'object' ? '' : String(key);
}

export function scalar(text: string, line: number): YamlValue {
  if (/^[[{]/.test(text)) return new FlowReader(text, line).whole();
  if (/^[&*!]/.test(text)) throw new YamlFault(line, `"${text.charAt(0)}" (an anchor, alias or tag)`, true);
  if (/^[%@`]/.test(text)) throw new YamlFault(line, 'found character that cannot start any token');
  if (text.startsWith('"') || text.startsWith("'")) return quoted(text, line);
  if (/:\s/.test(text)) throw new YamlFault(line, 'mapping values are not allowed in this context');
  return plain(text);
}

function quoted(text: string, line: number): string {
  const found = /^"((?:[^"\\]|\\.)*)"$/.exec(text) ?? /^'((?:[^']|'')*)'$/.exec(text);
  if (found === null) throw new YamlFault(line, 'did not find expected key');
  const inside = found[1] ?? '';
  return text.startsWith("'")
    ? inside.replaceAll("''", "'")
    : inside.replace(/\\(.)/g, (_, char: string) => escaped(char));
}

function escaped(char: string): string {
  return char === 'n' ? '\n' : char === 't' ? '\t' : char;
}

function plain(text: string): YamlValue {
  if (/^(null|Null|NULL|~|)$/.test(text)) return null;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  return /^[-+]?(\d+|\d*\.\d+)$/.test(text) ? Number(text) : text;
}

/** `[a, "b"]` and `{ a: b }` on one line. */
class FlowReader {
  readonly #text: string;
  readonly #line: number;
  #at = 0;

  constructor(text: string, line: number) {
    this.#text = text;
    this.#line = line;
  }

  whole(): YamlValue {
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) throw this.#fault();
    return value;
  }

  #fault(): YamlFault {
    if (this.#at >= this.#text.length)
      return new YamlFault(this.#line, 'a flow sequence or mapping over several lines', true);
    return new YamlFault(this.#line, "did not find expected ',' or ']'");
  }

  #space(): void {
    while (this.#text.charAt(this.#at) === ' ') this.#at += 1;
  }

  #value(depth: number): YamlValue {
    if (depth > DEEPEST) throw new YamlFault(this.#line, `nesting deeper than ${DEEPEST}`, true);
    this.#space();
    const open = this.#text.charAt(this.#at);
    if (open === '[') return this.#items(']', () => this.#value(depth + 1));
    if (open === '{') {
      const pairs = this.#items('}', () => [this.#value(depth + 1), this.#after(':', depth)] as const);
      return Object.fromEntries(pairs.map(([key, value]) => [keyText(key), value]));
    }
    const found = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:[^,:[\]{}]|:(?! |$))+)/.exec(this.#text.slice(this.#at));
    if (found === null) throw this.#fault();
    this.#at += found[0].length;
    return scalar(found[0].trim(), this.#line);
  }

  #after(sign: string, depth: number): YamlValue {
    this.#space();
    if (this.#text.charAt(this.#at) !== sign) return null;
    this.#at += 1;
    return this.#value(depth + 1);
  }

  #items<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    this.#at += 1;
    for (;;) {
      this.#space();
      if (this.#text.charAt(this.#at) === close) break;
      items.push(item());
      this.#space();
      if (this.#text.charAt(this.#at) === ',') this.#at += 1;
      else if (this.#text.charAt(this.#at) !== close) throw this.#fault();
    }
    this.#at += 1;
    return items;
  }
}
