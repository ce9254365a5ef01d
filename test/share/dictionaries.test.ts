/**
 * What was published stays: links name words by their numbers. A dictionary may grow at its ends; then the counts and the
 * checksum below grow with it, and the old line stays.
 */
import { describe, expect, it } from 'vitest';
import { checksum } from '../../src/share/bytes.ts';
import { dictionaries } from '../../src/share/dictionaries/index.ts';

interface Published {
  readonly base: string;
  readonly places: number;
  readonly phrases: number;
  readonly checksum: number;
}

/** Append only. */
const published: readonly Published[] = [
  { base: 'bridge-subnet-collision.1', places: 6, phrases: 170, checksum: 50804 },
  { base: 'bridge-subnet-collision-challenge.1', places: 6, phrases: 194, checksum: 8477 },
  { base: 'container-to-internet.1', places: 8, phrases: 115, checksum: 9801 },
  { base: 'published-port.1', places: 7, phrases: 135, checksum: 38535 },
  { base: 'published-port-challenge.1', places: 7, phrases: 157, checksum: 11726 },
  { base: 'subnet-pools.1', places: 6, phrases: 99, checksum: 23894 },
  { base: 'subnet-pools-challenge.1', places: 6, phrases: 128, checksum: 29874 },
  { base: 'container-to-internet-challenge.1', places: 8, phrases: 145, checksum: 48281 },
  { base: 'windows-reserved-port.1', places: 5, phrases: 116, checksum: 65477 },
  { base: 'windows-reserved-port-challenge.1', places: 8, phrases: 107, checksum: 31741 },
  { base: 'podman-lan-access.1', places: 7, phrases: 110, checksum: 7163 },
  { base: 'podman-lan-access-challenge.1', places: 9, phrases: 130, checksum: 59166 },
  { base: 'wsl2-network.1', places: 7, phrases: 123, checksum: 47202 },
  { base: 'wsl2-network-challenge.1', places: 7, phrases: 137, checksum: 9503 },
  { base: 'docker-desktop-inside.1', places: 10, phrases: 128, checksum: 9105 },
  { base: 'docker-desktop-inside-challenge.1', places: 11, phrases: 180, checksum: 29267 },
  { base: 'docker-desktop-inside.1', places: 10, phrases: 135, checksum: 34151 },
];

function checksumOf({ places, phrases }: { readonly places: readonly string[]; readonly phrases: readonly string[] }) {
  return checksum(new TextEncoder().encode(JSON.stringify([places, phrases])));
}

describe('a published dictionary', () => {
  it.each(published)('$base still begins with the same $phrases phrases', (then) => {
    const now = dictionaries.find(({ base }) => base === then.base);
    expect(now).toBeDefined();
    const kept = {
      places: now?.places.slice(0, then.places) ?? [],
      phrases: now?.phrases.slice(0, then.phrases) ?? [],
    };
    expect(checksumOf(kept)).toBe(then.checksum);
  });

  it('keeps its number', () => {
    const bases = [...new Set(published.map(({ base }) => base))];
    expect(dictionaries.slice(0, bases.length).map(({ base }) => base)).toEqual(bases);
  });

  it.each(dictionaries)('$base holds no word twice and none that a byte says already', ({ places, phrases }) => {
    expect(new Set(phrases).size).toBe(phrases.length);
    expect(new Set(places).size).toBe(places.length);
    expect(phrases.every((phrase) => phrase.length > 1)).toBe(true);
    expect(phrases.length).toBeLessThanOrEqual(128 + 256);
  });
});
