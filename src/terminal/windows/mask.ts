/** A prefix length as Windows writes it: `255.255.240.0`. */
export function maskText(lengthBits: number): string {
  const mask = lengthBits === 0 ? 0 : (-1 << (32 - lengthBits)) >>> 0;
  return [mask >>> 24, (mask >>> 16) & 255, (mask >>> 8) & 255, mask & 255].join('.');
}
