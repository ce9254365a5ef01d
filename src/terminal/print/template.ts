/** JSON as the docker CLI indents it, and the Go templates that people give to `-f`. */
import type { Json } from './docker.ts';

/** Four spaces; empty objects and lists stay on their line. */
export function jsonLines(value: Json): readonly string[] {
  return JSON.stringify(value, null, 4).split('\n');
}

type Rendered = { readonly text: string } | { readonly unmodelled: string };

/** `{{.Name}}`, `{{json .IPAM}}`, `{{range .IPAM.Config}}{{.Subnet}}{{end}}`; anything else is named as not understood. */
export function renderTemplate(template: string, value: Json): Rendered {
  const range = /^([^{]*)\{\{-?\s*range\s+(\.[\w.]*)\s*-?\}\}(.*)\{\{-?\s*end\s*-?\}\}([^{]*)$/s.exec(template);
  if (range !== null) {
    const [, before = '', path = '', body = '', after = ''] = range;
    const items = at(value, path);
    if (items === undefined) return { unmodelled: `range ${path}` };
    const list: readonly Json[] = Array.isArray(items) ? items : isObject(items) ? Object.values(items) : [];
    const parts = list.map((item) => renderTemplate(body, item));
    const bad = parts.find((part) => 'unmodelled' in part);
    if (bad !== undefined) return bad;
    return { text: before + parts.map((part) => ('text' in part ? part.text : '')).join('') + after };
  }
  const unmodelled: string[] = [];
  const text = template.replace(/\{\{(.*?)\}\}/gs, (whole, inside: string) => {
    const found = /^\s*(json\s+)?(\.[\w.]*|\s*)\s*$/.exec(inside);
    const path = found?.[2] ?? '';
    if (found === null || path.trim() === '') {
      unmodelled.push(whole);
      return '';
    }
    const part = at(value, path);
    if (part === undefined) {
      unmodelled.push(whole);
      return '';
    }
    return found[1] === undefined ? plain(part) : JSON.stringify(part);
  });
  const [first] = unmodelled;
  return first === undefined ? { text } : { unmodelled: first };
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined where the value holds nothing of that name: the real tool may well do. */
function at(value: Json, path: string): Json | undefined {
  let part: Json | undefined = value;
  for (const key of path.split('.').filter((name) => name !== ''))
    part = part !== undefined && isObject(part) && Object.hasOwn(part, key) ? part[key] : undefined;
  return part;
}

/** As Go prints a value without `json`: maps as `map[a:b]`, lists as `[a b]`. */
function plain(value: Json): string {
  if (value === null) return '<no value>';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(plain).join(' ')}]`;
  if (!isObject(value)) return '';
  const keys = Object.keys(value).sort();
  return `map[${keys.map((key) => `${key}:${plain(value[key] ?? null)}`).join(' ')}]`;
}
