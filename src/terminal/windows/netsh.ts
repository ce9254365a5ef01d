/** `netsh`: on to whoever answers for the context. Words may be shortened as long as they stay clear: `int`, `adv`. @see netsh(Windows) */
import { fail, misused, notModelledLine, understands, type Command, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { advfirewall, advfirewallForms } from './advfirewall.ts';
import { isShortFor } from './netsh-words.ts';
import { portproxy, portproxyForms } from './portproxy.ts';
import { ipContext, ipForms } from './netsh-ports.ts';

/** One context of netsh: the words that lead to it, and what answers to the words behind them. */
export interface NetshContext {
  readonly words: readonly string[];
  readonly forms: readonly string[];
  readonly run: (context: Context, args: readonly string[], typed: readonly string[]) => RunResult;
}

const CONTEXTS: readonly NetshContext[] = [
  { words: ['interface', 'portproxy'], forms: portproxyForms, run: portproxy },
  { words: ['advfirewall'], forms: advfirewallForms, run: advfirewall },
  { words: ['interface', 'ipv4'], forms: ipForms, run: (context, args) => ipContext(context, 'ipv4', args) },
  { words: ['interface', 'ipv6'], forms: [], run: (context, args) => ipContext(context, 'ipv6', args) },
];

/** One line for each context. */
const CONTEXT_FORMS = CONTEXTS.flatMap(({ forms }) => forms.slice(0, 1));

/** Contexts that exist on a real machine and not here. */
const NOT_HERE = [
  'interface',
  'firewall',
  'http',
  'wlan',
  'winsock',
  'dnsclient',
  'trace',
  'winhttp',
  'lan',
  'add',
  'show',
  'dump',
];

export const netsh: Command = {
  name: 'netsh',
  understands: CONTEXTS.flatMap(({ forms }) => forms),
  run: (context, args) => {
    if (args.length === 0)
      return fail(context, 1, notModelledLine('netsh without a command'), understands({ understands: CONTEXT_FORMS }));
    const found = CONTEXTS.find(({ words }) => words.every((word, at) => isShortFor(args[at], word)));
    if (found !== undefined) {
      const depth = found.words.length;
      return found.run(context, args.slice(depth), args.slice(0, depth));
    }
    if (NOT_HERE.some((word) => isShortFor(args[0], word)))
      return fail(context, 1, notModelledLine(`netsh ${args.join(' ')}`), understands({ understands: CONTEXT_FORMS }));
    return misused(context, netsh, 1, `The following command was not found: ${args.join(' ')}.`);
  },
};
