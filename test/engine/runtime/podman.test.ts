/** Podman's promises to the kernel, asked of the runtime itself. Listings and recordings are in test/terminal. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  buildWorld,
  ControlPlane,
  createPodmanContainer,
  createPodmanNetwork,
  formatPrefix,
  formatIp,
  installPodman,
  ip,
  PodmanHost,
  prefix,
  removePodmanContainer,
  sha512,
  startPodmanContainer,
  stopPodmanContainer,
  type PodmanContainer,
  type PublishedPort,
} from '../../../src/engine/index.ts';

function podman(): PodmanHost {
  const world = buildWorld({
    hosts: { server: { addrs: { eth0: '10.89.0.77/24' } }, lan: { kind: 'switch' } },
    links: [['server:eth0', 'lan:p1']],
  });
  return new PodmanHost(new ControlPlane(installPodman(world, 'server', { version: '4.3.1' }), 'server'), 'server');
}

const WEB: PublishedPort = { hostIp: ip('0.0.0.0'), hostPort: 8080, containerPort: 80, protocol: 'tcp' };

function created(host: PodmanHost, name: string, network = 'podman', published = [WEB]): PodmanContainer {
  const answer = createPodmanContainer(host, { name, image: 'nginx', command: [], network, published });
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

function started(host: PodmanHost, name: string, network?: string, published: PublishedPort[] = []): PodmanContainer {
  const answer = startPodmanContainer(host, created(host, name, network, published));
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

function rules(host: PodmanHost): readonly string[] {
  return host.netns.netfilter.tables.flatMap(({ chains }) =>
    chains.flatMap((chain) => chain.rules.map(({ text }) => text)),
  );
}

function address(container: PodmanContainer): string {
  return container.endpoint === undefined ? 'none' : formatIp(container.endpoint.address);
}

function createdSubnet(host: PodmanHost, name: string): string {
  const answer = createPodmanNetwork(host, { name });
  return answer.ok ? formatPrefix(answer.value.subnet) : answer.message;
}

describe('Podman', () => {
  it('[POD-1] changes nothing in the kernel before a container runs, and takes bridge and rules of a network with its last one', () => {
    const host = podman();
    const { netns } = host;
    createPodmanNetwork(host, { name: 'n' });
    expect(host.netns).toBe(netns);
    const [one, two] = [started(host, 'one', 'n'), started(host, 'two', 'n')];
    stopPodmanContainer(host, one, 0);
    expect(host.netns.devs.map(({ name }) => name)).toEqual(['lo', 'eth0', 'podman1', 'veth1']);
    stopPodmanContainer(host, two, 0);
    expect(host.netns.devs.map(({ name }) => name)).toEqual(['lo', 'eth0']);
    expect(host.netns.routes.some(({ netdev }) => netdev === 'podman1')).toBe(false);
    expect(rules(host).filter((rule) => rule.includes('10.89.1.0/24'))).toEqual([]);
    expect(rules(host)).toContain('-A POSTROUTING -j NETAVARK-HOSTPORT-MASQ');
  });

  it('[POD-2] publishes by DNAT, marks callers from the subnet and loopback, and lets conmon hold the port', () => {
    const host = podman();
    started(host, 'web', 'podman', [WEB]);
    expect(rules(host).filter((rule) => rule.startsWith('-A NETAVARK-DN-'))).toEqual([
      '-A NETAVARK-DN-1D8721804F16F -s 10.88.0.0/16 -p tcp -m tcp --dport 8080 -j NETAVARK-HOSTPORT-SETMARK',
      '-A NETAVARK-DN-1D8721804F16F -s 127.0.0.1/32 -p tcp -m tcp --dport 8080 -j NETAVARK-HOSTPORT-SETMARK',
      '-A NETAVARK-DN-1D8721804F16F -p tcp -m tcp --dport 8080 -j DNAT --to-destination 10.88.0.2:80',
    ]);
    expect(host.netns.listeners).toMatchObject([{ port: 8080, idle: true, process: { name: 'conmon' } }]);
    expect(host.netns.sysctl['net.ipv4.conf.podman0.route_localnet']).toBe('1');
  });

  it('[POD-2] loses the marks of a container when another fails to start with the same port', () => {
    const host = podman();
    started(host, 'web', 'podman', [WEB]);
    const second = created(host, 'second');
    expect(startPodmanContainer(host, second)).toEqual({
      ok: false,
      message: 'cannot listen on the TCP port: listen tcp4 :8080: bind: address already in use',
      exitCode: 126,
    });
    expect(host.container('second')?.status).toBe('created');
    expect(host.plane.world.netns['second']).toBeUndefined();
    expect(rules(host).filter((rule) => rule.startsWith('-A NETAVARK-DN-'))).toEqual([
      '-A NETAVARK-DN-1D8721804F16F -p tcp -m tcp --dport 8080 -j DNAT --to-destination 10.88.0.2:80',
    ]);
  });

  it('[POD-3] gives a network the lowest free /24 from 10.89 on, past the subnets of the host and of other networks', () => {
    const host = podman();
    createPodmanNetwork(host, { name: 'wide', subnet: prefix('10.89.2.0/23') });
    expect(createdSubnet(host, 'n')).toBe('10.89.1.0/24');
    expect(createdSubnet(host, 'm')).toBe('10.89.4.0/24');
    expect(createPodmanNetwork(host, { name: 'lan', subnet: prefix('10.89.0.0/16') })).toMatchObject({
      ok: false,
      exitCode: 125,
    });
    createPodmanNetwork(host, { name: 'all', subnet: prefix('10.96.0.0/11') });
    const rest = ['10.128.0.0/9', '10.92.0.0/14', '10.90.0.0/15'];
    rest.forEach((subnet, at) => createPodmanNetwork(host, { name: `rest${at}`, subnet: prefix(subnet) }));
    for (let number = 5; number < 256; number += 1) createPodmanNetwork(host, { name: `small${number}` });
    expect(createdSubnet(host, 'none')).toBe('could not find free subnet from subnet pools');
  });

  it('[POD-4] gives the address behind the one given last, and begins again when the subnet ends', () => {
    const host = podman();
    createPodmanNetwork(host, { name: 'tiny', subnet: prefix('192.0.2.0/29') });
    const first = started(host, 'a', 'tiny');
    const kept = started(host, 'b', 'tiny');
    expect([first, kept].map(address)).toEqual(['192.0.2.2', '192.0.2.3']);
    removePodmanContainer(host, first, true);
    expect(['c', 'd', 'e', 'f'].map((name) => address(started(host, name, 'tiny')))).toEqual([
      '192.0.2.4',
      '192.0.2.5',
      '192.0.2.6',
      '192.0.2.2',
    ]);
    expect(startPodmanContainer(host, created(host, 'g', 'tiny', []))).toMatchObject({ ok: false });
  });

  it('[POD-5] answers DNS at the gateway of a network that has it, for as long as a container runs there', () => {
    const host = podman();
    createPodmanNetwork(host, { name: 'n' });
    const dns = () =>
      host.netns.listeners
        .filter(({ process }) => process.name === 'aardvark-dns')
        .map(({ bindAddress, port }) => `${formatIp(bindAddress)}:${port}`);
    started(host, 'plain');
    expect(dns()).toEqual([]);
    const named = started(host, 'named', 'n');
    expect(dns()).toEqual(['10.89.1.1:53']);
    stopPodmanContainer(host, named, 0);
    expect(dns()).toEqual([]);
  });

  it('[POD-6] gives containers of an internal network neither rules nor a default route', () => {
    const host = podman();
    createPodmanNetwork(host, { name: 'n', internal: true });
    started(host, 'inside', 'n', [WEB]);
    expect(rules(host)).toEqual([]);
    expect(host.plane.world.netns['inside']?.routes.some(({ prefix: to }) => to.lengthBits === 0)).toBe(false);
    expect(host.netns.listeners).toMatchObject([{ port: 53 }, { port: 8080 }]);
  });

  it('is not installed in a version whose rules are not known', () => {
    expect(() => installPodman(buildWorld({ hosts: { server: {} } }), 'server', { version: '5.2.0' })).toThrow(
      RangeError,
    );
  });
});

describe('sha512', () => {
  it.each(['', 'podman', 'a'.repeat(111), 'b'.repeat(112), 'c'.repeat(300)])(
    'hashes "%s" as everybody does',
    (text) => {
      expect(sha512(text)).toBe(createHash('sha512').update(text).digest('hex').toUpperCase());
    },
  );
});
