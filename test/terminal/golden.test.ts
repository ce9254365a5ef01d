/**
 * What real tools printed, word for word. The first line of each file names the place, the command, the versions and where it
 * was captured. Ids, times and hardware addresses differ from run to run and are compared by form.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits, buildWorld, installDocker, type World } from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';

const FOLDER = join(import.meta.dirname, '..', 'golden');
const IDS = [
  '3d8f83548dff4d9c0b7e2a61f5c8930d7be4126fa09c35d8417e6b2fc0a9d835',
  '48351f2f2cf2b8d07a6e91c35d42f8067ce9b1304a5f2d786c0e93b1a47d5f62',
];

/** The two servers and the PC of the incident, R550 with a Docker Engine. */
function servers(givenNetworks: readonly string[] = []): World {
  const world = buildWorld({
    hosts: {
      pc: { kind: 'pc', addrs: { eth0: '172.22.10.119/24' }, routes: ['default via 172.22.10.1'] },
      router: { kind: 'router', addrs: { pc0: '172.22.10.1/24', lan0: '172.42.10.1/24' } },
      lan: { kind: 'switch' },
      r550: {
        addrs: { eno8303: '172.42.10.112/24' },
        routes: ['default via 172.42.10.1'],
        listen: ['tcp/22=sshd'],
        rp_filter: 0,
      },
      r650: { addrs: { eno8303: '172.42.10.110/24' }, routes: ['default via 172.42.10.1'], listen: ['tcp/22=sshd'] },
    },
    links: [
      ['pc:eth0', 'router:pc0'],
      ['router:lan0', 'lan:p1'],
      ['r550:eno8303', 'lan:p2'],
      ['r650:eno8303', 'lan:p3'],
    ],
  });
  return installDocker(world, 'r550', { version: '20.10.24', givenIds: { networks: givenNetworks } });
}

function typed(world: World, ...lines: readonly (readonly [at: string, line: string])[]): World {
  return lines.reduce((next, [at, line]) => run(next, at, line).world, world);
}

const overlap = typed(
  servers(IDS),
  ['r550', 'docker run -d --name first nginx'],
  ['r550', 'docker network create --subnet 172.20.0.0/16 empty'],
  ['r550', 'docker network create --subnet 172.22.0.0/16 ldap_default'],
  ['r550', 'docker run -d --name openldap --network ldap_default osixia/openldap'],
);
const bridge1 = typed(
  servers(['be727443b4eec9c817d3da7aacd2c36a8e56d895f6943ffc76636ebe7232ad25']),
  ['r550', 'docker network create bridge1'],
  ['r550', 'docker run -d --name ldap --network bridge1 osixia/openldap'],
);
const web = typed(servers(), ['r550', 'docker run -d --name web -p 8080:80 nginx']);

/** Somebody else's socket, where a container's port should be. */
function taken(world: World, port: number): World {
  const process = { name: 'python3', pid: 4711 };
  return applyEdits(world, [
    { kind: 'add-listener', netns: 'r550', listener: { protocol: 'tcp', bindAddress: 0 as never, port, process } },
  ]);
}

/** The world each captured command is typed in; those not named here are typed in the world of their folder. */
const WORLDS: Readonly<Record<string, World>> = {
  overlap,
  clients: servers(),
  docker: bridge1,
  'overlap/ip-route-get-healthy.txt': servers(),
  'overlap/ip-neigh.txt': typed(overlap, ['pc', 'ping -c 1 -W 1 172.42.10.112']),
  'overlap/nstat.txt': typed(
    overlap,
    ['r550', 'sysctl -w net.ipv4.conf.all.rp_filter=1'],
    ['pc', 'ping -c 6 -W 1 172.42.10.112'],
  ),
  'clients/route-n.txt': buildWorld({
    hosts: {
      r550: {
        addrs: { eno8303: '172.42.10.112/24', 'br-48351f2f2cf2': '172.22.0.1/16' },
        bridges: { 'br-48351f2f2cf2': [] },
        routes: ['default via 172.42.10.1'],
      },
      lan: { kind: 'switch' },
    },
    links: [['r550:eno8303', 'lan:p1']],
  }),
  'docker/network-ls.txt': servers(),
  'docker/network-prune.txt': typed(
    servers(),
    ['r550', 'docker network create spare'],
    ['r550', 'docker network create bridge1'],
  ),
  'docker/start-without-network.txt': typed(bridge1, ['r550', 'docker stop ldap'], ['r550', 'docker network prune -f']),
  'docker/start-port-taken.txt': taken(
    typed(servers(), ['r550', 'docker run -d --name mm -p 8065:80 nginx'], ['r550', 'docker stop mm']),
    8065,
  ),
  'docker/run-port-taken.txt': web,
  'docker/ps.txt': { ...web, nowMs: web.nowMs + 4000 },
};

/** The kernel lists neighbours in the order of a hash, which is no order: they are compared sorted. */
function normal(text: string): string {
  const lines = text.includes('lladdr') ? text.split('\n').sort().join('\n').trimStart() : text;
  return lines
    .replace(/(?<=lladdr )([0-9a-f]{2}:){5}[0-9a-f]{2}/g, 'MAC')
    .replace(/(?<=time=)[\d.]+(?= ms)/g, 'T')
    .replace(/(?<=time )\d+(?=ms)/g, 'T')
    .replace(/[\d.]+\/[\d.]+\/[\d.]+\/[\d.]+(?= ms)/g, 'MIN/AVG/MAX/MDEV')
    .replace(/^[0-9a-f]{12}(?= {3})/gm, 'ID')
    .replace(/\b(?!be727443)[0-9a-f]{64}\b/g, 'ID')
    .replace(/\d+ seconds(?= ago| {3})/g, 'N seconds');
}

const files = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join(FOLDER, name)).map((file) => `${name}/${file}`))
  .filter((file) => Object.hasOwn(WORLDS, file.split('/')[0] ?? ''));

describe('prints what the real tool printed', () => {
  it.each(files)('%s', (file) => {
    const [head = '', ...captured] = readFileSync(join(FOLDER, file), 'utf8').split('\n');
    const [, at = '', line = ''] = /^# (\S+) \$ (.+?) \| /.exec(head) ?? [];
    const world = WORLDS[file] ?? WORLDS[file.split('/')[0] ?? ''];
    const { output } = run(world!, at, line);
    expect(normal(output.map(({ text }) => `${text}\n`).join(''))).toBe(normal(captured.join('\n')));
  });
});
