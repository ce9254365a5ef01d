/** Docker's gateway is drawn as a box, and is a program: nothing is told of it that only a kernel has. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLessons } from '../../src/content/load.ts';
import { frames } from '../../src/player/index.ts';
import { run } from '../../src/terminal/index.ts';

const before = loadLessons(join(import.meta.dirname, '../..')).find(
  ({ source }) => source?.slug === 'docker-desktop-inside',
)!.source!.world;
const line = { at: 'web', run: 'curl http://203.0.113.80' };
const { trace, world: after } = run(before, line.at, line.run);

describe.each(['ko', 'en'] as const)('a program in a gateway’s place (%s)', (language) => {
  const atGateway = frames({ trace, before, after, language, line }).filter(
    ({ place }) => place.split('/')[0] === 'backend',
  );

  it('takes connections up, and is not said to listen on a port', () => {
    const taken = atGateway.find(({ kind }) => kind === 'deliver');
    const sentence = taken?.sentence.map(({ text }) => text).join('');
    expect(sentence).toContain('com.docker.backend.exe');
    expect(sentence).not.toContain('80');
  });

  it('has no tables of a kernel', () => {
    expect(atGateway.length).toBeGreaterThan(0);
    expect(atGateway.flatMap(({ state }) => state)).toEqual([]);
    expect(atGateway.map(({ decision }) => decision?.listing.command ?? null)).not.toContain('ss -ltnp');
  });
});
