/** A Docker Engine's promises to the kernel, asked of the runtime itself. Listings and recordings are in test/terminal. */
import { describe, expect, it } from 'vitest';
import {
  buildWorld,
  connectNetwork,
  ControlPlane,
  createContainer,
  createNetwork,
  DockerHost,
  findContainer,
  formatIp,
  hasCarrier,
  installDocker,
  ip,
  portsInForce,
  prefix,
  pruneNetworks,
  removeNetwork,
  startContainer,
  stopContainer,
  type DockerContainer,
} from '../../../src/engine/index.ts';
import { engineOf, published } from '../../support/engine-host.ts';

/** A server with an engine, and nothing in it. */
function engine(): DockerHost {
  const world = buildWorld({
    hosts: { server: { addrs: { eth0: '198.51.100.10/24' }, listen: ['tcp/80=nginx'] }, lan: { kind: 'switch' } },
    links: [['server:eth0', 'lan:p1']],
  });
  const installed = installDocker(world, 'server', { version: '24.0.7' });
  return new DockerHost(new ControlPlane(installed, 'server'), 'server');
}

function created(host: DockerHost, name: string, network: string, hostPort?: number): DockerContainer {
  const answer = createContainer(host, {
    name,
    image: 'nginx',
    command: [],
    networkIds: [host.findNetwork(network)?.id ?? network],
    published: hostPort === undefined ? [] : [{ hostIp: ip('0.0.0.0'), hostPort, containerPort: 80, protocol: 'tcp' }],
    restart: 'no',
  });
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

function started(host: DockerHost, name: string, network: string): DockerContainer {
  const answer = startContainer(host, created(host, name, network));
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

describe('a Docker Engine', () => {
  it('[DOC-2] holds an explicit subnet against its networks only, not against the host', () => {
    const host = engine();
    expect(createNetwork(host, { name: 'lan', subnet: prefix('198.51.100.0/24') }).ok).toBe(true);
    expect(createNetwork(host, { name: 'part', subnet: prefix('198.51.100.128/25') })).toEqual({
      ok: false,
      message: 'Pool overlaps with other one on this address space',
    });
  });

  it('[DOC-3] takes away every rule that it put in for a network', () => {
    const host = engine();
    const before = host.netns.netfilter;
    createNetwork(host, { name: 'n' });
    expect(host.netns.netfilter).not.toEqual(before);
    removeNetwork(host, 'n');
    expect(host.netns.netfilter).toEqual(before);
  });

  it('[DOC-4] binds ports at start, not at create; a container that cannot start stays created', () => {
    const host = engine();
    const container = created(host, 'web', 'bridge', 80);
    const answer = startContainer(host, container);
    expect(answer.ok ? '' : answer.message).toMatch(
      /^driver failed programming external connectivity on endpoint web \([0-9a-f]{64}\): Error starting userland proxy: listen tcp4 0\.0\.0\.0:80: bind: address already in use$/,
    );
    expect(findContainer(host, 'web')?.status).toBe('created');
    expect(host.plane.world.netns['web']).toBeUndefined();
  });

  it('[DOC-5] lets namespace, veth and address go with a stop, bridge and route stay', () => {
    const host = engine();
    createNetwork(host, { name: 'n', subnet: prefix('192.0.2.0/24') });
    const web = started(host, 'web', 'n');
    const bridge = host.findNetwork('n')?.bridge ?? '';
    expect(hasCarrier(host.plane.world, 'server', bridge)).toBe(true);
    stopContainer(host, web, 0);
    expect(host.plane.world.netns['web']).toBeUndefined();
    expect(host.netns.devs.filter(({ kind }) => kind === 'veth')).toEqual([]);
    expect(hasCarrier(host.plane.world, 'server', bridge)).toBe(false);
    expect(host.netns.routes.some((route) => route.netdev === bridge && route.table === 'main')).toBe(true);
    expect(formatIp(started(host, 'next', 'n').endpoints[0]!.address)).toBe('192.0.2.2');
  });

  it('[DOC-6] prunes every network without a running container, also one that a stopped container expects', () => {
    const host = engine();
    createNetwork(host, { name: 'used' });
    createNetwork(host, { name: 'expected' });
    started(host, 'a', 'used');
    stopContainer(host, started(host, 'b', 'expected'), 0);
    expect(pruneNetworks(host).map(({ name }) => name)).toEqual(['expected']);
    expect(startContainer(host, findContainer(host, 'b')!)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^network [0-9a-f]{64} not found$/) as string,
    });
  });

  it('[DOC-7] draws the same ids, names and MACs from the same seed', () => {
    const [one, two] = [engine(), engine()];
    for (const host of [one, two]) started(host, 'web', 'bridge');
    expect(one.plane.world).toEqual(two.plane.world);
  });

  it('[DOC-14] joins a container to the namespace of another, which lasts as long as either runs', () => {
    const host = engine();
    const main = started(host, 'main', 'bridge');
    const side = started(host, 'side', `container:${main.id}`);
    const { world } = host.plane;
    expect(world.machines['side']?.netns).toBe('main');
    expect(world.netns['side']).toBeUndefined();
    expect(side.endpoints).toEqual([]);
    stopContainer(host, main, 0);
    expect(host.plane.world.netns['main']?.devs.map(({ name }) => name)).toEqual(['lo']);
    expect(startContainer(host, created(host, 'late', `container:${main.id}`))).toMatchObject({
      ok: false,
      message: `cannot join network of a non running container: ${main.id}`,
    });
    const again = startContainer(host, findContainer(host, 'main')!);
    expect(again.ok && host.plane.world.machines['main']?.netns).toBe('main-new');
    stopContainer(host, side, 0);
    expect(host.plane.world.netns['main']).toBeUndefined();
  });

  it('[DOC-15] holds a published port itself where it has no proxy, so that nobody else can have it', () => {
    const host = engineOf({ version: '24.0.7', userlandProxy: false });
    published(host, 'bridge');
    expect(host.netns.listeners).toMatchObject([{ port: 8080, idle: true, process: { name: 'dockerd' } }]);
    expect(startContainer(host, created(host, 'second', 'bridge', 8080))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/) as string,
    });
    stopContainer(host, findContainer(host, 'c1')!, 0);
    expect(host.netns.listeners).toEqual([]);
  });

  it('[DOC-16] publishes nothing from an internal network', () => {
    const host = engine();
    createNetwork(host, { name: 'inside', internal: true });
    const before = host.netns.netfilter;
    const web = startContainer(host, created(host, 'web', 'inside', 8080));
    expect(web.ok && portsInForce(host.docker, web.value)).toEqual([]);
    expect(host.netns.netfilter).toBe(before);
    expect(host.netns.listeners.map(({ port }) => port)).toEqual([80]);
  });

  it('[DOC-17] moves published ports with the default route to a network whose name comes first', () => {
    const host = engine();
    createNetwork(host, { name: 'a', subnet: prefix('192.0.2.0/24') });
    const web = startContainer(host, created(host, 'web', 'bridge', 8080));
    if (!web.ok) throw new Error(web.message);
    connectNetwork(host, web.value, host.findNetwork('a')!);
    const dnat = host.netns.netfilter.tables.flatMap(({ chains }) =>
      chains.flatMap(({ rules }) => rules.map(({ text }) => text).filter((text) => text.includes('DNAT'))),
    );
    expect(dnat).toEqual([
      expect.stringMatching(/^-A DOCKER ! -i br-[0-9a-f]{12} .*--dport 8080 -j DNAT --to-destination 192\.0\.2\.2:80$/),
    ]);
  });

  it('is not installed in a version whose rules are not known', () => {
    const world = buildWorld({ hosts: { server: {} } });
    expect(() => installDocker(world, 'server', { version: '28.0.0' })).toThrow(RangeError);
  });
});
