import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  deviceOf,
  formatPrefix,
  interfaceAddress,
  ip,
  netdev,
  prefix,
  tryEdits,
  type Edit,
  type World,
} from '../../../src/engine/index.ts';
import '../../support/matchers.ts';
import { bridgedWorld, ping, routedWorld } from '../../support/worlds.ts';

const routesOf = (world: World, netns: string, dev: string) =>
  (world.netns[netns]?.routes ?? [])
    .filter((route) => route.netdev === dev)
    .map((route) => `${route.type} ${formatPrefix(route.prefix)}`);

const second: Edit = {
  kind: 'add-address',
  netns: 'client',
  dev: 'eth0',
  address: interfaceAddress('203.0.113.7/24', true),
};

describe('an address', () => {
  it('[EDT-1] brings its connected, local and broadcast routes', () => {
    const world = applyEdits(routedWorld(), [second]);
    expect(routesOf(world, 'client', 'eth0')).toEqual([
      'unicast 0.0.0.0/0',
      'unicast 192.0.2.0/24',
      'unicast 203.0.113.0/24',
      'local 192.0.2.10/32',
      'broadcast 192.0.2.255/32',
      'local 203.0.113.7/32',
      'broadcast 203.0.113.255/32',
    ]);
  });

  it('[EDT-1] takes them with it', () => {
    const world = applyEdits(routedWorld(), [second]);
    const target = { address: ip('203.0.113.7'), lengthBits: 24 };
    const removed = applyEdits(world, [{ kind: 'remove-address', netns: 'client', dev: 'eth0', address: target }]);
    expect(routesOf(removed, 'client', 'eth0')).toEqual(routesOf(routedWorld(), 'client', 'eth0'));
  });

  it('[EDT-1] a second one of the same subnet brings only its own', () => {
    const world = applyEdits(routedWorld(), [{ ...second, address: interfaceAddress('192.0.2.11/24') }]);
    expect(routesOf(world, 'client', 'eth0').filter((route) => route.startsWith('unicast 192'))).toHaveLength(1);
    expect(routesOf(world, 'client', 'eth0')).toContain('local 192.0.2.11/32');
  });
});

describe('a device', () => {
  const down: Edit = { kind: 'set-netdev', netns: 'client', dev: 'eth0', up: false };
  const up: Edit = { kind: 'set-netdev', netns: 'client', dev: 'eth0', up: true };

  it('[EDT-2] that goes down loses its routes, its addresses still answer', () => {
    const world = applyEdits(routedWorld(), [down]);
    expect(routesOf(world, 'client', 'eth0')).toEqual(['local 192.0.2.10/32']);
    expect(ping(world, 'client', '192.0.2.10')).toEndAs('delivered');
    expect(ping(world, 'client', '198.51.100.10').error).toBe('Network is unreachable');
  });

  it('[EDT-2] that comes up again has its connected routes, not the others', () => {
    const world = applyEdits(routedWorld(), [down, up]);
    expect(routesOf(world, 'client', 'eth0')).not.toContain('unicast 0.0.0.0/0');
    expect(routesOf(world, 'client', 'eth0')).toContain('unicast 192.0.2.0/24');
  });

  it('[EDT-3] that is removed takes its routes and the other half of its pair with it', () => {
    const world = applyEdits(bridgedWorld(), [{ kind: 'remove-netns', netns: 'a' }]);
    expect(deviceOf(world.netns['host'], 'veth1')).toBeUndefined();
    expect(deviceOf(world.netns['host'], 'veth2')).toBeDefined();
    const bare = applyEdits(world, [{ kind: 'remove-netdev', netns: 'host', dev: 'br0' }]);
    expect(routesOf(bare, 'host', 'br0')).toEqual([]);
    expect(deviceOf(bare.netns['host'], 'veth2')?.master).toBeUndefined();
  });

  it('[EDT-3] that is a cable leaves the other end where it is', () => {
    const world = applyEdits(routedWorld(), [{ kind: 'remove-netdev', netns: 'router', dev: 'left' }]);
    expect(deviceOf(world.netns['client'], 'eth0')).toBeDefined();
    expect(world.links).toHaveLength(1);
  });
});

describe('a refusal', () => {
  const listener = { protocol: 'tcp', bindAddress: ip('0.0.0.0'), port: 80, process: { name: 'x', pid: 1 } } as const;
  const route = { table: 'main', type: 'unicast', metric: 0, scope: 'global', protocol: 'boot' } as const;
  it.each<[string, Edit]>([
    ['EEXIST', { kind: 'add-address', netns: 'client', dev: 'eth0', address: interfaceAddress('192.0.2.10/24') }],
    ['EEXIST', { kind: 'add-netdev', netns: 'client', netdev: netdev('eth0', 'bridge', '00:00:5e:00:53:01') }],
    ['ENODEV', { kind: 'set-netdev', netns: 'client', dev: 'eth9', up: true }],
    ['ESRCH', { kind: 'remove-route', netns: 'client', route: { ...route, prefix: prefix('203.0.113.0/24') } }],
    [
      'EEXIST',
      {
        kind: 'add-route',
        netns: 'client',
        route: { ...route, prefix: prefix('0.0.0.0/0'), nextHop: ip('192.0.2.2') },
      },
    ],
    [
      'ENETUNREACH',
      {
        kind: 'add-route',
        netns: 'client',
        route: { ...route, prefix: prefix('203.0.113.0/24'), nextHop: ip('198.51.100.1') },
      },
    ],
    ['EADDRINUSE', { kind: 'add-listener', netns: 'server', listener }],
    [
      'EADDRNOTAVAIL',
      { kind: 'add-listener', netns: 'client', listener: { ...listener, bindAddress: ip('203.0.113.9') } },
    ],
  ])('[EDT-4] is named %s (%#)', (errno, edit) => {
    const result = tryEdits(routedWorld(), [edit]);
    expect(result.ok ? null : result.refused.errno).toBe(errno);
  });
});
