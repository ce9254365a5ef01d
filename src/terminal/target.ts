import { ip, parseIp, type Ip, type Machine, type World } from '../engine/index.ts';
import type { Context } from './command.ts';

/** What a person typed where an address or a name is expected. */
export type Target =
  { readonly kind: 'address'; readonly ip: Ip } | { readonly kind: 'ipv6' } | { readonly kind: 'unknown' };

/** Addresses, `localhost` and what ends in it (RFC 6761 6.3; curl lib/hostip.c), and the names of the machine's /etc/hosts and DNS. Everything with a colon is IPv6. */
export function resolveTarget({ machine, world }: Context, typed: string): Target {
  if (typed.includes(':') || typed.endsWith('localhost6')) return { kind: 'ipv6' };
  const address = parseIp(typed);
  if (address !== null) return { kind: 'address', ip: address };
  if (typed === 'localhost' || typed.endsWith('.localhost')) return { kind: 'address', ip: ip('127.0.0.1') };
  const named = Object.hasOwn(machine.names ?? {}, typed) ? machine.names?.[typed] : undefined;
  const found = named ?? hostsEntry(machine.files['/etc/hosts'] ?? '', typed) ?? desktopName(world, machine, typed);
  return found === undefined ? { kind: 'unknown' } : { kind: 'address', ip: found };
}

/** Docker Desktop's own names: the engine's machine knows them, and answers its containers for them. Fact F1.10. */
function desktopName({ machines }: World, { parent }: Machine, typed: string): Ip | undefined {
  return /\.docker\.internal$|^docker\.for\.win\./.test(typed) ? machines[parent ?? '']?.names?.[typed] : undefined;
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
