import { describe, expect, it } from 'vitest';
import { parseRule, type Trace } from '../../../src/engine/index.ts';
import '../../support/matchers.ts';
import { connect, datagram, ping, routedWorld } from '../../support/worlds.ts';

const serverWith = (...iptables: readonly string[]) =>
  routedWorld({
    server: {
      addrs: { eth0: '198.51.100.10/24' },
      routes: ['default via 198.51.100.1'],
      rp_filter: 0,
      listen: ['tcp/80', 'udp/53'],
      iptables,
    },
  });

const visits = (trace: Trace) => trace.steps.flatMap((step) => (step.kind === 'chain' ? step.visits : []));

describe('a chain', () => {
  it('[NF-1] is decided by the first rule that matches; a user chain returns to its caller', () => {
    const world = serverWith(
      'filter -N MINE',
      'filter -A INPUT -j MINE',
      'filter -A INPUT -p tcp -m tcp --dport 80 -j ACCEPT',
      'filter -A INPUT -j DROP',
      'filter -A MINE -p udp -m udp --dport 53 -j DROP',
      'filter -A MINE -s 192.0.2.0/24 -j RETURN',
      'filter -A MINE -j DROP',
    );
    expect(connect(world, 'client', '198.51.100.10:80')).toEndAs('delivered');
    expect(datagram(world, 'client', '198.51.100.10:53')).toEndAs('dropped-by-rule');
    expect(ping(world, 'client', '198.51.100.10')).toEndAs('dropped-by-rule');
  });

  it('[NF-2] ends in its policy', () => {
    const trace = ping(
      serverWith('filter -P INPUT DROP', 'filter -A INPUT -p tcp -j ACCEPT'),
      'client',
      '198.51.100.10',
    );
    expect(trace).toEndAs('dropped-by-rule');
    expect(visits(trace).at(-1)).toMatchObject({ chain: 'INPUT', number: 0, verdict: 'DROP' });
  });

  it('[NF-3] tells of each rule that failed by which condition', () => {
    const trace = ping(
      serverWith('filter -A INPUT -s 192.0.2.0/24 -p tcp -m tcp --dport 80 -j DROP'),
      'client',
      '198.51.100.10',
    );
    expect(visits(trace)[0]).toMatchObject({ number: 1, matched: false, failed: '-p tcp' });
  });
});

describe('REJECT and DROP', () => {
  it.each([
    ['icmp-port-unreachable', 'From 198.51.100.10 Destination Port Unreachable'],
    ['icmp-host-prohibited', 'From 198.51.100.10 Destination Host Prohibited'],
    ['icmp-admin-prohibited', 'From 198.51.100.10 Packet filtered'],
  ])('[NF-4] --reject-with %s is heard as "%s"', (how, error) => {
    const trace = ping(serverWith(`filter -A INPUT -p icmp -j REJECT --reject-with ${how}`), 'client', '198.51.100.10');
    expect(trace).toEndAs('rejected-by-rule');
    expect(trace.error).toBe(error);
  });

  it('[NF-4] a reset is a refusal, a drop is silence', () => {
    const reset = serverWith('filter -A INPUT -p tcp -j REJECT --reject-with tcp-reset');
    expect(connect(reset, 'client', '198.51.100.10:80').outcome).toBe('refused');
    expect(connect(serverWith('filter -A INPUT -p tcp -j DROP'), 'client', '198.51.100.10:80').outcome).toBe('timeout');
  });

  it('[ICM-2] an echo reply rejected on its way out is lost without an error', () => {
    const trace = ping(serverWith('filter -A OUTPUT -p icmp -j REJECT'), 'client', '198.51.100.10');
    expect(trace).toEndAs('rejected-by-rule');
    expect(trace.outcome).toBe('timeout');
    expect(visits(trace).filter(({ chain }) => chain === 'OUTPUT')).toHaveLength(1);
  });

  it('[NF-5] a local sender hears of a drop in OUTPUT at once, but for TCP', () => {
    const world = serverWith('filter -A OUTPUT -j DROP');
    expect(ping(world, 'server', '192.0.2.10')).toMatchObject({ errno: 'EPERM', outcome: 'unreachable' });
    expect(datagram(world, 'server', '192.0.2.10:53').error).toBe('Operation not permitted');
    expect(connect(world, 'server', '192.0.2.10:80').outcome).toBe('timeout');
  });
});

describe('what the engine does not know', () => {
  it('[NF-6] is refused by name when a packet reaches it', () => {
    const limited = serverWith('filter -A INPUT -p icmp -m limit --limit 1/sec -j ACCEPT');
    expect(ping(limited, 'client', '198.51.100.10').unmodelled).toEqual({
      what: 'iptables match "-m limit"',
      netns: 'server',
    });
    expect(connect(limited, 'client', '198.51.100.10:80')).toEndAs('delivered');
    const proxied = serverWith('mangle -A PREROUTING -p tcp -j TPROXY --on-port 1');
    expect(connect(proxied, 'client', '198.51.100.10:80').unmodelled?.what).toContain('TPROXY');
  });

  it('[NF-6] is kept in the rule, with its text', () => {
    const rule = parseRule('-A INPUT -m set --match-set bad src -j DROP')?.rule;
    expect(rule?.matches).toMatchObject([{ kind: 'unmodelled', name: '-m set' }]);
  });
});
