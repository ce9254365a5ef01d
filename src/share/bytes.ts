/** Bytes in and out: unsigned numbers of any size, base64 for addresses, and a check that shows what was changed on the way. */

export class Malformed extends Error {}

/** LEB128: seven bits a byte, the lowest first. */
export function writeNumber(bytes: number[], value: number): void {
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
}

/** Reads what `writeNumber` and `writeText` wrote, in the same order. @throws Malformed at the end of the bytes. */
export class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Malformed('the end comes too early');
    this.#at += 1;
    return byte;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; scale <= 128 ** 3; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw new Malformed('a number is too large');
  }

  take(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.byte());
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }
}

/** @see RFC 4648 5, without padding */
export function toBase64Url(bytes: readonly number[]): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** @throws Malformed for text that is not base64url. */
export function fromBase64Url(text: string): Uint8Array {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) throw new Malformed('not base64url');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** CRC-16/CCITT-FALSE: one wrong character of a link is never another link. */
export function checksum(bytes: Iterable<number>): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc;
}
