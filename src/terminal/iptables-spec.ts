/**
 * A rule as a person types it, in the form in which iptables keeps and prints it: addresses, interfaces and protocol first, every
 * module named, defaults written out. Read iptables(8) and iptables-extensions(8) before editing.
 */
import { parseRule, type Rule } from '../engine/index.ts';
import { quoted } from './quote.ts';

/** `error` is what iptables says; `unmodelled` names a match or target that this world does not follow. */
export type SpecReading =
  | { readonly ok: true; readonly rule: Rule }
  | { readonly ok: false; readonly error: string }
  | { readonly ok: false; readonly unmodelled: string };

/** The fixed part of a rule, in the order in which it is printed. */
const FIXED = ['-s', '-d', '-i', '-o', '-p'] as const;
const LONG: Readonly<Record<string, string>> = {
  '--source': '-s',
  '--src': '-s',
  '--destination': '-d',
  '--dst': '-d',
  '--in-interface': '-i',
  '--out-interface': '-o',
  '--protocol': '-p',
  '--match': '-m',
  '--jump': '-j',
  '--goto': '-g',
  '--destination-port': '--dport',
  '--source-port': '--sport',
};

export function readSpec(chain: string, args: readonly string[]): SpecReading {
  const fixed = new Map<string, string>();
  const modules: string[] = [];
  const target: string[] = [];
  let protocol = '';
  let not = '';
  for (let at = 0; at < args.length; at += 1) {
    const word = LONG[args[at] ?? ''] ?? args[at] ?? '';
    if (word === '!') {
      not = '! ';
      continue;
    }
    const values: string[] = [];
    while (at + 1 < args.length && args[at + 1] !== '!' && !/^--?[a-z]/i.test(args[at + 1] ?? '')) {
      at += 1;
      values.push(args[at] ?? '');
    }
    const [value] = values;
    if (isFixed(word)) {
      if (value === undefined) return { ok: false, error: `option "${word}" requires an argument` };
      if (word === '-p') protocol = value;
      fixed.set(word, `${not}${word} ${word === '-s' || word === '-d' ? withLength(value) : value}`);
    } else if (word === '-j' || word === '-g' || target.length > 0) {
      target.push(...targetWords(word, values));
    } else {
      if (
        /^--([sd]port|tcp-flags|syn|icmp-type)$/.test(word) &&
        !modules.includes(`-m ${protocol}`) &&
        !isMultiport(modules)
      )
        modules.push(`-m ${protocol}`);
      modules.push(not + [word, ...values.map((text) => matchValue(word, text))].join(' '));
    }
    not = '';
  }
  const words = [...FIXED.flatMap((name) => fixed.get(name) ?? []), ...modules, ...withDefaults(target)];
  return parsed(`-A ${[chain, ...words].join(' ')}`);
}

function isFixed(word: string): word is (typeof FIXED)[number] {
  return (FIXED as readonly string[]).includes(word);
}

function isMultiport(modules: readonly string[]): boolean {
  return modules.includes('-m multiport');
}

function withLength(address: string): string {
  return /^[\d.]+$/.test(address) ? `${address}/32` : address;
}

/** Marks are kept in hexadecimal, comments in double quotes. */
function matchValue(option: string, text: string): string {
  if (option === '--mark') return hexMark(text, '');
  return option === '--comment' && /\s/.test(text) ? `"${text}"` : text;
}

function hexMark(text: string, wholeMask: string): string {
  const [value = '', mask] = text.split('/');
  const hex = (number: string) => `0x${Number(number).toString(16)}`;
  return hex(value) + (mask === undefined ? wholeMask : `/${hex(mask)}`);
}

function targetWords(option: string, values: readonly string[]): readonly string[] {
  const [value = ''] = values;
  if (option === '--set-mark' || option === '--set-xmark') return ['--set-xmark', hexMark(value, '/0xffffffff')];
  if (option === '--log-prefix') return [option, `"${value}"`];
  return [option, ...values];
}

function withDefaults(target: readonly string[]): readonly string[] {
  const isBare = target[1] === 'REJECT' && !target.includes('--reject-with');
  return isBare ? [...target, '--reject-with', 'icmp-port-unreachable'] : target;
}

function parsed(text: string): SpecReading {
  const rule = parseRule(text)?.rule;
  if (rule === undefined) return { ok: false, error: `Bad argument \`${quoted(text)}'` };
  const strange = rule.matches.find((match) => match.kind === 'unmodelled');
  if (strange?.kind === 'unmodelled') return { ok: false, unmodelled: `iptables ${strange.name}` };
  if (rule.target?.kind === 'UNMODELLED') return { ok: false, unmodelled: `iptables -j ${rule.target.name}` };
  return { ok: true, rule };
}
