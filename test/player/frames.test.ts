import { describe, expect, it } from 'vitest';
import { ip } from '../../src/engine/index.ts';
import { plain } from '../../src/i18n/index.ts';
import { frames, hopStartsOf, type Frame } from '../../src/player/index.ts';
import { run } from '../../src/terminal/index.ts';
import { Session } from '../support/company-world.ts';
import { collision, frameOf, healthy, pingFromPc, shown, sshFromPc } from './collision.ts';

const lost = shown(collision, sshFromPc);
const delivered = shown(healthy, sshFromPc);
const keys = (all: readonly Frame[]): readonly string[] => all.map(({ key }) => key);
const sentence = (frame: Frame): string => plain(frame.sentence);

describe('the walk of a packet', () => {
  it('tells the incident in seventeen steps, each by a lasting name', () => {
    expect(keys(lost)).toEqual([
      '0.f.pc.send.1',
      '0.f.pc.neighbour.1',
      '0.f.pc.neighbour.2',
      '0.f.router.rx.1',
      '0.f.router.neighbour.1',
      '0.f.router.neighbour.2',
      '0.f.server.rx.1',
      '0.f.server.deliver.1',
      '0.r.server.send.1',
      '0.r.server.route.1',
      '0.r.server.neighbour.1',
      '0.r.server.again.1',
      '0.r.server.neighbour.2',
      '0.r.server.drop.1',
      '0.f.server.send.1',
      '0.f.pc.wait.1',
      '0.r.pc.result.1',
    ]);
  });

  it('keeps its names when the neighbours are known and nobody needs to ask', () => {
    const warm = run(healthy, 'pc', 'ping -c 1 198.51.100.20').world;
    const again = keys(shown(warm, sshFromPc));
    expect(again).not.toContain('0.f.pc.neighbour.1');
    expect(keys(delivered)).toEqual(expect.arrayContaining([...again]));
  });

  it('moves a packet over a switch in one step, through its ports', () => {
    const { from, via, to, gesture } = frameOf(lost, '0.f.server.rx.1');
    expect([from, ...(via ?? []), ...to]).toEqual(['router/dc', 'switch/p1', 'switch/p2', 'server/eth0']);
    expect(gesture).toBe('wire');
  });

  it('shows a question on a bridge where it is heard', () => {
    expect(frameOf(lost, '0.r.server.neighbour.1')).toMatchObject({
      gesture: 'ask',
      from: 'server/br0',
      via: ['server/veth0'],
      to: ['app/eth0'],
      packet: { label: 'who has', source: '198.51.100.20', destination: '203.0.113.10' },
    });
  });

  it('tells a question in one go although copies of a flooded packet arrive elsewhere meanwhile', () => {
    const session = new Session();
    for (const line of ['docker run -d --name a nginx', 'docker run -d --name b -p 80:80 nginx'])
      session.type('server', line);
    session.type('other', 'curl 198.51.100.10');
    // The host still knows the container's hardware address; the bridge no longer knows behind which port.
    session.type('server', 'docker rm -f b');
    session.type('server', 'docker run -d --name b -p 80:80 nginx');
    const again = shown(session.world, { from: 'other', kind: 'tcp', dst: ip('198.51.100.10'), dport: 80 });
    const told = again.filter(({ key }) => key.startsWith('0.r.') || key.includes('.a.'));
    expect(keys(told).slice(0, 4)).toEqual([
      '0.r.b.send.1',
      '0.r.b.neighbour.1',
      '0.r.b.neighbour.2',
      '0.r.server.rx.1',
    ]);
  });

  it('loses nothing where a bridge translates a frame in passing and decides about it once more', () => {
    const session = new Session();
    for (const line of ['docker run -d --name a nginx', 'docker run -d --name b -p 80:80 nginx'])
      session.type('server', line);
    session.type('server', ':write /etc/docker/daemon.json\n{"userland-proxy": false}');
    session.type('server', 'systemctl restart docker');
    session.type('server', 'docker start a b');
    const told = shown(session.world, { from: 'a', kind: 'tcp', dst: ip('198.51.100.10'), dport: 80 });
    expect(keys(told)).toContain('0.f.server.nat.1');
    expect(told.map(sentence).filter((text) => text.includes('nobody is at the other end'))).toEqual([]);
  });

  it('tells repeated questions in one step', () => {
    expect(sentence(frameOf(lost, '0.r.server.again.1'))).toBe(
      'Nobody answers. Server asks again after 1 s and 2 s: who has 203.0.113.10? Silence.',
    );
  });

  it('tells a lookup by itself where routes compete, and in passing where there is one way out', () => {
    const toNeighbour = shown(healthy, { ...pingFromPc, dst: ip('203.0.113.1') });
    expect(keys(toNeighbour)).toContain('0.f.pc.route.1');
    expect(keys(delivered)).not.toContain('0.f.pc.route.1');
    expect(frameOf(delivered, '0.f.router.rx.1').decision?.listing.command).toBe('ip route');
  });

  it('ends a lost packet where it was lost', () => {
    expect(frameOf(lost, '0.r.server.drop.1')).toMatchObject({
      gesture: 'lost',
      to: ['server/br0'],
      disposition: 'neighbour-unreachable',
    });
  });

  it('tells later packets of a delivered conversation in one step each', () => {
    const close = frameOf(delivered, '0.f.pc.send.3');
    expect(close).toMatchObject({ from: 'pc/eth0', to: ['server/eth0'], packet: { label: 'FIN' } });
    expect(close.via).toEqual(['router/lan', 'router/dc', 'switch/p1', 'switch/p2']);
  });

  it('ends with what the client saw', () => {
    expect(lost.at(-1)).toMatchObject({ kind: 'result', outcome: 'timeout', place: 'pc' });
    expect(delivered.at(-1)).toMatchObject({ kind: 'result', outcome: 'delivered' });
  });

  it('begins a hop where the packet comes into another machine', () => {
    const hops = hopStartsOf(delivered).map((index) => delivered[index]?.key);
    expect(hops).toEqual(
      expect.arrayContaining([
        '0.f.pc.send.1',
        '0.f.router.rx.1',
        '0.f.server.rx.1',
        '0.r.server.send.1',
        '0.r.pc.rx.1',
      ]),
    );
    expect(hops).not.toContain('0.f.server.deliver.1');
  });

  it('rests where a command was typed that sends nothing', () => {
    const world = collision;
    const [rest, ...more] = frames({
      trace: null,
      before: world,
      after: world,
      language: 'en',
      line: { at: 'server', run: 'ip route' },
    });
    expect(rest).toMatchObject({ gesture: 'rest', place: 'server', to: ['server'], packet: null });
    expect(more).toEqual([]);
  });

  it('names what is not modelled, and stops there', () => {
    const world = collision;
    const trace = {
      conversations: [],
      steps: [],
      disposition: 'delivered',
      outcome: null,
      error: null,
      answeredBy: null,
      unmodelled: { what: 'TPROXY', netns: 'server' },
    } as const;
    const all = frames({ trace, before: world, after: world, language: 'en' });
    expect(sentence(all.at(-1)!)).toContain('TPROXY on Server is not modelled');
  });
});

describe('the deciding step', () => {
  const route = frameOf(lost, '0.r.server.route.1');

  it('says which route won and by how much', () => {
    expect(sentence(route)).toBe(
      'More than one route of Server matches 203.0.113.10: 203.0.113.0/24 in its first 24 bits, the default route in 0. ' +
        'The longest prefix wins, and the packet goes out of br0.',
    );
  });

  it('shows the table as the tool prints it, the winner marked and the loser beside it', () => {
    expect(route.decision?.listing).toMatchObject({ place: 'server', command: 'ip route' });
    const marked = route.decision?.listing.lines.map(({ text, mark }) => [mark, text]);
    expect(marked).toEqual([
      ['lost', 'default via 198.51.100.1 dev eth0'],
      [undefined, '192.0.2.0/25 dev br1 proto kernel scope link src 192.0.2.1 linkdown'],
      [undefined, '198.51.100.0/24 dev eth0 proto kernel scope link src 198.51.100.20'],
      ['decided', '203.0.113.0/24 dev br0 proto kernel scope link src 203.0.113.1'],
    ]);
  });

  it('gives every loser its reason', () => {
    expect(route.decision?.losers.map(({ label, reason }) => `${label}: ${plain(reason)}`)).toEqual([
      '0 bits: default via 198.51.100.1 matches too, but with a shorter prefix.',
      'no match: 192.0.2.0/25 and 198.51.100.0/24 do not contain 203.0.113.10.',
    ]);
  });

  it('has at most three lines for the panel, the winner first', () => {
    expect(route.decision?.panel).toEqual([
      { text: '203.0.113.0/24 dev br0', mark: 'decided' },
      { text: 'default via 198.51.100.1' },
      { text: '192.0.2.0/25 dev br1' },
    ]);
  });

  it('is told in Korean by Korean rules', () => {
    const korean = frameOf(shown(collision, sshFromPc, 'ko'), '0.r.server.route.1');
    expect(sentence(korean)).toBe(
      'Server에는 203.0.113.10과 맞는 경로가 둘 이상 있습니다. 203.0.113.0/24는 앞 24비트가, 기본 경로는 0비트가 일치합니다. ' +
        '가장 긴 프리픽스가 이기므로 패킷은 br0으로 바로 나갑니다.',
    );
  });
});

describe('the packet', () => {
  it('carries who sends to whom, and the port that names the service', () => {
    expect(frameOf(lost, '0.r.server.send.1').packet).toMatchObject({
      label: 'SYN-ACK',
      source: '198.51.100.20:22',
      destination: '203.0.113.10',
    });
  });

  it('shows what a router changes: one hop less to live, and a new Ethernet header', () => {
    const changed = frameOf(lost, '0.f.server.rx.1').packet?.fields.filter(({ before }) => before !== undefined) ?? [];
    expect(changed.map(({ layer, name, before, value }) => [layer, name, before, value])).toEqual([
      ['ethernet', 'Source', '02:00:00:01:01:01', '02:00:00:02:02:01'],
      ['ethernet', 'Destination', '02:00:00:02:01:01', '02:00:00:04:01:01'],
      ['ip', 'TTL', '64', '63'],
    ]);
  });

  it('changes nothing in the hands of a switch', () => {
    const { fields } = frameOf(delivered, '0.r.router.rx.1').packet ?? { fields: [] };
    expect(fields.filter(({ before }) => before !== undefined)).toEqual([]);
  });

  it('does not exist where its sender has no way to send it by', () => {
    const before = run(collision, 'pc', 'ip route del default').world;
    const line = { at: 'pc', run: 'ping -c 1 8.8.8.8' };
    const { trace, world: after } = run(before, line.at, line.run);
    const told = frames({ trace, before, after, language: 'en', line });
    expect(told.map(({ kind, packet }) => [kind, packet?.source])).toEqual([
      ['send', undefined],
      ['route', undefined],
      ['result', undefined],
    ]);
  });

  it('calls an echo by its name', () => {
    expect(shown(healthy, pingFromPc)[0]?.packet?.label).toBe('echo request');
    expect(shown(healthy, pingFromPc, 'ko')[0]?.packet?.label).toBe('에코 요청');
  });
});

describe('the state of a place', () => {
  const neighbours = (frame: Frame) => frame.state.find(({ command }) => command === 'ip neigh')?.rows;

  it('shows what the step changed', () => {
    expect(neighbours(frameOf(lost, '0.r.server.neighbour.1'))).toContainEqual({
      text: '203.0.113.10 dev br0 INCOMPLETE',
      changed: true,
    });
    expect(neighbours(frameOf(lost, '0.r.server.again.1'))).toContainEqual({ text: '203.0.113.10 dev br0 INCOMPLETE' });
    expect(neighbours(frameOf(lost, '0.r.server.neighbour.2'))).toContainEqual({
      text: '203.0.113.10 dev br0 FAILED',
      changed: true,
    });
  });

  it('knows nothing of what comes later', () => {
    expect(neighbours(frameOf(lost, '0.f.server.rx.1'))?.map(({ text }) => text)).not.toContainEqual(
      expect.stringContaining('br0'),
    );
  });
});

describe('a command that sends nothing and changes much', () => {
  const before = run(collision, 'pc', 'true').world;
  const { trace, world: after } = run(before, 'server', 'ip route add 203.0.113.10/32 via 198.51.100.1');

  it('is still told', () => {
    const all = frames({ trace, before, after, language: 'en', line: { at: 'server', run: 'ip route add' } });
    expect(all.length).toBeGreaterThan(0);
    expect(all.every((frame) => sentence(frame).length > 0)).toBe(true);
  });
});
