/** Which subnet an engine takes for a network that names none. Addresses are the engine's own. */
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  buildWorld,
  chooseSubnet,
  ControlPlane,
  createNetwork,
  DEFAULT_POOLS,
  DockerHost,
  formatPrefix,
  installDocker,
  parseRoute,
  prefix,
  removeNetwork,
  restartDaemon,
  subnetsOf,
  type DockerInstall,
  type DockerNetwork,
  type DockerState,
  type World,
} from '../../../src/engine/index.ts';

function host(install: Partial<DockerInstall> = {}): World {
  const world = buildWorld({
    hosts: { host: { addrs: { eth0: '192.0.2.10/24' } }, lan: { kind: 'switch' } },
    links: [['host:eth0', 'lan:p1']],
  });
  return installDocker(world, 'host', { version: '24.0.7', ...install });
}

function network(name: string, subnet: string): DockerNetwork {
  const plain = { created: '', internal: false, options: {}, labels: {} };
  return { ...plain, id: name.padEnd(64, '0'), name, driver: 'bridge', subnet: prefix(subnet) };
}

/** The engine's memory, with further networks. */
function dockerOf(world: World, more: Partial<DockerState> = {}, ...networks: readonly DockerNetwork[]): DockerState {
  const docker = world.machines['host']!.docker!;
  return { ...docker, ...more, networks: [...docker.networks, ...networks] };
}

function chosen(world: World, docker: DockerState): string | null {
  const { chosen } = chooseSubnet(docker, world.netns['host']!, world.machines['host']!);
  return chosen === null ? null : formatPrefix(chosen);
}

describe('the default pools', () => {
  it('hold 15 networks of /16 and 16 of /20, 172.16 not among them', () => {
    const subnets = subnetsOf(DEFAULT_POOLS).map(formatPrefix);
    expect(subnets).toHaveLength(31);
    expect(subnets[0]).toBe('172.17.0.0/16');
    expect(subnets[14]).toBe('172.31.0.0/16');
    expect(subnets[15]).toBe('192.168.0.0/20');
    expect(subnets[30]).toBe('192.168.240.0/20');
  });

  it('docker0 has the first, so that a user gets the second', () => {
    const world = host();
    expect(chosen(world, dockerOf(world))).toBe('172.18.0.0/16');
  });
});

describe('up to engine 26', () => {
  it('[DOC-1] the search goes on behind the subnet given last, though earlier ones are free', () => {
    const world = host();
    expect(chosen(world, dockerOf(world, { nextSubnet: 5 }))).toBe('172.22.0.0/16');
  });

  it('and begins anew behind the last', () => {
    const world = host();
    const last = chooseSubnet(dockerOf(world, { nextSubnet: 30 }), world.netns['host']!, world.machines['host']!);
    expect(last.chosen && formatPrefix(last.chosen)).toBe('192.168.240.0/20');
    expect(last.nextSubnet).toBe(0);
  });
});

describe('from engine 27', () => {
  it('[DOC-1] the lowest free one is taken', () => {
    const world = host({ version: '27.0.3' });
    const docker = dockerOf(world, { nextSubnet: 9 }, network('a', '172.18.0.0/16'), network('c', '172.20.0.0/16'));
    expect(chosen(world, docker)).toBe('172.19.0.0/16');
  });
});

describe('when the pools are used up', () => {
  it.each([
    [
      '24.0.7',
      'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
    ],
    ['27.5.1', 'all predefined address pools have been fully subnetted'],
  ])('[DOC-13] engine %s says so, and gives a freed subnet to the next network', (version, message) => {
    const engine = new DockerHost(new ControlPlane(host({ version }), 'host'), 'host');
    const create = (name: string) => createNetwork(engine, { name });
    for (let number = 1; number <= 30; number += 1) expect(create(`n${number}`).ok).toBe(true);
    expect(create('more')).toEqual({ ok: false, message });
    const freed = engine.findNetwork('n7')?.subnet;
    removeNetwork(engine, 'n7');
    expect(create('again')).toMatchObject({ ok: true, value: { subnet: freed } });
  });
});

describe('what the engine avoids', () => {
  function withRoute(text: string): World {
    const route = parseRoute(text);
    if ('error' in route) throw new Error(route.error);
    return applyEdits(host(), [{ kind: 'add-route', netns: 'host', route }]);
  }

  it('[DOC-2] a subnet that overlaps an on-link route', () => {
    const world = withRoute('172.18.5.0/24 dev eth0');
    expect(chosen(world, dockerOf(world))).toBe('172.19.0.0/16');
  });

  it('not one that only a gateway leads to', () => {
    const world = withRoute('172.18.0.0/16 via 192.0.2.1 dev eth0');
    expect(chosen(world, dockerOf(world))).toBe('172.18.0.0/16');
  });

  it('a subnet with a nameserver of the host', () => {
    const world = applyEdits(host(), [
      { kind: 'write-file', machine: 'host', path: '/etc/resolv.conf', text: 'nameserver 172.18.0.53\n' },
    ]);
    expect(chosen(world, dockerOf(world))).toBe('172.19.0.0/16');
  });

  it('says why each candidate was passed over', () => {
    const world = withRoute('172.19.0.0/24 dev eth0');
    const docker = dockerOf(world, {}, network('a', '172.18.0.0/16'));
    const { looked } = chooseSubnet(docker, world.netns['host']!, world.machines['host']!);
    expect(looked.map(({ subnet, taken }) => [formatPrefix(subnet), taken])).toEqual([
      ['172.18.0.0/16', 'network'],
      ['172.19.0.0/16', 'route'],
      ['172.20.0.0/16', null],
    ]);
  });
});

describe('a daemon that starts again', () => {
  const pools = [{ base: prefix('10.210.0.0/16'), lengthBits: 24 }];

  function creating() {
    const engine = new DockerHost(new ControlPlane(host(), 'host'), 'host');
    return { engine, create: (name: string) => createNetwork(engine, { name }) };
  }

  it('counts from the beginning: what was given and freed before is given again', () => {
    const { engine, create } = creating();
    create('a');
    removeNetwork(engine, 'a');
    restartDaemon(engine, {});
    expect(create('b')).toMatchObject({ ok: true, value: { subnet: prefix('172.18.0.0/16') } });
  });

  it('begins with the first of new pools, as docker0 keeps the range it has', () => {
    const { engine, create } = creating();
    restartDaemon(engine, { pools });
    expect(create('a')).toMatchObject({ ok: true, value: { subnet: prefix('10.210.0.0/24') } });
  });
});
