import { describe, expect, it } from 'vitest';
import { Session } from '../support/company-world.ts';

describe('ip', () => {
  it.each(['ip route', 'ip r', 'ip ro sh', 'ip route list', 'ip -4 route'])('%s lists the main table', (line) => {
    expect(new Session().type('pc', line)).toBe(
      'default via 192.0.2.1 dev eth0 \n192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.10 ',
    );
  });

  it('adds and removes a route', () => {
    const session = new Session();
    session.type('pc', 'ip route add 203.0.113.0/24 via 192.0.2.1 dev eth0 metric 50');
    expect(session.type('pc', 'ip route show 203.0.113.0/24')).toBe('203.0.113.0/24 via 192.0.2.1 dev eth0 metric 50 ');
    session.type('pc', 'ip route del 203.0.113.0/24');
    expect(session.type('pc', 'ip route show 203.0.113.0/24')).toBe('');
  });

  it('replaces a route', () => {
    const session = new Session();
    session.type('server', 'ip route replace default via 198.51.100.20');
    expect(session.type('server', 'ip route show default')).toBe('default via 198.51.100.20 dev eth0 ');
  });

  it.each([
    ['ip route add default via 192.0.2.1', 2, 'RTNETLINK answers: File exists'],
    ['ip route del 203.0.113.0/24', 2, 'RTNETLINK answers: No such process'],
    ['ip route add 203.0.113.0/24 via 203.0.113.1', 2, 'Error: Nexthop has invalid gateway.'],
    ['ip route add 203.0.113.0/24 dev eth9', 1, 'Cannot find device "eth9"'],
    ['ip route add banana via 192.0.2.1', 1, 'Error: any valid prefix is expected rather than "banana".'],
    ['ip route get banana', 1, 'Error: any valid prefix is expected rather than "banana".'],
    ['ip addr show dev eth9', 1, 'Device "eth9" does not exist.'],
    ['ip addr add 192.0.2.10/24 dev eth0', 2, 'RTNETLINK answers: File exists'],
    ['ip link set eth9 up', 1, 'Cannot find device "eth9"'],
    ['ip banana', 1, 'Object "banana" is unknown, try "ip help".'],
    ['ip route banana', 255, 'Command "banana" is unknown, try "ip route help".'],
    ['ip -z route', 255, 'Option "-z" is unknown, try "ip -help".'],
  ])('%s answers as iproute2 does', (line, exitCode, text) => {
    const session = new Session();
    expect(session.type('pc', line)).toBe(text);
    expect(session.exitCode).toBe(exitCode);
  });

  it('route get is one routing decision, with the losers in its trace', () => {
    const session = new Session();
    session.type('server', 'docker network create --subnet 192.0.2.0/25 near');
    expect(session.type('server', 'ip route get 192.0.2.10')).toMatch(
      /^192\.0\.2\.10 dev br-[0-9a-f]{12} src 192\.0\.2\.1 uid 0 \n {4}cache $/,
    );
    const [step] = session.result?.trace?.steps ?? [];
    expect(step).toMatchObject({ kind: 'route', purpose: 'output', chosen: { prefix: { lengthBits: 25 } } });
    expect(step?.kind === 'route' && step.tables.at(-1)?.candidates.map(({ prefix }) => prefix.lengthBits)).toEqual([
      25, 0,
    ]);
  });

  it('addr del of a second address leaves nothing of it behind', () => {
    const session = new Session();
    const before = session.type('pc', 'ip route show table all');
    session.type('pc', 'ip addr add 192.0.2.77/24 dev eth0');
    expect(session.type('pc', 'ip route show table local')).toContain('local 192.0.2.77 dev eth0');
    session.type('pc', 'ip addr del 192.0.2.77/24 dev eth0');
    expect(session.type('pc', 'ip route show table all')).toBe(before);
  });

  it('route get of its own address stays on lo', () => {
    expect(new Session().type('pc', 'ip route get 192.0.2.10')).toBe(
      'local 192.0.2.10 dev lo table local src 192.0.2.10 uid 0 \n    cache <local> ',
    );
  });

  it('link set down takes the routes away, up brings the connected one back', () => {
    const session = new Session();
    session.type('pc', 'ip link set eth0 down');
    expect(session.type('pc', 'ip route')).toBe('');
    session.type('pc', 'ip link set dev eth0 up');
    expect(session.type('pc', 'ip route')).toBe('192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.10 ');
  });

  it('-br shows one line a device', () => {
    expect(new Session().type('pc', 'ip -br addr')).toBe(
      'lo               UNKNOWN        127.0.0.1/8 \neth0             UP             192.0.2.10/24 ',
    );
  });

  it('neigh flush forgets, and leaves the permanent', () => {
    const session = new Session();
    session.type('pc', 'ping -c 1 192.0.2.1');
    expect(session.type('pc', 'ip neigh')).toContain('192.0.2.1 dev eth0 lladdr ');
    session.type('pc', 'ip neigh flush dev eth0');
    expect(session.type('pc', 'ip neigh')).toBe('');
  });

  it.each(['ip -6 route', 'ip route get 2001:db8::1'])('%s is refused: IPv6', (line) => {
    const session = new Session();
    session.type('pc', line);
    expect(session.notes).toEqual(['not-modelled: IPv6']);
  });

  it('rule add and del change the list', () => {
    const session = new Session();
    session.type('pc', 'ip rule add from 192.0.2.0/24 lookup 100');
    expect(session.type('pc', 'ip rule')).toBe(
      '0:\tfrom all lookup local\n32765:\tfrom 192.0.2.0/24 lookup 100\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default',
    );
    session.type('pc', 'ip rule del from 192.0.2.0/24 lookup 100');
    expect(session.type('pc', 'ip rule | wc -l')).toBe('3');
  });
});

describe('the older tools', () => {
  it('ifconfig counts what ping sent', () => {
    const session = new Session();
    session.type('pc', 'ping -c 1 192.0.2.1');
    const text = session.type('pc', 'ifconfig eth0');
    expect(text).toMatch(
      /^eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST> {2}mtu 1500\n {8}inet 192\.0\.2\.10 {2}netmask 255\.255\.255\.0/,
    );
    // An ARP request and an echo request, 42 and 98 bytes on the wire.
    expect(text).toContain('TX packets 2  bytes 140 (140.0 B)');
  });

  it('ifconfig leaves out what is down, and says when a device is not there', () => {
    const session = new Session();
    session.type('pc', 'ip link set eth0 down');
    expect(session.type('pc', 'ifconfig')).not.toContain('eth0');
    expect(session.type('pc', 'ifconfig -a')).toContain('eth0: flags=4098<BROADCAST,MULTICAST>');
    expect(session.type('pc', 'ifconfig eth9')).toBe('eth9: error fetching interface information: Device not found');
  });

  it('route -n marks gateways and hosts', () => {
    const session = new Session();
    session.type('pc', 'ip route add 203.0.113.7/32 via 192.0.2.1');
    expect(session.type('pc', 'route -n | tail -1')).toBe(
      '203.0.113.7     192.0.2.1       255.255.255.255 UGH   0      0        0 eth0',
    );
  });
});
