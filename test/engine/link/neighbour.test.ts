import { describe, expect, it } from 'vitest';
import { applyEdits, formatIp, ip, probe, type ArpPacket, type Trace } from '../../../src/engine/index.ts';
import '../../support/matchers.ts';
import { bridgedWorld, connect, datagram, ping, routedWorld } from '../../support/worlds.ts';

function questions(trace: Trace, netns: string): readonly (ArpPacket & { readonly atMs: number })[] {
  return trace.steps.flatMap((step) => {
    if (step.kind !== 'tx' || step.netns !== netns) return [];
    const { payload } = step.frame;
    return payload.protocol === 'arp' && payload.op === 'request' ? [{ ...payload, atMs: step.atMs }] : [];
  });
}

describe('a neighbour', () => {
  it('[ARP-1] is asked for once, and known from then on', () => {
    const first = probe(routedWorld(), { from: 'client', kind: 'icmp', dst: ip('192.0.2.1') });
    expect(questions(first.trace, 'client').map(({ targetIp }) => formatIp(targetIp))).toEqual(['192.0.2.1']);
    expect(questions(ping(first.world, 'client', '192.0.2.1'), 'client')).toEqual([]);
  });

  it('[ARP-2] that never answers is asked three times, a second apart', () => {
    const trace = ping(routedWorld(), 'client', '192.0.2.99');
    expect(questions(trace, 'client').map(({ atMs }) => atMs)).toEqual([0, 1000, 2000]);
    expect(trace).toEndAs('neighbour-unreachable');
    expect(trace).toDrop('NEIGH_FAILED', 'client');
    expect(trace.error).toBe('From 192.0.2.10 Destination Host Unreachable');
    expect(trace.steps.at(-1)).toMatchObject({ kind: 'result', atMs: 3000 });
  });

  it('[ARP-2] the wait is a setting', () => {
    const world = applyEdits(routedWorld(), [
      { kind: 'set-sysctl', netns: 'client', key: 'net.ipv4.neigh.eth0.retrans_time_ms', value: '250' },
    ]);
    expect(questions(ping(world, 'client', '192.0.2.99'), 'client').map(({ atMs }) => atMs)).toEqual([0, 250, 500]);
  });

  it('[ARP-2] a program hears EHOSTUNREACH, one behind a router too', () => {
    expect(connect(routedWorld(), 'client', '192.0.2.99:80')).toMatchObject({
      errno: 'EHOSTUNREACH',
      outcome: 'unreachable',
    });
    expect(datagram(routedWorld(), 'client', '198.51.100.99:53').error).toBe('No route to host');
    expect(ping(routedWorld(), 'client', '198.51.100.99').error).toBe('From 192.0.2.1 Destination Host Unreachable');
  });

  it('[ARP-2] a failed one is kept as FAILED, and asked for again next time', () => {
    const { world } = probe(routedWorld(), { from: 'client', kind: 'icmp', dst: ip('192.0.2.99') });
    expect(world.netns['client']?.state.neighbours).toMatchObject([{ ip: ip('192.0.2.99'), state: 'FAILED' }]);
    expect(questions(ping(world, 'client', '192.0.2.99'), 'client')).toHaveLength(3);
  });

  it('[ARP-3] is asked in the name of the packet that waits', () => {
    const world = routedWorld({
      client: { addrs: { eth0: '192.0.2.10/24', lo: '203.0.113.7/32' }, routes: ['default via 192.0.2.1'] },
    });
    const trace = ping(world, 'client', '198.51.100.10', { src: ip('203.0.113.7') });
    expect(formatIp(questions(trace, 'client')[0]?.senderIp ?? ip('0.0.0.0'))).toBe('203.0.113.7');
  });

  it('[ARP-4] answers for any address it has, on whichever device', () => {
    const world = bridgedWorld();
    const on = applyEdits(world, [
      {
        kind: 'add-address',
        netns: 'host',
        dev: 'lo',
        address: { address: ip('203.0.113.77'), lengthBits: 32, scope: 'global' },
      },
    ]);
    expect(ping(on, 'a', '203.0.113.77')).toEndAs('delivered');
    expect(ping(world, 'a', '203.0.113.77')).toEndAs('neighbour-unreachable');
  });

  it('[ARP-5] a router answers for what lies behind it when proxy_arp says so', () => {
    const world = routedWorld({
      client: { addrs: { eth0: '192.0.2.10/24' }, routes: ['198.51.100.0/24 dev eth0'], rp_filter: 0 },
    });
    expect(ping(world, 'client', '198.51.100.10')).toEndAs('neighbour-unreachable');
    const proxied = applyEdits(world, [
      { kind: 'set-sysctl', netns: 'router', key: 'net.ipv4.conf.left.proxy_arp', value: '1' },
    ]);
    expect(ping(proxied, 'client', '198.51.100.10')).toEndAs('delivered');
  });

  it('[ARP-6] that asks us is known by its own question', () => {
    const trace = ping(routedWorld(), 'client', '192.0.2.1');
    expect(questions(trace, 'router')).toEqual([]);
    expect(trace).toEndAs('delivered');
  });
});
