/**
 * Rule sets of engines that no recording covers. What is expected here is what moby's own documentation generator printed from a
 * running daemon (integration/network/bridge/iptablesdoc/generated: new-daemon, usernet-portmap, -lo, -noproxy, -noicc,
 * usernet-internal); see facts 3.1 and 3.2.
 */
import { describe, expect, it } from 'vitest';
import {
  findContainer,
  buildWorld,
  installDocker,
  readDaemonConfig,
  ruleSetOf,
  stopContainer,
  switchEngine,
  type DockerHost,
} from '../../../src/engine/index.ts';
import { bridge1, engineOf, published, rulesIn } from '../../support/engine-host.ts';

/** Both before and after every rule: FORWARD leads into Docker's own chain, docker0 has its rules. */
const TOP = ['-A FORWARD -j DOCKER-USER', '-A FORWARD -j DOCKER-FORWARD'];
const IN_DOCKER = [
  '-A DOCKER -d 192.0.2.2/32 ! -i bridge1 -o bridge1 -p tcp -m tcp --dport 80 -j ACCEPT',
  '-A DOCKER ! -i docker0 -o docker0 -j DROP',
  '-A DOCKER ! -i bridge1 -o bridge1 -j DROP',
];
const BRIDGE_AND_CT = [
  '-A DOCKER-BRIDGE -o docker0 -j DOCKER',
  '-A DOCKER-BRIDGE -o bridge1 -j DOCKER',
  '-A DOCKER-CT -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  '-A DOCKER-CT -o bridge1 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
];
const ACCEPT_OUT = ['-A DOCKER-FORWARD -i docker0 -j ACCEPT', '-A DOCKER-FORWARD -i bridge1 -j ACCEPT'];
const MASQUERADE = [
  '-A POSTROUTING -s 192.0.2.0/24 ! -o bridge1 -j MASQUERADE',
  '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
];
const JUMPS = [
  '-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
  '-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER',
];
const DNAT = '-A DOCKER ! -i bridge1 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.0.2.2:80';

function withPort(version: string, hostIp?: string): DockerHost {
  const host = engineOf({ version });
  bridge1(host);
  published(host, 'bridge1', hostIp);
  return host;
}

describe('Docker Engine 29', () => {
  it('[DOC-9] keeps the rules of a network with a published port in chains of its own', () => {
    const host = withPort('29.0.0');
    expect(rulesIn(host, 'filter')).toEqual([
      ...TOP,
      ...IN_DOCKER,
      ...BRIDGE_AND_CT,
      '-A DOCKER-FORWARD -j DOCKER-CT',
      '-A DOCKER-FORWARD -j DOCKER-INTERNAL',
      '-A DOCKER-FORWARD -j DOCKER-BRIDGE',
      ...ACCEPT_OUT,
    ]);
    expect(rulesIn(host, 'nat')).toEqual([...JUMPS, ...MASQUERADE, DNAT]);
    expect(rulesIn(host, 'raw')).toEqual(['-A PREROUTING -d 192.0.2.2/32 ! -i bridge1 -j DROP']);
  });

  it('[DOC-9] closes a port published on loopback to the wire', () => {
    const host = withPort('29.0.0', '127.0.0.1');
    expect(rulesIn(host, 'nat').at(-1)).toBe(
      '-A DOCKER -d 127.0.0.1/32 ! -i bridge1 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.0.2.2:80',
    );
    expect(rulesIn(host, 'raw')).toEqual([
      '-A PREROUTING -d 192.0.2.2/32 ! -i bridge1 -j DROP',
      '-A PREROUTING -d 127.0.0.1/32 ! -i lo -p tcp -m tcp --dport 8080 -j DROP',
    ]);
  });

  it('[DOC-9] translates loopback callers and hairpins itself where there is no userland proxy', () => {
    const host = engineOf({ version: '29.0.0', userlandProxy: false });
    bridge1(host);
    published(host, 'bridge1');
    expect(rulesIn(host, 'nat')).toEqual([
      '-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
      '-A OUTPUT -m addrtype --dst-type LOCAL -j DOCKER',
      '-A POSTROUTING -o bridge1 -m addrtype --src-type LOCAL -j MASQUERADE',
      '-A POSTROUTING -s 192.0.2.0/24 ! -o bridge1 -j MASQUERADE',
      '-A POSTROUTING -o docker0 -m addrtype --src-type LOCAL -j MASQUERADE',
      '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
      '-A POSTROUTING -s 192.0.2.2/32 -d 192.0.2.2/32 -p tcp -m tcp --dport 80 -j MASQUERADE',
      '-A DOCKER -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.0.2.2:80',
    ]);
  });

  it('[DOC-9] keeps an internal network closed in DOCKER-INTERNAL, and containers without ICC apart', () => {
    const host = engineOf({ version: '29.0.0' });
    bridge1(host, { internal: true });
    expect(rulesIn(host, 'filter')).toEqual([
      ...TOP,
      '-A DOCKER ! -i docker0 -o docker0 -j DROP',
      '-A DOCKER-BRIDGE -o docker0 -j DOCKER',
      '-A DOCKER-CT -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      '-A DOCKER-FORWARD -j DOCKER-CT',
      '-A DOCKER-FORWARD -j DOCKER-INTERNAL',
      '-A DOCKER-FORWARD -j DOCKER-BRIDGE',
      '-A DOCKER-FORWARD -i docker0 -j ACCEPT',
      '-A DOCKER-FORWARD -i bridge1 -o bridge1 -j ACCEPT',
      '-A DOCKER-INTERNAL ! -s 192.0.2.0/24 -o bridge1 -j DROP',
      '-A DOCKER-INTERNAL ! -d 192.0.2.0/24 -i bridge1 -j DROP',
    ]);
    const apart = engineOf({ version: '29.0.0' });
    bridge1(apart, { options: { 'com.docker.network.bridge.enable_icc': 'false' } });
    expect(rulesIn(apart, 'filter').slice(-2)).toEqual([
      '-A DOCKER-FORWARD -i bridge1 -o bridge1 -j DROP',
      '-A DOCKER-FORWARD -i bridge1 ! -o bridge1 -j ACCEPT',
    ]);
  });
});

describe('the nftables backend of 29', () => {
  it('[DOC-9] is opt-in, and refused by name where somebody opts in', () => {
    expect(engineOf({ version: '29.0.0' }).netns.netfilter.tables.map(({ name }) => name)).toEqual(['filter', 'nat']);
    expect(readDaemonConfig('{ "firewall-backend": "nftables" }')).toEqual({
      ok: false,
      unmodelled: '"firewall-backend" in /etc/docker/daemon.json',
    });
  });
});

describe('Docker Engine 28.2 and later', () => {
  it('[DOC-8] has the chains of 29, but isolates networks in two stages and lets a bridge skip the DNAT rules', () => {
    const host = withPort('28.5.2');
    expect(rulesIn(host, 'filter')).toEqual([
      ...TOP,
      ...IN_DOCKER,
      ...BRIDGE_AND_CT,
      '-A DOCKER-FORWARD -j DOCKER-CT',
      '-A DOCKER-FORWARD -j DOCKER-ISOLATION-STAGE-1',
      '-A DOCKER-FORWARD -j DOCKER-BRIDGE',
      ...ACCEPT_OUT,
      '-A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2',
      '-A DOCKER-ISOLATION-STAGE-1 -i bridge1 ! -o bridge1 -j DOCKER-ISOLATION-STAGE-2',
      '-A DOCKER-ISOLATION-STAGE-2 -o bridge1 -j DROP',
      '-A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP',
    ]);
    expect(rulesIn(host, 'nat')).toEqual([
      ...JUMPS,
      ...MASQUERADE,
      '-A DOCKER -i bridge1 -j RETURN',
      '-A DOCKER -i docker0 -j RETURN',
      DNAT,
    ]);
    expect(rulesIn(host, 'raw')).toEqual(['-A PREROUTING -d 192.0.2.2/32 ! -i bridge1 -j DROP']);
  });

  it('[DOC-8] keeps an internal network closed in the first stage', () => {
    const host = engineOf({ version: '28.5.2' });
    bridge1(host, { internal: true });
    expect(rulesIn(host, 'filter').filter((rule) => rule.includes('STAGE'))).toEqual([
      '-A DOCKER-FORWARD -j DOCKER-ISOLATION-STAGE-1',
      '-A DOCKER-ISOLATION-STAGE-1 ! -s 192.0.2.0/24 -o bridge1 -j DROP',
      '-A DOCKER-ISOLATION-STAGE-1 ! -d 192.0.2.0/24 -i bridge1 -j DROP',
      '-A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2',
      '-A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP',
    ]);
  });
});

describe('every version', () => {
  it.each(['24.0.7', '27.5.1', '28.5.2', '29.0.0'])(
    '[DOC-3] %s takes away what it put in for a container',
    (version) => {
      const host = engineOf({ version });
      bridge1(host);
      const before = host.netns.netfilter.tables.map((table) => rulesIn(host, table.name));
      published(host, 'bridge1', '127.0.0.1');
      stopContainer(host, findContainer(host, 'c1')!, 0);
      expect(
        host.netns.netfilter.tables.filter(({ name }) => name !== 'raw').map(({ name }) => rulesIn(host, name)),
      ).toEqual(before);
      expect(rulesIn(host, 'raw')).toEqual([]);
    },
  );

  it('[DOC-10] names the source of rules that no recording covers, and refuses the versions that have none', () => {
    expect(ruleSetOf('20.10.24')?.source).toBeUndefined();
    for (const version of ['27.5.1', '28.2.0', '29.1.0']) expect(ruleSetOf(version)?.source).toMatch(/^moby /);
    for (const version of ['19.03.15', '28.0.0', '28.1.1', '30.0.0', 'latest']) expect(ruleSetOf(version)).toBeNull();
    const world = buildWorld({ hosts: { server: {} } });
    expect(() => installDocker(world, 'server', { version: '28.0.0' })).toThrow(RangeError);
  });

  it('[DOC-11] turns bridge netfilter on, from 27.3 only for containers kept apart or without a proxy', () => {
    const key = 'net.bridge.bridge-nf-call-iptables';
    const settingOf = (host: DockerHost) => host.netns.sysctl[key];
    expect(settingOf(engineOf({ version: '27.2.0' }))).toBe('1');
    expect(settingOf(engineOf({ version: '28.5.2' }))).toBe('0');
    expect(settingOf(engineOf({ version: '28.5.2', icc: false }))).toBe('1');
    expect(settingOf(engineOf({ version: '28.5.2', userlandProxy: false }))).toBe('1');
    const apart = engineOf({ version: '28.5.2' });
    bridge1(apart, { options: { 'com.docker.network.bridge.enable_icc': 'false' } });
    expect(settingOf(apart)).toBe('1');
  });
});

describe('another engine on the same machine', () => {
  it.each([
    ['20.10', '20.10.24'],
    ['27', '27.5.1'],
    ['28', '28.5.2'],
    ['29', '29.0.0'],
  ])('[DOC-12] %s has the rules it would have had from the beginning', (typed, version) => {
    const host = withPort('24.0.7');
    const { netns } = host;
    expect(switchEngine(host, typed)).toEqual({ ok: true, value: version });
    const fresh = withPort(version);
    for (const table of ['filter', 'nat', 'raw'] as const) expect(rulesIn(host, table)).toEqual(rulesIn(fresh, table));
    expect(host.docker.version).toBe(version);
    expect(host.netns.devs).toBe(netns.devs);
    expect(host.netns.routes).toBe(netns.routes);
    expect(host.netns.listeners).toBe(netns.listeners);
  });

  it('[DOC-12] comes back to the same rules, chains included, and keeps what the user put into DOCKER-USER', () => {
    const host = withPort('20.10.24');
    const before = host.netns.netfilter;
    switchEngine(host, '29');
    switchEngine(host, '20.10');
    for (const table of before.tables) expect(host.netns.netfilter.tables).toContainEqual(table);
    host.rules('add', 'server', [
      { table: 'filter', chain: 'DOCKER-USER', text: '-A DOCKER-USER -i eth0 -j DROP', at: 'top' },
    ]);
    switchEngine(host, '28');
    expect(rulesIn(host, 'filter')).toContain('-A DOCKER-USER -i eth0 -j DROP');
  });

  it('[DOC-12] is refused by name where its rules are not known', () => {
    const host = withPort('24.0.7');
    const { world } = host.plane;
    for (const version of ['28.0.1', '19', 'x']) expect(switchEngine(host, version)).toMatchObject({ ok: false });
    expect(host.plane.world).toBe(world);
  });
});
