import { describe, expect, it } from 'vitest';
import { formatTrace } from '../../../src/engine/index.ts';
import { connect, ping, routedWorld } from '../../support/worlds.ts';

describe('a trace as text', () => {
  it('says one step a line, the reason with it and the losers under it', () => {
    const world = routedWorld({
      client: {
        addrs: { eth0: '192.0.2.10/24' },
        routes: ['default via 192.0.2.1', '198.51.100.0/24 dev eth0'],
        rp_filter: 0,
      },
    });
    expect(formatTrace(ping(world, 'client', '198.51.100.10')).slice(0, 8)).toEqual([
      'conversation 0: client, icmp 192.0.2.10:4097 > 198.51.100.10:4097: neighbour-unreachable'.replaceAll(
        '4097',
        echoId(world),
      ),
      '   0      0 ms 0> client                       send         ping: echo-request, 192.0.2.10 > 198.51.100.10 icmp echo request (8/0) ttl 64',
      '   1      0 ms 0> client                       route        198.51.100.10: 198.51.100.0/24 dev eth0, speaks as 192.0.2.10',
      '                    not table local: nothing matches',
      '                    not default via 192.0.2.1 dev eth0: 0 bits match, not 24',
      '   2      0 ms 0> client/eth0                  neighbour    198.51.100.10 asking',
      '   3      0 ms 0> client/eth0                  tx           ARP who has 198.51.100.10? tell 192.0.2.10 (to all)',
      '   4      0 ms 0> router/left                  rx           ARP who has 198.51.100.10? tell 192.0.2.10 (to all)',
    ]);
  });

  it('shows the path through a chain, rule by rule', () => {
    const router = { kind: 'router', addrs: { left: '192.0.2.1/24', right: '198.51.100.1/24' }, rp_filter: 0 } as const;
    const iptables = [
      'filter -N MINE',
      'filter -A FORWARD -j MINE',
      'filter -A MINE -p tcp -j DROP',
      'filter -P FORWARD DROP',
    ];
    const lines = formatTrace(ping(routedWorld({ router: { ...router, iptables } }), 'client', '198.51.100.10'));
    const at = lines.findIndex((line) => line.includes('filter FORWARD'));
    expect(lines.slice(at + 1, at + 5).map((line) => line.trim())).toEqual([
      'yes FORWARD 1: -A FORWARD -j MINE: JUMP',
      'not MINE 1: -A MINE -p tcp -j DROP (-p tcp)',
      'MINE ends: back to where it was called from',
      'FORWARD ends: its policy is DROP',
    ]);
  });

  it('ends in the outcome and what it comes down to', () => {
    expect(formatTrace(connect(routedWorld(), 'client', '198.51.100.10:81')).at(-1)).toBe(
      '=> refused (no-listener): Connection refused',
    );
  });
});

/** Drawn from the world's seed. */
function echoId(world: ReturnType<typeof routedWorld>): string {
  const [conversation] = ping(world, 'client', '198.51.100.10').conversations;
  return String(conversation?.tuple?.sport ?? 0);
}
