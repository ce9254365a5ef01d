/**
 * What is compared when an error text is looked up: its words, without all that differs from machine to machine. Addresses,
 * ids, interface names, numbers and white space are left out; `100%` stays, as it is the news of the line.
 */

/** In order: what would match inside a later one comes first. A bridge of Docker's is news, its id is not. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  // curl says the same words of a refusal, (7), and of silence, (28).
  [/\bcurl: \((\d+)\)/gi, ' curl_error$1 '],
  // So does Windows' net of one that is not administrator, 5, and of a port in use, 32.
  [/\bsystem error (\d+)\b/gi, ' system_error$1 '],
  // A web server's status is the server's own news, whatever its words.
  [
    /\b([45]\d\d) (?:bad request|unauthorized|forbidden|not found|too many requests|internal server error|bad gateway|service unavailable|gateway time-?out)\b/gi,
    ' http_status$1 ',
  ],
  [/\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/gi, ' '],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?\b/g, ' '],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, ' '],
  [/\b(br-)[0-9a-f]{12}\b/gi, ' $1 '],
  [/\b(veth)[0-9a-f]{6,8}(?:@\w+)?\b/gi, ' $1 '],
  [/\b(?:eth|eno|ens|enp|enx|wlan|wlp|wlo)\d\w*\b/gi, ' '],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{7,}\b/gi, ' '],
  [/\btime(?:d)?[- ]?out\b/gi, ' timed out '],
  // A share is everything, nothing, or something between.
  [/\b100(?:\.0+)?\s?%/g, ' 100% '],
  [/(?<![\d.])0(?:\.0+)?\s?%/g, ' 0% '],
  [/(?<![\d.])(?!100%)[1-9]\d?(?:\.\d+)?\s?%/g, ' '],
  [/(?<![\p{L}\d%])\d[\d.,]*(?:ms|s|MB|kB|B)?(?![\p{L}\d%])/gu, ' '],
];

/** Endings of Korean words that say who does what, not what it is. */
const ENDINGS =
  /(?:되었습니다|됐습니다|하였습니다|했습니다|입니다|합니다|됩니다|습니다|되었음|되지|했음|하지|할|한|됨|된)$/;
const PARTICLES = /(?:에서|에게|으로|까지|부터|은|는|이|가|을|를|의|에|로|와|과|도)$/;

/** @returns the words of one line, in order, lower case. */
export function wordsOf(line: string): readonly string[] {
  const text = CHANGING.reduce((rest, [pattern, by]) => rest.replace(pattern, by), line.normalize('NFC'));
  return (text.match(/[\p{L}\p{N}_%]+(?:-[\p{L}\p{N}_]+)*-?/gu) ?? [])
    .filter((word) => word.length > 1 && !/^\d+$/.test(word))
    .map((word) => (/^\p{Script=Hangul}+$/u.test(word) ? stem(word) : word.toLowerCase().replace(/(?<!^br)-$/, '')));
}

/** Words that stand side by side: `timed out`. */
export function pairsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`);
}

/** The word without its ending, where enough is left to know it by. */
function stem(word: string): string {
  for (const pattern of [ENDINGS, PARTICLES]) {
    const rest = word.replace(pattern, '');
    if (rest.length >= 2 && rest !== word) return rest;
  }
  return word;
}
