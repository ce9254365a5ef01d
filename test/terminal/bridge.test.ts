import { describe, expect, it } from 'vitest';
import { importLab } from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';
import { labIds, readLab } from '../support/recording.ts';
import { Session } from '../support/company-world.ts';

function withTwoContainers(): Session {
  const session = new Session();
  session.type('server', 'docker run -d --name a nginx && docker run -d --name b nginx');
  return session;
}

describe('brctl show', () => {
  it('lists the ports by name below the bridge, tabs between', () => {
    const session = withTwoContainers();
    const ports = session
      .type('server', 'ip -br link')
      .split('\n')
      .flatMap((line) => /^veth[0-9a-f]{7}/.exec(line) ?? [])
      .sort();
    const mac = /link\/ether (\S+)/.exec(session.type('server', 'ip link show docker0'))?.[1] ?? '';
    expect(session.type('server', 'brctl show docker0')).toBe(
      [
        'bridge name\tbridge id\t\tSTP enabled\tinterfaces',
        `docker0\t\t8000.${mac.replaceAll(':', '')}\tno\t\t${ports[0] ?? ''}`,
        `\t\t\t\t\t\t\t${ports[1] ?? ''}`,
      ].join('\n'),
    );
  });

  it.each([
    ['brctl show eth0', 'device eth0 is not a bridge!'],
    ['brctl show br9', 'bridge br9 does not exist!'],
  ])('%s says so', (line, text) => {
    const session = new Session();
    expect(session.type('server', line)).toContain(text);
    expect(session.exitCode).toBe(1);
  });
});

describe('bridge link', () => {
  it.each(labIds().filter((id) => /^[ab]/.test(id)))('shows the ports of %s as recorded', (id) => {
    const lab = readLab(id);
    const world = importLab(lab.lab, lab.hosts).world;
    for (const [host, files] of Object.entries(lab.hosts)) {
      const recorded = JSON.parse(files['bridge_-j_link.txt'] ?? '[]') as readonly RecordedPort[];
      expect(
        run(world, host, 'bridge link').output.map(({ text }) => text),
        host,
      ).toEqual(recorded.map(asText));
    }
  });
});

describe('bridge fdb', () => {
  it.each(labIds().filter((id) => /^[ab]/.test(id)))('shows the memory of %s as recorded', (id) => {
    const lab = readLab(id);
    const world = importLab(lab.lab, lab.hosts).world;
    for (const [host, files] of Object.entries(lab.hosts)) {
      const recorded = JSON.parse(files['bridge_-j_fdb.txt'] ?? '[]') as readonly RecordedEntry[];
      expect(
        run(world, host, 'bridge fdb show').output.map(({ text }) => text),
        host,
      ).toEqual(recorded.map(entryAsText));
    }
  });

  it('shows what was learned before what the port has of itself, without a word behind it', () => {
    const session = withTwoContainers();
    session.type('server', 'docker exec a ping -c 1 172.17.0.3');
    const [line = ''] = session.type('server', 'bridge fdb show br docker0 | grep 02:42:ac:11:00:02').split('\n');
    expect(line).toMatch(/^02:42:ac:11:00:02 dev veth[0-9a-f]{7} master docker0 $/);
    const port = line.split(' ')[2] ?? '';
    expect(session.type('server', `bridge fdb show brport ${port}`).split('\n')).toEqual([
      '02:42:ac:11:00:02 master docker0 ',
      expect.stringMatching(/^[0-9a-f:]{17} master docker0 permanent$/),
      '33:33:00:00:00:01 self permanent',
      '01:00:5e:00:00:01 self permanent',
    ]);
  });

  it.each([
    ['bridge fdb show br br9', 'Cannot find bridge device "br9"'],
    ['bridge fdb show dev veth9', 'Cannot find device "veth9"'],
  ])('%s says so', (line, text) => {
    const session = new Session();
    expect(session.type('server', line)).toBe(text);
    expect(session.exitCode).toBe(255);
  });
});

interface RecordedEntry {
  readonly mac: string;
  readonly ifname: string;
  readonly flags: readonly string[];
  readonly master?: string;
  readonly state: string;
}

function entryAsText({ mac, ifname, flags, master, state }: RecordedEntry): string {
  return [mac, 'dev', ifname, ...(master === undefined ? [] : ['master', master]), ...flags, state].join(' ');
}

interface RecordedPort {
  readonly ifindex: number;
  readonly link?: string;
  readonly ifname: string;
  readonly flags: readonly string[];
  readonly mtu: number;
  readonly master: string;
  readonly state: string;
  readonly priority: number;
  readonly cost: number;
}

/** The plain form of what `bridge -j link` tells. */
function asText({ ifindex, link, ifname, flags, mtu, master, state, priority, cost }: RecordedPort): string {
  const name = link === undefined ? ifname : `${ifname}@${link}`;
  return `${ifindex}: ${name}: <${flags.join(',')}> mtu ${mtu} master ${master} state ${state} priority ${priority} cost ${cost} `;
}

describe('/sys/class/net', () => {
  it("gives the index of a veth's other end, the same that the host lists", () => {
    const session = withTwoContainers();
    const iflink = session.type('server', 'docker exec b cat /sys/class/net/eth0/iflink');
    expect(session.type('server', 'bridge link')).toContain(`\n${iflink}: veth`);
  });
});
