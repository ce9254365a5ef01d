/** Values that a daemon would take from chance, drawn from the world's seed: the same world gives the same ids. */

/** A 32-bit hash of `text` mixed with `seed`. @see FNV-1a, then the finaliser of MurmurHash3 */
export function hash(seed: number, text: string): number {
  let value = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** `digits` lower-case hexadecimal digits. */
export function drawHex(seed: number, label: string, digits: number): string {
  let text = '';
  for (let part = 0; text.length < digits; part += 1)
    text += hash(seed, `${label}#${part}`).toString(16).padStart(8, '0');
  return text.slice(0, digits);
}

/** A number from `low` to `high`, both included. */
export function drawNumber(seed: number, label: string, low: number, high: number): number {
  return low + (hash(seed, label) % (high - low + 1));
}
