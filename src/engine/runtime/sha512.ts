/** SHA-512 of a text of ASCII characters, as upper-case hexadecimal digits: netavark names its chains by it. @see FIPS 180-4 */
const MASK = 0xffff_ffff_ffff_ffffn;

/** The first 64 bits of the fractional part of the `root`-th root of `value`. */
function fraction(value: bigint, root: 2n | 3n): bigint {
  const scaled = value << (64n * root);
  let low = 0n;
  let high = 1n << 80n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** root <= scaled) low = middle;
    else high = middle;
  }
  return low & MASK;
}

function firstPrimes(count: number): readonly bigint[] {
  const primes: bigint[] = [];
  for (let candidate = 2n; primes.length < count; candidate += 1n)
    if (primes.every((prime) => candidate % prime !== 0n)) primes.push(candidate);
  return primes;
}

function rotated(word: bigint, by: bigint): bigint {
  return ((word >> by) | (word << (64n - by))) & MASK;
}

/** Section 5.1.2: a one, zeros, and the length in bits, to a multiple of 1024 bits. */
function padded(text: string): readonly bigint[] {
  const blocks = Math.ceil((text.length + 17) / 128);
  const all = new Uint8Array(blocks * 128);
  for (let at = 0; at < text.length; at += 1) all[at] = text.charCodeAt(at);
  all[text.length] = 0x80;
  const view = new DataView(all.buffer);
  view.setBigUint64(all.length - 8, BigInt(text.length) * 8n);
  return Array.from({ length: blocks * 16 }, (_, at) => view.getBigUint64(at * 8));
}

export function sha512(text: string): string {
  const primes = firstPrimes(80);
  const constants = primes.map((prime) => fraction(prime, 3n));
  let state = primes.slice(0, 8).map((prime) => fraction(prime, 2n));
  const words = padded(text);
  for (let block = 0; block < words.length; block += 16)
    state = compressed(state, words.slice(block, block + 16), constants);
  return state
    .map((word) => word.toString(16).padStart(16, '0'))
    .join('')
    .toUpperCase();
}

/** Section 6.4.2, one block. */
function compressed(state: readonly bigint[], block: readonly bigint[], constants: readonly bigint[]): bigint[] {
  const schedule = [...block];
  const word = (at: number) => schedule[at] ?? 0n;
  for (let at = 16; at < 80; at += 1) {
    const [near, far] = [word(at - 2), word(at - 15)];
    const small1 = rotated(near, 19n) ^ rotated(near, 61n) ^ (near >> 6n);
    const small0 = rotated(far, 1n) ^ rotated(far, 8n) ^ (far >> 7n);
    schedule.push((small1 + word(at - 7) + small0 + word(at - 16)) & MASK);
  }
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
  for (let at = 0; at < 80; at += 1) {
    const choice = (e & f) ^ (~e & MASK & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const one = h + (rotated(e, 14n) ^ rotated(e, 18n) ^ rotated(e, 41n)) + choice + (constants[at] ?? 0n) + word(at);
    const two = (rotated(a, 28n) ^ rotated(a, 34n) ^ rotated(a, 39n)) + majority;
    [a, b, c, d, e, f, g, h] = [(one + two) & MASK, a, b, c, (d + one) & MASK, e, f, g];
  }
  const mixed = [a, b, c, d, e, f, g, h];
  return state.map((old, at) => (old + (mixed[at] ?? 0n)) & MASK);
}
