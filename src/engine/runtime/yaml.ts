/**
 * Reads the YAML that compose files are written in: block and flow mappings and sequences, plain and quoted scalars, comments,
 * literal blocks. Anchors, tags and several documents are refused by name. Read YAML 1.2 chapters 7 and 8 before editing.
 */
import { DEEPEST, keyText, scalar, YamlFault, type YamlValue } from './yaml-scalar.ts';

export { YamlFault, type YamlValue } from './yaml-scalar.ts';

interface Line {
  readonly number: number;
  readonly indent: number;
  readonly text: string;
}

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

function isItem(line: Line): boolean {
  return line.text === '-' || line.text.startsWith('- ');
}
