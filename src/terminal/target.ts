import { ip, parseIp, type Ip } from '../engine/index.ts';
import type { Context } from './command.ts';

/** What a person typed where an address or a name is expected. */
export type Target =
  { readonly kind: 'address'; readonly ip: Ip } | { readonly kind: 'ipv6' } | { readonly kind: 'unknown' };

/** Addresses, `localhost`, and the names of the machine's /etc/hosts and DNS. Everything with a colon is IPv6. */
export function resolveTarget({ machine }: Context, typed: string): Target {
  if (typed.includes(':') || typed.endsWith('localhost6')) return { kind: 'ipv6' };
  const address = parseIp(typed);
  if (address !== null) return { kind: 'address', ip: address };
  if (typed === 'localhost') return { kind: 'address', ip: ip('127.0.0.1') };
  const named = Object.hasOwn(machine.names ?? {}, typed) ? machine.names?.[typed] : undefined;
  const found = named ?? hostsEntry(machine.files['/etc/hosts'] ?? '', typed);
  return found === undefined ? { kind: 'unknown' } : { kind: 'address', ip: found };
}

function hostsEntry(text: string, name: string): Ip | undefined {
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    const parsed = names.includes(name) ? parseIp(address) : null;
    if (parsed !== null) return parsed;
  }
  return undefined;
}

/** A port's number, from 1 to 65535; null when the text is none. */
export function readPort(text: string): number | null {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535 ? Number(text) : null;
}
