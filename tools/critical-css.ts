/**
 * The part of a style sheet that a page needs before anything comes to life: rules of everybody, and those of the components
 * whose scope (`svelte-…`) stands in its HTML. The rest waits in the whole sheet, which the page's script adds afterwards.
 */
export function criticalCss(css: string, html: string): string {
  const inPage = new Set(html.match(SCOPE));
  return rulesOf(css)
    .map((rule) => keep(rule, inPage))
    .join('');
}

const SCOPE = /svelte-[a-z0-9]+/g;
/** At-rules that hold rules of their own. */
const GROUP = /^\s*@(?:media|supports|container|layer)\b/;

function keep(rule: string, inPage: ReadonlySet<string>): string {
  const open = rule.indexOf('{');
  const head = open < 0 ? rule : rule.slice(0, open);
  if (GROUP.test(head)) {
    const inner = rulesOf(rule.slice(open + 1, -1))
      .map((each) => keep(each, inPage))
      .join('');
    return inner === '' ? '' : `${head}{${inner}}`;
  }
  const scopes = head.match(SCOPE);
  return head.trimStart().startsWith('@') || scopes === null || scopes.some((scope) => inPage.has(scope)) ? rule : '';
}

/** The rules at the top level, each as it stands. Braces in strings and comments do not count. */
function rulesOf(css: string): readonly string[] {
  const rules: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: token, index } of css.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*[^]*?\*\/|[{};]/g)) {
    if (token === '{') depth += 1;
    else if (token === '}') depth -= 1;
    else if (token !== ';') continue;
    if (depth > 0) continue;
    rules.push(css.slice(from, index + 1));
    from = index + 1;
  }
  return rules;
}
