import { describe, expect, it } from 'vitest';
import { applyEdits, ip, probe } from '../../../src/engine/index.ts';
import '../../support/matchers.ts';
import { bridgedWorld, connect, datagram, ping, routedWorld } from '../../support/worlds.ts';

describe('a router', () => {
  it('[FWD-2] takes one from TTL', () => {
    const arrived = ping(routedWorld(), 'client', '198.51.100.10').steps.find(
      (step) => step.kind === 'rx' && step.netns === 'server' && step.packet !== null,
    );
    expect(arrived?.packet?.ttlHops).toBe(63);
  });

  it('[FWD-2] says time exceeded when nothing is left of it', () => {
    const trace = ping(routedWorld(), 'client', '198.51.100.10', { ttl: 1 });
    expect(trace).toEndAs('ttl-exceeded');
    expect(trace).toDrop('IP_INHDR', 'router');
    expect(trace.error).toBe('From 192.0.2.1 Time to live exceeded');
  });

  it('[FWD-2] a loop ends by TTL too, and is called a loop', () => {
    const world = routedWorld({
      router: {
        kind: 'router',
        addrs: { left: '192.0.2.1/24', right: '198.51.100.1/24' },
        rp_filter: 0,
        routes: ['203.0.113.0/24 via 198.51.100.10'],
      },
      server: {
        kind: 'router',
        addrs: { eth0: '198.51.100.10/24' },
        rp_filter: 0,
        routes: ['default via 198.51.100.1'],
      },
    });
    expect(ping(world, 'client', '203.0.113.5')).toEndAs('loop');
  });

  it('[FWD-3] says network unreachable without a route', () => {
    const trace = ping(routedWorld(), 'client', '203.0.113.5');
    expect(trace).toEndAs('no-route');
    expect(trace.error).toBe('From 192.0.2.1 Destination Net Unreachable');
  });

  it('[FWD-1] that does not forward says nothing', () => {
    const world = applyEdits(routedWorld(), [
      { kind: 'set-sysctl', netns: 'router', key: 'net.ipv4.ip_forward', value: '0' },
    ]);
    const trace = ping(world, 'client', '198.51.100.10');
    expect(trace).toEndAs('not-forwarding');
    expect(trace.outcome).toBe('timeout');
  });

  it('[FWD-4] tells a neighbour the shorter way', () => {
    const world = bridgedWorld({
      bridges: { br0: ['veth1', 'veth2'] },
      addrs: { eth0: '192.0.2.20/24', br0: '203.0.113.1/24' },
      rp_filter: 0,
      sysctl: { 'net.ipv4.ip_forward': 1 },
      routes: ['198.51.100.0/24 via 203.0.113.3'],
    });
    const redirects = ping(world, 'a', '198.51.100.7').steps.filter(
      (step) => step.kind === 'send' && step.reason === 'redirect',
    );
    expect(redirects.map((step) => step.packet?.protocol === 'icmp' && step.packet.gateway)).toEqual([
      ip('203.0.113.3'),
    ]);
  });
});

describe('the reverse path filter', () => {
  /** The server's answers to the client would leave by another device than its questions came in by. */
  const overlapping = (all: 0 | 1 | 2, device: 0 | 1 | 2) => {
    const world = routedWorld({
      router: { kind: 'router', addrs: { left: '192.0.2.1/24', right: ['198.51.100.1/24'] }, rp_filter: 0 },
    });
    return applyEdits(world, [
      { kind: 'set-sysctl', netns: 'server', key: 'net.ipv4.conf.all.rp_filter', value: String(all) },
      { kind: 'set-sysctl', netns: 'server', key: 'net.ipv4.conf.eth0.rp_filter', value: String(device) },
      {
        kind: 'add-netdev',
        netns: 'server',
        netdev: {
          name: 'br0',
          index: 0,
          kind: 'bridge',
          mac: '00:00:5e:00:53:01',
          mtuBytes: 1500,
          addresses: [],
          up: true,
          txQueueLength: 0,
        },
      },
      {
        kind: 'add-address',
        netns: 'server',
        dev: 'br0',
        address: { address: ip('192.0.2.200'), lengthBits: 24, scope: 'global' },
      },
    ]);
  };

  it.each([
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const)('[SRC-2] strict: all=%i, eth0=%i drops at input, and the counter tells', (all, device) => {
    const { trace, world } = probe(overlapping(all, device), {
      from: 'client',
      kind: 'tcp',
      dst: ip('198.51.100.10'),
      dport: 80,
    });
    expect(trace).toEndAs('source-check-failed');
    expect(trace).toDrop('IP_RPFILTER', 'server');
    expect(world.netns['server']?.state.stats['TcpExtIPReversePathFilter']).toBe(1);
  });

  it.each([
    [1, 2],
    [2, 1],
    [2, 0],
  ] as const)('[SRC-1] the higher mode holds: all=%i, eth0=%i is loose', (all, device) => {
    const trace = connect(overlapping(all, device), 'client', '198.51.100.10:80');
    const checks = trace.steps.filter((step) => step.kind === 'source-check' && step.netns === 'server');
    expect(checks).toMatchObject([{ mode: 2, ok: true }]);
  });

  it('[SRC-3] loose: any way back will do, but none at all is refused', () => {
    const nowhere = routedWorld({
      server: { addrs: { eth0: '198.51.100.10/24' }, routes: [], rp_filter: 2, listen: ['tcp/80'] },
    });
    expect(connect(nowhere, 'client', '198.51.100.10:80')).toEndAs('source-check-failed');
  });

  it('[RTE-3] with it out of the way, the dead bridge captures the answers: a route without carrier still wins', () => {
    const trace = connect(overlapping(0, 0), 'client', '198.51.100.10:80');
    const back = trace.steps.find(
      (step) => step.kind === 'route' && step.netns === 'server' && step.purpose === 'output',
    );
    expect(back).toMatchObject({ chosen: { netdev: 'br0' } });
    expect(trace).toEndAs('link-down');
  });
});

describe('the source address', () => {
  it('[RTE-5] of the loopback network does not leave the machine: the sender hears so at once', () => {
    const rule = 'nat -A OUTPUT -d 127.0.0.1/32 -p udp -m udp --dport 53 -j DNAT --to-destination 198.51.100.10:53';
    const client = { addrs: { eth0: ['192.0.2.10/24'] }, routes: ['default via 192.0.2.1'], iptables: [rule] };
    const kept = datagram(routedWorld({ client }), 'client', '127.0.0.1:53');
    expect(kept).toMatchObject({ outcome: 'unreachable', error: 'Invalid argument' });
    expect(kept.steps.filter((step) => step.kind === 'tx')).toEqual([]);
    const allowed = { ...client, sysctl: { 'net.ipv4.conf.eth0.route_localnet': 1 } };
    const sent = datagram(routedWorld({ client: allowed }), 'client', '127.0.0.1:53');
    expect(sent.steps.some((step) => step.kind === 'tx' && step.dev === 'eth0')).toBe(true);
  });

  it('[RTE-4] of a local sender is the device address nearest to the next hop', () => {
    const world = routedWorld({
      client: { addrs: { eth0: ['203.0.113.5/32', '192.0.2.10/24'] }, routes: ['default via 192.0.2.1'], rp_filter: 0 },
    });
    const first = ping(world, 'client', '198.51.100.10').steps.find((step) => step.kind === 'route');
    expect(first).toMatchObject({ chosenSource: ip('192.0.2.10') });
  });

  it('[RTE-4] is the one the route names', () => {
    const world = routedWorld({
      client: {
        addrs: { eth0: ['192.0.2.10/24', '192.0.2.11/24'] },
        routes: ['default via 192.0.2.1 src 192.0.2.11'],
        rp_filter: 0,
      },
    });
    const first = ping(world, 'client', '198.51.100.10').steps.find((step) => step.kind === 'route');
    expect(first).toMatchObject({ chosenSource: ip('192.0.2.11') });
  });
});
