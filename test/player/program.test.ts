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

  it('answers when its own connection stands, and knows of the one that it answers', () => {
    const answer = atGateway.find(({ kind, packet }) => kind === 'send' && packet?.label === 'SYN-ACK');
    const sentence = answer?.sentence.map(({ text }) => text).join('') ?? '';
    expect(sentence).toContain('com.docker.backend.exe');
    expect(sentence).not.toMatch(/kernel|커널/);
  });

  it('has no tables of a kernel', () => {
    expect(atGateway.length).toBeGreaterThan(0);
    expect(atGateway.flatMap(({ state }) => state)).toEqual([]);
    expect(atGateway.map(({ decision }) => decision?.listing.command ?? null)).not.toContain('ss -ltnp');
  });
});

describe('a relay on Windows that asks for its second connection', () => {
  const inward = run(before, 'windows', 'curl.exe http://localhost:8080');

  it('asks over the channel, from its own side to the machine that makes it', () => {
    const call = frames({
      trace: inward.trace,
      before,
      after: inward.world,
      language: 'en',
      line: { at: 'windows', run: 'curl.exe http://localhost:8080' },
    }).find(({ kind }) => kind === 'call');
    expect(call).toMatchObject({ place: 'windows', from: 'windows#relay', to: ['linuxkit#process'] });
  });
});

describe('a call that does not leave Windows', () => {
  const line = { at: 'windows', run: 'docker run -d --name shop traefik/whoami' };
  const started = run(before, line.at, line.run);

  it('comes from nowhere else, though the engine in the virtual machine spoke last', () => {
    const calls = frames({ trace: started.trace, before, after: started.world, language: 'en', line }).filter(
      ({ call }) => call?.channel === 'named pipe',
    );
    expect(calls.map(({ call }) => call?.to)).toContain('docker.exe');
    expect(calls.map(({ from }) => from)).toEqual(calls.map(({ to }) => to[0]));
  });
});
