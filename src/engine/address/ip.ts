/**
 * IPv4 addresses as signed 32-bit integers: one machine word, compared with `===`, masked with `&`.
 * Text is parsed once, at the edge. Read RFC 791 and inet(3) before editing.
 */
declare const ipBrand: unique symbol;
export type Ip = number & { readonly [ipBrand]: true };

/** Reads dotted-quad text. @returns null when `text` is not four decimal octets without leading zeros. @see RFC 6943 3.1.1 */
export function parseIp(text: string): Ip | null {
  const octets = text.split('.');
  if (octets.length !== 4) return null;
  let value = 0;
  for (const octet of octets) {
    if (!/^(0|[1-9]\d{0,2})$/.test(octet)) return null;
    const byte = Number(octet);
    if (byte > 255) return null;
    value = (value << 8) | byte;
  }
  return value as Ip;
}

/** As `parseIp`, for text the program itself wrote. @throws RangeError when it is not an IPv4 address. */
export function ip(text: string): Ip {
  const parsed = parseIp(text);
  if (parsed === null) throw new RangeError(`"${text}" is not an IPv4 address`);
  return parsed;
}

export function formatIp(address: Ip): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** Orders addresses as numbers from 0.0.0.0 to 255.255.255.255. */
export function compareIp(a: Ip, b: Ip): number {
  return (a >>> 0) - (b >>> 0);
}

export const ANY_ADDRESS = 0 as Ip;
export const LIMITED_BROADCAST = -1 as Ip;
