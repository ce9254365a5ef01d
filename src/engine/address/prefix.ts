/** CIDR prefixes. Read RFC 4632 before editing. */
import { formatIp, parseIp, type Ip } from './ip.ts';

/** `address` has no bits set beyond `lengthBits` (0 to 32). */
export interface Prefix {
  readonly address: Ip;
  readonly lengthBits: number;
}

export function netmask(lengthBits: number): Ip {
  return (lengthBits === 0 ? 0 : -1 << (32 - lengthBits)) as Ip;
}

/** The prefix of `lengthBits` that holds `address`: host bits are cleared. */
export function prefixOf(address: Ip, lengthBits: number): Prefix {
  return { address: (address & netmask(lengthBits)) as Ip, lengthBits };
}

export function contains(prefix: Prefix, address: Ip): boolean {
  return (address & netmask(prefix.lengthBits)) === prefix.address;
}

export function overlaps(a: Prefix, b: Prefix): boolean {
  return contains(a, b.address) || contains(b, a.address);
}

/** The directed broadcast address, all host bits set. @see RFC 919 */
export function broadcastOf(prefix: Prefix): Ip {
  return (prefix.address | ~netmask(prefix.lengthBits)) as Ip;
}

/** Reads `a.b.c.d/n`; a bare address is a /32. Host bits are cleared. @returns null when it is neither. */
export function parsePrefix(text: string): Prefix | null {
  const [addressText = '', lengthText = '32', ...rest] = text.split('/');
  const address = parseIp(addressText);
  if (address === null || rest.length > 0 || !/^\d{1,2}$/.test(lengthText) || Number(lengthText) > 32) return null;
  return prefixOf(address, Number(lengthText));
}

/** As `parsePrefix`, for text the program itself wrote. @throws RangeError when it is not a prefix. */
export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === null) throw new RangeError(`"${text}" is not an IPv4 prefix`);
  return parsed;
}

export function formatPrefix(value: Prefix): string {
  return `${formatIp(value.address)}/${value.lengthBits}`;
}

export const DEFAULT_PREFIX: Prefix = { address: 0 as Ip, lengthBits: 0 };
