/**
 * The lesson's incident in miniature, with documentation addresses: `pc` behind `router`, and `server` with a Docker-like
 * bridge whose subnet swallows the PC's. Warm neighbours are not assumed: every first packet asks.
 */
import { buildWorld, ip, probe, type Probe, type World, type WorldSpec } from '../../src/engine/index.ts';
import { frames, type Frame } from '../../src/player/index.ts';

const hosts: WorldSpec['hosts'] = {
  pc: {
    kind: 'pc',
    title: { en: 'Office PC', ko: '사무실 PC' },
    addrs: { eth0: '203.0.113.10/24' },
    routes: ['default via 203.0.113.1'],
  },
  router: {
    kind: 'router',
    title: { en: 'Router', ko: '라우터' },
    addrs: { lan: '203.0.113.1/24', dc: '198.51.100.1/24' },
  },
  switch: { kind: 'switch', title: { en: 'Switch', ko: '스위치' } },
  server: {
    title: 'Server',
    addrs: { eth0: '198.51.100.20/24', br0: '203.0.113.1/24', br1: '192.0.2.1/25' },
    bridges: { br0: ['veth0'], br1: [] },
    routes: ['default via 198.51.100.1'],
    listen: ['tcp/22=sshd'],
    sysctl: { 'net.ipv4.conf.all.rp_filter': '0', 'net.ipv4.conf.eth0.rp_filter': '0' },
  },
  app: { parent: 'server', addrs: { eth0: '203.0.113.2/24' }, routes: ['default via 203.0.113.1'] },
};

const links: WorldSpec['links'] = [
  ['pc:eth0', 'router:lan'],
  ['router:dc', 'switch:p1'],
  ['switch:p2', 'server:eth0'],
  ['server:veth0', 'app:eth0'],
];

/** The bridge is there: answers to the PC go astray. */
export const collision: World = buildWorld({ hosts, links });

/** The same without the bridge's address, and so without its route. */
export const healthy: World = buildWorld({
  hosts: { ...hosts, server: { ...hosts['server'], addrs: { eth0: '198.51.100.20/24', br1: '192.0.2.1/25' } } },
  links,
});

export const sshFromPc: Probe = { from: 'pc', kind: 'tcp', dst: ip('198.51.100.20'), dport: 22, process: 'ssh' };
export const pingFromPc: Probe = { from: 'pc', kind: 'icmp', dst: ip('198.51.100.20'), process: 'ping' };

export function shown(world: World, request: Probe, language: 'en' | 'ko' = 'en'): readonly Frame[] {
  const { trace, world: after } = probe(world, request);
  return frames({ trace, before: world, after, language });
}

export function frameOf(all: readonly Frame[], key: string): Frame {
  const found = all.find((frame) => frame.key === key);
  if (!found) throw new Error(`no frame ${key} among ${all.map((frame) => frame.key).join(' ')}`);
  return found;
}
