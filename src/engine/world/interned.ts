/**
 * The same text as the one copy that V8 keeps for names of properties: two such texts are compared by their place in memory, others
 * letter by letter. For names that packets are compared with all the time; text from a file or a command line is none by itself.
 */
export function interned(text: string): string {
  return Object.keys({ [text]: null })[0] ?? text;
}
