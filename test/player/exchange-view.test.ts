import { describe, expect, it } from 'vitest';
import { buildWorld, installDocker } from '../../src/engine/index.ts';
import { frames, type Frame } from '../../src/player/index.ts';
import { run } from '../../src/terminal/index.ts';

const built = buildWorld({
  hosts: { host: { addrs: { eth0: '192.0.2.1/24' } }, other: { addrs: { eth0: '192.0.2.2/24' } } },
  links: [['host:eth0', 'other:eth0']],
});
const empty = installDocker(built, 'host', { version: '20.10.24' });
const start = 'docker run -d -p 80:80 --name web nginx';
const started = run(empty, 'host', start);
const asked = run(started.world, 'host', 'nc -vz 127.0.0.1 80');

const calls = frames({ trace: started.trace, before: empty, after: started.world, language: 'en' });
const relayed = frames({ trace: asked.trace, before: started.world, after: asked.world, language: 'en' });
const relays = relayed.filter(({ kind }) => kind === 'relay');

describe('a relay', () => {
  it('shows both connections: the one that ends there, and the one that begins', () => {
    const [ends, begins] = relays[0]!.relay!;
    expect(ends).toMatchObject({ label: 'ends here', source: '127.0.0.1', destination: '127.0.0.1:80' });
    expect(begins).toMatchObject({ label: 'begins here', source: '172.17.0.1', destination: '172.17.0.2:80' });
  });

  it('says of each, in the end, that it is over', () => {
    expect(relays.at(-1)!.relay!.map(({ label }) => label)).toEqual(['over', 'closes too']);
  });

  it('stands in a place of its own, where the first connection arrives and the second leaves', () => {
    const at = (test: (frame: Frame) => boolean) => relayed.find(test)!.to;
    expect(at(({ kind }) => kind === 'relay')).toEqual(['host#relay']);
    expect(at(({ kind }) => kind === 'deliver')).toEqual(['host#relay']);
    expect(at(({ kind, conversation }) => kind === 'send' && conversation === 1)).toEqual(['host#relay']);
    expect(at(({ kind, conversation }) => kind === 'send' && conversation === 0)).toEqual(['host#process']);
  });
});

describe('a call', () => {
  it('names who asks whom over what, and carries no packet', () => {
    const [first] = calls.filter(({ kind }) => kind === 'call');
    expect(first).toMatchObject({ call: { from: 'docker', to: 'dockerd', channel: 'Unix socket' }, packet: null });
  });

  it('has the one asked speak in the answer', () => {
    const last = calls.filter(({ kind }) => kind === 'call').at(-1);
    expect(last!.call).toMatchObject({ from: 'dockerd', to: 'docker' });
  });
});
