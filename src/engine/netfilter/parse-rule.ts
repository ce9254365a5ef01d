/**
 * Reads rules in the form that iptables-save prints. Read iptables(8) and iptables-extensions(8) before editing.
 * What the engine does not know is kept by name (`unmodelled`), so that a packet reaching it can be refused honestly.
 */
import { parseIp } from '../address/ip.ts';
import { parsePrefix } from '../address/prefix.ts';
import { readMark, readPorts, readTarget } from './parse-target.ts';
import type { CtField, Match, Rule } from './rule.ts';

interface Option {
  readonly name: string;
  readonly negated: boolean;
  readonly values: readonly string[];
}

/** Without `text` and `negated`, which every match has alike. */
type MatchFields = Match extends infer M ? (M extends Match ? Omit<M, 'text' | 'negated'> : never) : never;

/** Reads `-A CHAIN …`. @returns null when it is not such a line. */
export function parseRule(line: string): { readonly chain: string; readonly rule: Rule } | null {
  const words = splitWords(line);
  const chain = words[1];
  if (words[0] !== '-A' || chain === undefined) return null;
  const [matchWords, targetWords] = splitAtTarget(words.slice(2));
  return {
    chain,
    rule: { text: line.trim(), matches: readMatches(readOptions(matchWords)), target: readTarget(targetWords) },
  };
}

/** Quoted values keep their spaces; a backslash keeps the next character. */
function splitWords(line: string): readonly string[] {
  const words: string[] = [];
  const pattern = /"((?:[^"\\]|\\.)*)"|(\S+)/g;
  for (const [, quoted, bare] of line.matchAll(pattern)) {
    words.push(quoted === undefined ? (bare ?? '') : quoted.replace(/\\(.)/g, '$1'));
  }
  return words;
}

function splitAtTarget(words: readonly string[]): readonly [readonly string[], readonly string[]] {
  const at = words.findIndex((word) => word === '-j' || word === '-g');
  return at < 0 ? [words, []] : [words.slice(0, at), words.slice(at)];
}

function readOptions(words: readonly string[]): readonly Option[] {
  const options: { name: string; negated: boolean; values: string[] }[] = [];
  let negated = false;
  for (const word of words) {
    const last = options.at(-1);
    if (word === '!') negated = true;
    else if (/^--?[a-z]/i.test(word)) {
      options.push({ name: word, negated, values: [] });
      negated = false;
    } else last?.values.push(word);
  }
  return options;
}

function optionText(option: Option): string {
  return [...(option.negated ? ['!'] : []), option.name, ...option.values].join(' ');
}

const MODULES_READ = new Set(
  'tcp udp icmp conntrack state addrtype mark comment multiport iprange ttl length'.split(' '),
);

function readMatches(options: readonly Option[]): readonly Match[] {
  const matches: Match[] = [];
  let module = '';
  for (const option of options) {
    const [first = '', second = ''] = option.values;
    const text = optionText(option);
    const add = (fields: MatchFields) => matches.push({ text, negated: option.negated, ...fields });
    if (option.name === '-m') {
      module = first;
      if (!MODULES_READ.has(module)) add({ kind: 'unmodelled', name: `-m ${module}` });
      continue;
    }
    if (module !== '' && !MODULES_READ.has(module)) continue;
    add(readMatch(option.name, first, second, module) ?? { kind: 'unmodelled', name: text });
  }
  const limited = options.find((option) => /^--limit-iface-(in|out)$/.test(option.name));
  if (limited === undefined) return matches;
  const limitIface = limited.name.endsWith('in') ? 'in' : 'out';
  return matches
    .filter((match) => match.kind !== 'unmodelled' || match.name !== limited.name)
    .map((match) => (match.kind === 'addrtype' ? { ...match, limitIface } : match));
}

function readMatch(name: string, first: string, second: string, module: string): MatchFields | null {
  switch (name) {
    case '-s':
    case '-d': {
      const prefix = parsePrefix(first);
      return prefix && { kind: name === '-s' ? 'source' : 'destination', prefix };
    }
    case '-i':
    case '-o':
      return { kind: name === '-i' ? 'in-interface' : 'out-interface', name: first };
    case '-p':
      return isProtocol(first) ? { kind: 'protocol', protocol: first } : null;
    case '--sport':
    case '--dport':
    case '--sports':
    case '--dports': {
      const ports = first.split(',').map(readPorts);
      if (!ports.every((range) => range !== null)) return null;
      return { kind: name.startsWith('--s') ? 'source-port' : 'destination-port', ports };
    }
    case '--icmp-type':
      return readIcmpType(first);
    case '--tcp-flags':
      return { kind: 'tcp-flags', mask: flagNames(first), set: flagNames(second) };
    case '--src-type':
    case '--dst-type':
      return { kind: 'addrtype', of: name === '--src-type' ? 'source' : 'destination', type: first };
    case '--ctstate':
    case '--state':
      return { kind: 'ctstate', states: first.split(',') };
    case '--ctorigsrc':
    case '--ctorigdst':
    case '--ctreplsrc':
    case '--ctrepldst': {
      const prefix = parsePrefix(first);
      return prefix && { kind: 'ct-address', of: name.slice(4) as CtField, prefix };
    }
    case '--ctorigsrcport':
    case '--ctorigdstport':
    case '--ctreplsrcport':
    case '--ctrepldstport': {
      const ports = readPorts(first);
      return ports && { kind: 'ct-port', of: name.slice(4, -4) as CtField, ports };
    }
    case '--ctdir':
      return /^(ORIGINAL|REPLY)$/.test(first)
        ? { kind: 'ct-direction', direction: first === 'REPLY' ? 'reply' : 'original' }
        : null;
    case '--src-range':
    case '--dst-range': {
      const [from = '', to = from] = first.split('-');
      const ends = [parseIp(from), parseIp(to)] as const;
      if (ends[0] === null || ends[1] === null) return null;
      return { kind: name === '--src-range' ? 'source-range' : 'destination-range', from: ends[0], to: ends[1] };
    }
    case '--ttl-eq':
      return numbers(first, (ttl) => ({ kind: 'ttl', from: ttl, to: ttl }));
    case '--ttl-lt':
      return numbers(first, (ttl) => ({ kind: 'ttl', from: 0, to: ttl - 1 }));
    case '--ttl-gt':
      return numbers(first, (ttl) => ({ kind: 'ttl', from: ttl + 1, to: 255 }));
    case '--length': {
      const range = readPorts(first);
      return range && { kind: 'length', ...range };
    }
    case '--mark':
      return module === 'mark' ? { kind: 'mark', ...readMark(first) } : null;
    case '--comment':
      return { kind: 'comment', comment: first };
    default:
      return null;
  }
}

function numbers(text: string, make: (value: number) => MatchFields): MatchFields | null {
  return /^\d+$/.test(text) ? make(Number(text)) : null;
}

function isProtocol(text: string): text is 'tcp' | 'udp' | 'icmp' | 'all' {
  return ['tcp', 'udp', 'icmp', 'all'].includes(text);
}

function readIcmpType(text: string): MatchFields | null {
  if (text === 'any') return { kind: 'protocol', protocol: 'icmp' };
  const found = /^(\d{1,3})(?:\/(\d{1,3}))?$/.exec(text);
  if (found === null) return null;
  return { kind: 'icmp-type', type: Number(found[1]), code: found[2] === undefined ? null : Number(found[2]) };
}

function flagNames(text: string): readonly string[] {
  if (text === 'NONE') return [];
  return text === 'ALL' ? ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'] : text.split(',');
}
