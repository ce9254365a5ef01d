import { describe, expect, it } from 'vitest';
import { applyEdits, hasCarrier, ip, probe, stateAfter } from '../../../src/engine/index.ts';
import '../../support/matchers.ts';
import { bridgedWorld, connect, ping } from '../../support/worlds.ts';

const broadcastsAt = (trace: ReturnType<typeof ping>, netns: string) =>
  trace.steps.filter((step) => step.kind === 'bridge' && step.netns === netns && step.decision === 'flood');

describe('a bridge', () => {
  it('[BRG-2] floods a broadcast to every other port, the last one enslaved first, and up to the host', () => {
    const trace = ping(bridgedWorld(), 'a', '203.0.113.1');
    expect(broadcastsAt(trace, 'host')[0]).toMatchObject({ ports: ['veth2'], toLocal: true });
    const fromHost = ping(bridgedWorld(), 'host', '203.0.113.2');
    expect(broadcastsAt(fromHost, 'host')[0]).toMatchObject({ ports: ['veth2', 'veth1'], toLocal: false });
  });

  it('[BRG-1] learns where the sender is, and sends only there', () => {
    const { trace, world } = probe(bridgedWorld(), { from: 'a', kind: 'icmp', dst: ip('203.0.113.3') });
    expect(trace).toEndAs('delivered');
    const learned = world.netns['host']?.state.fdb.filter((entry) => entry.learned);
    expect(learned?.map(({ port }) => port)).toEqual(['veth1', 'veth2']);
    const unicast = trace.steps.filter((step) => step.kind === 'bridge' && step.packet !== null);
    expect(unicast).toMatchObject([
      { decision: 'forward', ports: ['veth2'] },
      { decision: 'forward', ports: ['veth1'] },
    ]);
  });

  it('[BRG-3] never sends a frame back by the port it came in by', () => {
    const trace = ping(bridgedWorld(), 'a', '203.0.113.9');
    for (const flood of broadcastsAt(trace, 'host')) expect(flood).not.toMatchObject({ ports: ['veth1'] });
  });

  it('[BRG-4] shows its traffic to iptables only when told to', () => {
    const rule = { iptables: ['filter -A FORWARD -i br0 -o br0 -j DROP'] };
    const on = bridgedWorld({ ...hostSpec, ...rule });
    const off = bridgedWorld({
      ...hostSpec,
      ...rule,
      sysctl: { 'net.ipv4.ip_forward': 1, 'net.bridge.bridge-nf-call-iptables': 0 },
    });
    expect(connect(on, 'a', '203.0.113.3:80')).toEndAs('dropped-by-rule');
    expect(connect(off, 'a', '203.0.113.3:80')).toEndAs('delivered');
  });

  it('[BRG-5] has carrier while one of its ports has', () => {
    const world = bridgedWorld();
    expect(hasCarrier(world, 'host', 'br0')).toBe(true);
    const down = applyEdits(world, [
      { kind: 'set-netdev', netns: 'a', dev: 'eth0', up: false },
      { kind: 'set-netdev', netns: 'b', dev: 'eth0', up: false },
    ]);
    expect(hasCarrier(down, 'host', 'br0')).toBe(false);
    const trace = ping(down, 'host', '203.0.113.2');
    expect(trace).toEndAs('link-down');
    expect(trace).not.toBeSeenAt('host/br0');
  });
});

const hostSpec = {
  bridges: { br0: ['veth1', 'veth2'] },
  addrs: { eth0: '192.0.2.20/24', br0: '203.0.113.1/24' },
  rp_filter: 0 as const,
  sysctl: { 'net.ipv4.ip_forward': 1 },
};

describe('interface counters', () => {
  it('[CNT-1] give away a host that asks in vain: 42 bytes for each question a bridge sends', () => {
    const { world } = probe(bridgedWorld(), { from: 'host', kind: 'icmp', dst: ip('203.0.113.9') });
    expect(world.netns['host']?.state.counters['br0']).toMatchObject({ txPackets: 3, txBytes: 3 * 42, rxPackets: 0 });
  });

  it('[CNT-1] count 28 bytes for each question a bridge takes up', () => {
    const { world } = probe(bridgedWorld(), { from: 'a', kind: 'icmp', dst: ip('203.0.113.9') });
    expect(world.netns['host']?.state.counters['br0']).toMatchObject({ rxPackets: 3, rxBytes: 3 * 28 });
  });

  it('[CNT-1] count an echo with its Ethernet header on a wire, without on lo', () => {
    const { world } = probe(bridgedWorld(), { from: 'host', kind: 'icmp', dst: ip('127.0.0.1') });
    expect(world.netns['host']?.state.counters['lo']).toMatchObject({ txPackets: 2, txBytes: 2 * 84, rxBytes: 2 * 84 });
  });

  it('[CNT-1] are the same when folded from the steps of a trace', () => {
    const before = bridgedWorld();
    const { world, trace } = probe(before, { from: 'a', kind: 'icmp', dst: ip('203.0.113.3') });
    for (const netns of ['a', 'b', 'host']) {
      const folded = stateAfter(before, trace, trace.steps.length, netns);
      expect(folded).toEqual(world.netns[netns]?.state);
    }
  });
});
