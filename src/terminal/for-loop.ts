/** Writes a loop out: `for n in a b; do ls $n; done` is `ls a; ls b`. Read bash(1) "Looping Constructs" before editing. */

/** `unmodelled` is a form of loop that this shell does not follow. */
export type Unrolled =
  { readonly ok: true; readonly line: string } | { readonly ok: false; readonly unmodelled: string };

const LOOP =
  /(?<=^|;)\s*for\s+(?<name>[A-Za-z_]\w*)\s+in\s+(?<words>[^;]*?)\s*;\s*do\s+(?<body>.*?)\s*;\s*done(?=\s*(?:;|$))/g;
/** A loop's word: what could open a quote or a command of its own is not substituted. */
const PLAIN_WORD = /^[\w./:@%+-]+$/;
const MOST_ROUNDS = 64;

/** @returns the line without loops; the very same line where there are none. */
export function unrollLoops(line: string): Unrolled {
  if (!/(^|;)\s*for\s/.test(line)) return { ok: true, line };
  const refused: string[] = [];
  const unrolled = line.replace(LOOP, (_whole, name: string, words: string, body: string) => {
    const values = wordsOf(words);
    if (values === null) refused.push(`for ${name} in ${words}`);
    else if (values.length > MOST_ROUNDS) refused.push(`a loop of more than ${MOST_ROUNDS} rounds`);
    else if (/(^|[;&|]\s*)(for|while|if)\s/.test(body)) refused.push('a loop in a loop');
    return (values ?? []).map((value) => body.replace(variable(name), value)).join('; ');
  });
  const [unmodelled] = refused;
  if (unmodelled !== undefined) return { ok: false, unmodelled };
  if (unrolled === line) return { ok: false, unmodelled: 'this form of "for"; for n in a b c; do COMMAND $n; done' };
  return { ok: true, line: unrolled };
}

function variable(name: string): RegExp {
  return new RegExp(`\\$(?:${name}(?!\\w)|\\{${name}\\})`, 'g');
}

/** `a b`, `$(seq 1 31)`, `{1..31}`; null for what would need more of a shell. */
function wordsOf(text: string): readonly string[] | null {
  const range = /^\$\(seq\s+(?:(?<from>\d{1,4})\s+)?(?<to>\d{1,4})\)$|^\{(?<first>\d{1,4})\.\.(?<last>\d{1,4})\}$/.exec(
    text,
  )?.groups;
  if (range) {
    const from = Number(range['from'] ?? range['first'] ?? 1);
    const to = Number(range['to'] ?? range['last']);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => String(from + at));
  }
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.every((word) => PLAIN_WORD.test(word)) ? words : null;
}
