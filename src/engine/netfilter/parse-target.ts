/** What follows `-j` or `-g` in a rule. Read iptables-extensions(8) "TARGET EXTENSIONS" before editing. */
import { parseIp } from '../address/ip.ts';
import type { PortRange, Target } from './rule.ts';

/** `80`, `80:90` (a match), `80-90` (a target). */
export function readPorts(text: string): PortRange | null {
  const found = /^(\d{1,5})(?:[:-](\d{1,5}))?$/.exec(text);
  if (found === null) return null;
  const from = Number(found[1]);
  return { from, to: Number(found[2] ?? from) };
}

/** `0x2000/0x2000`; a missing mask means all bits. */
export function readMark(text: string): { readonly value: number; readonly mask: number } {
  const [value = '0', mask = '0xffffffff'] = text.split('/');
  return { value: Number(value) | 0, mask: Number(mask) | 0 };
}

/** @returns null for a rule without a target: it only counts. */
export function readTarget(words: readonly string[]): Target | null {
  const [jump, name] = words;
  if (name === undefined) return null;
  const option = (key: string) => {
    const at = words.indexOf(key);
    return at < 0 ? undefined : words[at + 1];
  };
  switch (name) {
    case 'ACCEPT':
    case 'DROP':
    case 'RETURN':
    case 'LOG':
    case 'NOTRACK':
      return { kind: name };
    // They write something down, or change what this model does not look at, and let the packet go on.
    case 'NFLOG':
    case 'TCPMSS':
    case 'CHECKSUM':
    case 'CLASSIFY':
      return { kind: 'LOG' };
    case 'CT':
      return words.includes('--notrack') ? { kind: 'NOTRACK' } : { kind: 'UNMODELLED', name: words.slice(1).join(' ') };
    case 'REJECT':
      return { kind: 'REJECT', with: option('--reject-with') ?? 'icmp-port-unreachable' };
    case 'MARK': {
      const mark = option('--set-xmark') ?? option('--set-mark');
      if (mark === undefined) return { kind: 'UNMODELLED', name: words.slice(1).join(' ') };
      return { kind: 'MARK', ...readMark(mark) };
    }
    case 'DNAT':
    case 'SNAT':
      return readTranslation(name, words, option(name === 'DNAT' ? '--to-destination' : '--to-source') ?? '');
    case 'MASQUERADE':
    case 'REDIRECT':
      return { kind: name, ports: readPorts(option('--to-ports') ?? '') };
    default:
      if (/^[A-Z]+$/.test(name) && UNMODELLED_TARGETS.has(name))
        return { kind: 'UNMODELLED', name: words.slice(1).join(' ') };
      return { kind: jump === '-g' ? 'GOTO' : 'JUMP', chain: name };
  }
}

/** Extensions that exist and must not be taken for user chains. @see iptables-extensions(8) */
const UNMODELLED_TARGETS = new Set(
  (
    'AUDIT CLUSTERIP CONNMARK CONNSECMARK DSCP ECN HL HMARK IDLETIMER LED NETMAP NFQUEUE QUEUE ' +
    'RATEEST SECMARK SET SYNPROXY TCPOPTSTRIP TEE TOS TPROXY TRACE TTL ULOG'
  ).split(' '),
);

/** `10.0.0.1`, `10.0.0.1-10.0.0.9`, `10.0.0.1:80`, `:53`. */
function readTranslation(kind: 'DNAT' | 'SNAT', words: readonly string[], text: string): Target {
  const [addressText = '', portText] = text.split(':');
  const [fromText = '', toText] = addressText.split('-');
  const address = fromText === '' ? null : parseIp(fromText);
  const toAddress = toText === undefined ? undefined : parseIp(toText);
  const ports = portText === undefined ? null : readPorts(portText);
  const unread = (fromText !== '' && address === null) || toAddress === null || (portText !== undefined && !ports);
  if (unread || words.includes('--random') || words.includes('--persistent'))
    return { kind: 'UNMODELLED', name: words.slice(1).join(' ') };
  return { kind, address, ports, ...(toAddress === undefined ? {} : { toAddress }) };
}
