/**
 * A lesson's vocabulary, so that a link can name a command by its number. Once published a dictionary only grows at its
 * ends: a number never changes its meaning. `test/share` holds what was published.
 */
export interface Dictionary {
  /** The base world it belongs to. */
  readonly base: string;
  /** Places by number, from 1; 0 stands for one that is written out. */
  readonly places: readonly string[];
  /** The first 128 take one byte, the next 256 two. */
  readonly phrases: readonly string[];
}
