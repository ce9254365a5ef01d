/**
 * Reads the YAML that compose files are written in: block and flow mappings and sequences, plain and quoted scalars, comments,
 * literal blocks. Anchors, tags and several documents are refused by name. Read YAML 1.2 chapters 7 and 8 before editing.
 */
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

interface Line {
  readonly number: number;
  readonly indent: number;
  readonly text: string;
}

const DEEPEST = 32;

/** @throws YamlFault */
export function parseYaml(text: string): YamlValue {
  const raw = text.split(/\r?\n/);
  const reader = new BlockReader(raw, raw.flatMap(significant));
  return reader.whole();
}

/** A line without its comment; none when nothing is left. */
function significant(raw: string, at: number): readonly Line[] {
  const number = at + 1;
  const text = withoutComment(raw).trimEnd();
  const body = text.trimStart();
  if (body === '' || (body === '---' && number === 1)) return [];
  if (/^\s*\t/.test(text)) throw new YamlFault(number, 'found character that cannot start any token');
  if (body === '---' || body === '...') throw new YamlFault(number, 'a second document', true);
  return [{ number, indent: text.length - body.length, text: body }];
}

/** A `#` begins a comment at the start or after a space, outside quotes. */
function withoutComment(raw: string): string {
  let quote = '';
  for (let at = 0; at < raw.length; at += 1) {
    const char = raw.charAt(at);
    if (quote !== '') {
      if (char === '\\' && quote === '"') at += 1;
      else if (char === quote) quote = '';
    } else if ((char === '"' || char === "'") && /(^|[\s[{,:-])$/.test(raw.slice(0, at))) quote = char;
    else if (char === '#' && (at === 0 || /\s/.test(raw.charAt(at - 1)))) return raw.slice(0, at);
  }
  return raw;
}

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'[\]{},#&*!|>@`-][^#]*?|-[^\s][^#]*?)\s*:(?:\s+(.*))?$/;

class BlockReader {
  readonly #raw: readonly string[];
  readonly #lines: Line[];
  #at = 0;

  constructor(raw: readonly string[], lines: readonly Line[]) {
    this.#raw = raw;
    this.#lines = [...lines];
  }

  whole(): YamlValue {
    const [first] = this.#lines;
    if (first === undefined) return null;
    const value = this.#block(first.indent, 0);
    const rest = this.#lines[this.#at];
    if (rest !== undefined) throw new YamlFault(rest.number, 'did not find expected key');
    return value;
  }

  /** Everything at `indent` from here on. */
  #block(indent: number, depth: number): YamlValue {
    const line = this.#lines[this.#at];
    if (line === undefined) return null;
    if (depth > DEEPEST) throw new YamlFault(line.number, `nesting deeper than ${DEEPEST}`, true);
    if (isItem(line)) return this.#sequence(indent, depth);
    if (KEY.test(line.text)) return this.#mapping(indent, depth);
    this.#at += 1;
    return scalar(line.text, line.number);
  }

  #sequence(indent: number, depth: number): YamlValue {
    const items: YamlValue[] = [];
    for (;;) {
      const line = this.#lines[this.#at];
      if (line === undefined || line.indent < indent || !isItem(line)) return items;
      if (line.indent > indent) throw new YamlFault(line.number, "did not find expected '-' indicator");
      const body = line.text.slice(1).trimStart();
      if (body === '') {
        this.#at += 1;
        items.push(this.#nested(indent, depth, false));
      } else {
        // What follows the dash stands as deep as it is written.
        this.#lines[this.#at] = { ...line, indent: line.indent + line.text.length - body.length, text: body };
        items.push(this.#block(line.indent + line.text.length - body.length, depth + 1));
      }
    }
  }

  #mapping(indent: number, depth: number): YamlValue {
    const fields = new Map<string, YamlValue>();
    for (;;) {
      const line = this.#lines[this.#at];
      if (line === undefined || line.indent < indent || isItem(line)) return Object.fromEntries(fields);
      const found = KEY.exec(line.text);
      if (line.indent > indent) throw new YamlFault(line.number, 'mapping values are not allowed in this context');
      if (found === null) throw new YamlFault(line.number, "could not find expected ':'");
      const key = keyText(scalar(found[1] ?? '', line.number));
      if (fields.has(key)) throw new YamlFault(line.number, `mapping key "${key}" already defined`);
      this.#at += 1;
      fields.set(key, this.#fieldValue(found[2] ?? '', line, depth));
    }
  }

  #fieldValue(text: string, line: Line, depth: number): YamlValue {
    if (text === '') return this.#nested(line.indent, depth, true);
    if (/^[|>][+-]?$/.test(text)) return this.#literal(line, text);
    return scalar(text, line.number);
  }

  /** The value of a key or dash with nothing behind it: what is indented below, or a sequence at the key's own depth. */
  #nested(indent: number, depth: number, sequenceMayAlign: boolean): YamlValue {
    const next = this.#lines[this.#at];
    if (next === undefined) return null;
    const below = next.indent > indent || (sequenceMayAlign && next.indent === indent && isItem(next));
    return below ? this.#block(next.indent, depth + 1) : null;
  }

  #literal(line: Line, style: string): string {
    const body: string[] = [];
    let at = line.number;
    for (; at < this.#raw.length; at += 1) {
      const raw = this.#raw[at] ?? '';
      if (raw.trim() !== '' && raw.length - raw.trimStart().length <= line.indent) break;
      body.push(raw);
    }
    while ((this.#lines[this.#at]?.number ?? Infinity) <= at) this.#at += 1;
    const cut = Math.min(...body.filter((raw) => raw.trim() !== '').map((raw) => raw.length - raw.trimStart().length));
    const lines = body.map((raw) => raw.slice(cut));
    return `${lines.join(style.startsWith('|') ? '\n' : ' ').trimEnd()}${style.endsWith('-') ? '' : '\n'}`;
  }
}

function keyText(key: YamlValue): string {
  return typeof key === 'object' ? '' : String(key);
}

function isItem(line: Line): boolean {
  return line.text === '-' || line.text.startsWith('- ');
}

function scalar(text: string, line: number): YamlValue {
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
