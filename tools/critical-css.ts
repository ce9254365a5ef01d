/**
 * The part of a style sheet that a page needs before anything comes to life: rules whose classes all stand in its HTML, the
 * component's own scope among them, and rules without a class. The rest waits in the whole sheet, which arrives with the
 * page's script: what only comes up later, or gets a class by something that happens, is styled from there.
 */
export function criticalCss(css: string, html: string): string {
  const inPage = new Set([...html.matchAll(CLASS_ATTRIBUTE)].flatMap(([, classes = '']) => classes.split(/\s+/)));
  return rulesOf(css)
    .map((rule) => keep(rule, inPage))
    .join('');
}

const CLASS_ATTRIBUTE = /\bclass="([^"]*)"/g;
const CLASS = /\.(-?[a-z_][\w-]*)/gi;
/** What a selector names only to leave it out. */
const NOT = /:not\([^()]*(?:\([^()]*\)[^()]*)*\)/g;
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
  if (head.trimStart().startsWith('@')) return rule;
  // A comma within brackets makes parts that ask for less: then the rule is kept rather than lost.
  const selectors = head.replace(NOT, '').split(',');
  const applies = (selector: string) => [...selector.matchAll(CLASS)].every(([, name = '']) => inPage.has(name));
  return selectors.some(applies) ? rule : '';
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
