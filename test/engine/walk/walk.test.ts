import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  buildWorld,
  ip,
  netdev,
  probe,
  tryEdits,
  type Edit,
  type Ip,
  type Probe,
  type World,
} from '../../../src/engine/index.ts';
import '../../support/matchers.ts';
import { bridgedWorld, ping, routedWorld } from '../../support/worlds.ts';

describe('a walk', () => {
  it('[WLK-1] lets the kernel finish before a process goes on, and one moment be one moment', () => {
    const trace = ping(routedWorld(), 'client', '198.51.100.10');
    expect(new Set(trace.steps.map((step) => step.atMs))).toEqual(new Set([0]));
    const answered = trace.steps.findIndex((step) => step.kind === 'send' && step.reason === 'echo-reply');
    const heard = trace.steps.findIndex((step) => step.kind === 'deliver' && step.to === 'client');
    expect(answered).toBeGreaterThan(0);
    expect(heard).toBeGreaterThan(answered);
  });

  it('[WLK-2] ends even where a broadcast runs in a ring for ever', () => {
    const world = buildWorld({
      hosts: {
        pc: { addrs: { eth0: '192.0.2.10/24' } },
        one: { kind: 'switch' },
        two: { kind: 'switch' },
      },
      links: [
        ['pc:eth0', 'one:p1'],
        ['one:p2', 'two:p1'],
        ['one:p3', 'two:p2'],
      ],
    });
    expect(ping(world, 'pc', '192.0.2.99')).toEndAs('loop');
  });

  it('[WLK-3] names what it does not know instead of guessing', () => {
    const world = routedWorld();
    const netns = world.netns['router'];
    if (netns === undefined) throw new Error('no router');
    const routes = netns.routes.map((route) => ({ ...route, unmodelled: 'a route with several next hops' }));
    const strange = { ...world, netns: { ...world.netns, router: { ...netns, routes } } };
    expect(ping(strange, 'client', '198.51.100.10').unmodelled).toEqual({
      what: 'a route with several next hops',
      netns: 'router',
    });
  });

  it('[WLK-4] is the same each time, and leaves the world it began in alone', () => {
    const world = bridgedWorld();
    const before = JSON.stringify(world);
    const request: Probe = { from: 'a', kind: 'tcp', dst: ip('203.0.113.3'), dport: 80 };
    const asked = () => {
      const { world: after, trace } = probe(world, request);
      return JSON.stringify({ after, trace });
    };
    expect(asked()).toBe(asked());
    expect(JSON.stringify(world)).toBe(before);
  });

  it('[WLK-2] never throws and never hangs, whatever was done to the world', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 12 }), anyProbe, (edits, request) => {
        const world = edits.reduce<World>((next, edit) => {
          const result = tryEdits(next, [edit]);
          return result.ok ? result.world : next;
        }, bridgedWorld());
        const { trace } = probe(world, request);
        expect(trace.steps.at(-1)?.kind).toBe('result');
        expect(trace.steps.map((step) => step.index)).toEqual(trace.steps.map((_step, index) => index));
      }),
      { numRuns: 300 },
    );
  });
});

const anyHost = fc.constantFrom('client', 'host', 'a', 'b');
const anyDev = fc.constantFrom('lo', 'eth0', 'br0', 'veth1', 'veth2');
const anyIp = fc.constantFrom(
  ...[
    '0.0.0.0',
    '127.0.0.1',
    '192.0.2.10',
    '192.0.2.20',
    '203.0.113.1',
    '203.0.113.2',
    '203.0.113.3',
    '203.0.113.9',
  ].map(ip),
  ...['203.0.113.255', '224.0.0.1', '255.255.255.255', '198.51.100.7'].map(ip),
);
const anyPrefix = fc.record({ address: anyIp, lengthBits: fc.integer({ min: 0, max: 32 }) });
const masked = ({ address, lengthBits }: { address: Ip; lengthBits: number }) => ({
  address: (lengthBits === 0 ? 0 : address & (-1 << (32 - lengthBits))) as Ip,
  lengthBits,
});

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ netns: anyHost, dev: anyDev, up: fc.boolean() }).map((at): Edit => ({ kind: 'set-netdev', ...at })),
  fc.record({ netns: anyHost, dev: anyDev }).map((at): Edit => ({ kind: 'remove-netdev', ...at })),
  fc.constant<Edit>({ kind: 'add-netdev', netns: 'host', netdev: netdev('br1', 'bridge', '00:00:5e:00:53:01') }),
  fc
    .record({ netns: anyHost, dev: anyDev, at: anyPrefix })
    .map(({ netns, dev, at }): Edit => ({ kind: 'add-address', netns, dev, address: { ...at, scope: 'global' } })),
  fc
    .record({ netns: anyHost, dev: anyDev, at: anyPrefix, nextHop: fc.option(anyIp, { nil: undefined }) })
    .map(({ netns, dev, at, nextHop }): Edit => ({
      kind: 'add-route',
      netns,
      route: {
        table: 'main',
        type: 'unicast',
        prefix: masked(at),
        metric: 0,
        scope: 'global',
        protocol: 'boot',
        netdev: dev,
        ...(nextHop === undefined ? {} : { nextHop, onlink: true }),
      },
    })),
  fc
    .record({
      netns: anyHost,
      key: fc.constantFrom(
        'net.ipv4.ip_forward',
        'net.ipv4.conf.all.rp_filter',
        'net.ipv4.conf.all.proxy_arp',
        'net.ipv4.conf.all.route_localnet',
      ),
      value: fc.constantFrom('0', '1', '2'),
    })
    .map((set): Edit => ({ kind: 'set-sysctl', ...set })),
);

const anyProbe: fc.Arbitrary<Probe> = fc.record({
  from: anyHost,
  kind: fc.constantFrom('icmp' as const, 'tcp' as const, 'udp' as const),
  dst: anyIp,
  dport: fc.constantFrom(80, 81),
});

describe('an edit', () => {
  it('[WLK-4] makes a new world and shares the rest with the old one', () => {
    const world = routedWorld();
    const next = applyEdits(world, [{ kind: 'set-sysctl', netns: 'router', key: 'net.ipv4.ip_forward', value: '0' }]);
    expect(next.netns['client']).toBe(world.netns['client']);
    expect(world.netns['router']?.sysctl['net.ipv4.ip_forward']).toBe('1');
  });
});
