import { describe, expect, it } from 'vitest';
import { applyEdits, ip, type Edit, type Listener, type Trace } from '../../../src/engine/index.ts';
import '../../support/matchers.ts';
import { connect, datagram, ping, routedWorld } from '../../support/worlds.ts';

const server = {
  addrs: { eth0: ['198.51.100.10/24', '198.51.100.11/24'] },
  routes: ['default via 198.51.100.1'],
  rp_filter: 0 as const,
  listen: [],
};

function listening(...listeners: readonly Listener[]) {
  const edits = listeners.map((listener): Edit => ({ kind: 'add-listener', netns: 'server', listener }));
  return applyEdits(routedWorld({ server }), edits);
}

const process = { name: 'docker-proxy', pid: 7, fd: 4 };
const proxy = (fields: Partial<Listener>): Listener => ({
  protocol: 'tcp',
  bindAddress: ip('0.0.0.0'),
  port: 8080,
  process,
  ...fields,
});

/** TCP segments as the client's device saw them. */
const segments = (trace: Trace) =>
  trace.steps.flatMap((step) =>
    (step.kind === 'tx' || step.kind === 'rx') && step.netns === 'client' && step.packet?.protocol === 'tcp'
      ? [`${step.kind} ${step.packet.flags}`]
      : [],
  );

describe('a listener', () => {
  it('[SOC-1] bound to the asked address wins over one bound to all', () => {
    // The kernel allows both with SO_REUSEPORT; an edit would be refused.
    const world = listening(proxy({ process: { name: 'all', pid: 1 } }));
    const netns = world.netns['server'];
    if (netns === undefined) throw new Error('no server');
    const exact = proxy({ bindAddress: ip('198.51.100.11'), process: { name: 'exact', pid: 2 } });
    const both = { ...world, netns: { ...world.netns, server: { ...netns, listeners: [...netns.listeners, exact] } } };
    const served = (trace: Trace) =>
      trace.steps.flatMap((step) => (step.kind === 'deliver' && step.listener ? [step.listener.process.name] : []));
    expect(served(connect(both, 'client', '198.51.100.11:8080'))).toEqual(['exact']);
    expect(served(connect(both, 'client', '198.51.100.10:8080'))).toEqual(['all']);
  });

  it('[SOC-2] that is not there is a reset for TCP, port unreachable for UDP', () => {
    const tcp = connect(routedWorld(), 'client', '198.51.100.10:81');
    expect(tcp).toEndAs('no-listener');
    expect(tcp.outcome).toBe('refused');
    expect(segments(tcp)).toEqual(['tx SYN', 'rx RST+ACK']);
    expect(datagram(routedWorld(), 'client', '198.51.100.10:54').outcome).toBe('refused');
  });

  it('[SOC-4] that only holds its port lets one in and never answers', () => {
    const trace = connect(listening(proxy({ idle: true })), 'client', '198.51.100.10:8080');
    expect(trace.outcome).toBe('timeout');
    expect(segments(trace)).toEqual(['tx SYN', 'rx SYN+ACK', 'tx ACK', 'tx FIN+ACK']);
  });

  it('[SOC-5] answers a datagram from the address its route picks', () => {
    const world = listening({ protocol: 'udp', bindAddress: ip('0.0.0.0'), port: 53, process });
    expect(datagram(world, 'client', '198.51.100.10:53')).toEndAs('delivered');
    const other = datagram(world, 'client', '198.51.100.11:53');
    expect(other.outcome).toBe('timeout');
    expect(other).toDrop('NO_SOCKET', 'client');
  });
});

describe('a relay', () => {
  const target = { address: ip('192.0.2.10'), port: 80 };

  it('[SOC-3] ends one connection and opens another', () => {
    const world = applyEdits(listening(proxy({ relayTo: target })), [
      { kind: 'add-listener', netns: 'client', listener: proxy({ port: 80 }) },
    ]);
    const trace = connect(world, 'client', '198.51.100.10:8080');
    expect(trace).toEndAs('delivered');
    expect(trace.conversations).toMatchObject([{ client: 'client' }, { client: 'server', causedBy: 0 }]);
    const relays = trace.steps.flatMap((step) => (step.kind === 'relay' ? [step.action] : []));
    expect(relays).toEqual(['opens', 'closes']);
  });

  it('[SOC-3] closes what it had accepted when its target refuses', () => {
    const trace = connect(listening(proxy({ relayTo: target })), 'client', '198.51.100.10:8080');
    expect(trace).toEndAs('closed-by-relay');
    expect(trace.outcome).toBe('closed');
  });
});

describe('TCP', () => {
  it('[TCP-1] opens with three segments, and the client closes first', () => {
    expect(segments(connect(routedWorld(), 'client', '198.51.100.10:80'))).toEqual([
      'tx SYN',
      'rx SYN+ACK',
      'tx ACK',
      'tx FIN+ACK',
      'rx FIN+ACK',
    ]);
  });

  it('[TCP-2] keeps the TTL that its program set, in every segment', () => {
    const trace = connect(routedWorld(), 'client', '198.51.100.10:80', { ttl: 9 });
    const sent = trace.steps.filter((step) => step.kind === 'tx' && step.netns === 'client' && step.packet !== null);
    expect(sent.map((step) => step.packet?.ttlHops)).toEqual([9, 9, 9]);
  });

  it('[TIM-1] repeats its SYN in silence, and gives up in the end', () => {
    const silent = routedWorld({ server: { ...server, iptables: ['filter -A INPUT -j DROP'] } });
    const trace = connect(silent, 'client', '198.51.100.10:80');
    expect(trace).toMatchObject({ outcome: 'timeout', error: 'Connection timed out' });
    expect(trace.steps.find((step) => step.kind === 'wait')).toMatchObject({
      reason: 'syn-retry',
      repeatsMs: [1000, 3000, 7000],
      untilMs: 10_000,
    });
  });

  it('[TIM-1] waits as long as it was told', () => {
    const silent = routedWorld({ server: { ...server, iptables: ['filter -A INPUT -j DROP'] } });
    expect(ping(silent, 'client', '198.51.100.10', { patienceMs: 700 }).steps.at(-1)).toMatchObject({
      kind: 'result',
      atMs: 700,
    });
  });
});

describe('ICMP errors', () => {
  it('[ICM-1] come from the asked address when that is the own one', () => {
    const asked = datagram(routedWorld({ server }), 'client', '198.51.100.11:54');
    const error = asked.steps.find((step) => step.kind === 'send' && step.reason === 'icmp-error');
    expect(error?.packet?.src).toBe(ip('198.51.100.11'));
  });

  it('[ICM-1] are never sent about errors', () => {
    const world = routedWorld({
      client: {
        kind: 'pc',
        addrs: { eth0: '192.0.2.10/24' },
        routes: ['default via 192.0.2.1'],
        rp_filter: 0,
        iptables: ['filter -A INPUT -p icmp -j REJECT'],
      },
    });
    const trace = datagram(world, 'client', '198.51.100.10:54');
    expect(trace.steps.filter((step) => step.kind === 'send' && step.reason === 'icmp-error')).toHaveLength(1);
  });
});
