/** Small worlds for the engine's tests. Addresses from RFC 5737, MAC addresses drawn by the builder. */
import {
  buildWorld,
  ip,
  probe,
  type HostSpec,
  type Probe,
  type Trace,
  type World,
  type WorldSpec,
} from '../../src/engine/index.ts';

const client: HostSpec = {
  kind: 'pc',
  addrs: { eth0: '192.0.2.10/24' },
  routes: ['default via 192.0.2.1'],
  rp_filter: 0,
};

const router: HostSpec = {
  kind: 'router',
  addrs: { left: '192.0.2.1/24', right: '198.51.100.1/24' },
  rp_filter: 0,
};

const server: HostSpec = {
  addrs: { eth0: '198.51.100.10/24' },
  routes: ['default via 198.51.100.1'],
  rp_filter: 0,
  listen: ['tcp/80=web', 'udp/53=dns'],
};

const CABLES: NonNullable<WorldSpec['links']> = [
  ['client:eth0', 'router:left'],
  ['router:right', 'server:eth0'],
];

export interface Changes {
  readonly client?: HostSpec;
  readonly router?: HostSpec;
  readonly server?: HostSpec;
  readonly timers?: WorldSpec['timers'];
}

/** `client` (192.0.2.10) to `router` to `server` (198.51.100.10); nobody filters, nobody checks sources. */
export function routedWorld(changes: Changes = {}): World {
  return buildWorld({
    hosts: {
      client: { ...client, ...changes.client },
      router: { ...router, ...changes.router },
      server: { ...server, ...changes.server },
    },
    links: CABLES,
    timers: { clientPatienceMs: 10_000, ...changes.timers },
  });
}

/** `host` (203.0.113.1 on br0) with the containers `a` (.2) and `b` (.3), and `client` (192.0.2.10) outside. */
export function bridgedWorld(host: HostSpec = {}): World {
  const container = (last: number): HostSpec => ({
    parent: 'host',
    addrs: { eth0: `203.0.113.${last}/24` },
    routes: ['default via 203.0.113.1'],
    rp_filter: 0,
    listen: ['tcp/80=web'],
  });
  return buildWorld({
    hosts: {
      client: { ...client, addrs: { eth0: '192.0.2.10/24' }, routes: ['203.0.113.0/24 via 192.0.2.20'] },
      host: {
        bridges: { br0: ['veth1', 'veth2'] },
        addrs: { eth0: '192.0.2.20/24', br0: '203.0.113.1/24' },
        rp_filter: 0,
        sysctl: { 'net.ipv4.ip_forward': 1 },
        ...host,
      },
      a: container(2),
      b: container(3),
    },
    links: [
      ['client:eth0', 'host:eth0'],
      ['host:veth1', 'a:eth0'],
      ['host:veth2', 'b:eth0'],
    ],
  });
}

type Question = Omit<Probe, 'from' | 'kind' | 'dst'>;

/** `ping` from a place, to text. */
export function ping(world: World, from: string, to: string, more: Question = {}): Trace {
  return probe(world, { from, kind: 'icmp', dst: ip(to), ...more }).trace;
}

/** A TCP connection to `address:port`. */
export function connect(world: World, from: string, to: string, more: Question = {}): Trace {
  const [address = '', port] = to.split(':');
  return probe(world, { from, kind: 'tcp', dst: ip(address), dport: Number(port), ...more }).trace;
}

/** One datagram to `address:port`. */
export function datagram(world: World, from: string, to: string, more: Question = {}): Trace {
  const [address = '', port] = to.split(':');
  return probe(world, { from, kind: 'udp', dst: ip(address), dport: Number(port), ...more }).trace;
}
