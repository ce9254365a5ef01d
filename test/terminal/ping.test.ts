import { describe, expect, it } from 'vitest';
import { Session } from '../support/company-world.ts';

describe('ping', () => {
  it('shows the TTL that is left, and counts', () => {
    const session = new Session();
    const text = session.type('pc', 'ping -c 2 198.51.100.10');
    expect(text).toMatch(
      /^PING 198\.51\.100\.10 \(198\.51\.100\.10\) 56\(84\) bytes of data\.\n64 bytes from 198\.51\.100\.10: icmp_seq=1 ttl=63 time=0\.\d{3} ms\n/,
    );
    expect(text).toContain('2 packets transmitted, 2 received, 0% packet loss, time ');
    expect(session.exitCode).toBe(0);
  });

  it('goes on until somebody interrupts it, here after four', () => {
    const session = new Session();
    const text = session.type('pc', 'ping server');
    expect(text).toMatch(/icmp_seq=4 .*\n\^C\n\n--- server ping statistics ---\n4 packets/);
  });

  it('keeps one trace for echoes that go the same way', () => {
    const session = new Session();
    session.type('pc', 'ping -c 3 198.51.100.10');
    expect(session.result?.trace?.conversations).toHaveLength(1);
    // The first one had to ask who the router is; the others knew.
    expect(session.result?.trace?.steps.some((step) => step.kind === 'neighbour' && step.answer === 'asking')).toBe(
      true,
    );
  });

  it('names the router that found no way', () => {
    const session = new Session();
    const text = session.type('pc', 'ping -c 1 203.0.113.1');
    expect(text).toContain('From 192.0.2.1 icmp_seq=1 Destination Net Unreachable');
    expect(text).toContain('1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms');
    expect(session.exitCode).toBe(1);
  });

  it('says that the time to live ran out', () => {
    const session = new Session();
    expect(session.type('pc', 'ping -c 1 -t 1 198.51.100.10')).toContain(
      'From 192.0.2.1 icmp_seq=1 Time to live exceeded',
    );
  });

  it('carries as many bytes as asked', () => {
    const session = new Session();
    expect(session.type('pc', 'ping -c 1 -s 100 198.51.100.10')).toContain('108 bytes from 198.51.100.10');
  });

  it('does not even begin without a route', () => {
    const session = new Session();
    session.type('pc', 'ip route del default');
    expect(session.type('pc', 'ping -c 1 198.51.100.10')).toBe('ping: connect: Network is unreachable');
    expect(session.exitCode).toBe(2);
  });

  it.each([
    ['ping -c 0 192.0.2.1', "ping: invalid argument: '0'"],
    ['ping -c x 192.0.2.1', "ping: invalid argument: 'x'"],
    ['ping nobody', 'ping: nobody: Name or service not known'],
    ['ping -Q 192.0.2.1', "ping: invalid option -- 'Q'"],
    ['ping', 'ping: usage error: Destination address required'],
    ['ping -I eth9 192.0.2.1', 'ping: unknown iface eth9'],
  ])('%s fails as the real one does', (line, text) => {
    expect(new Session().type('pc', line)).toBe(text);
  });

  it('asks anew for a neighbour that did not answer the command before', () => {
    const session = new Session();
    session.type('server', 'ping -c 1 -W 1 198.51.100.77');
    expect(session.type('server', 'ip neigh show dev eth0')).toBe('198.51.100.77 dev eth0 INCOMPLETE ');
    expect(session.type('server', 'ping -c 1 198.51.100.77')).toContain('Destination Host Unreachable');
    expect(session.type('server', 'ip neigh show dev eth0')).toBe('198.51.100.77 dev eth0 FAILED ');
  });
});

describe('nc', () => {
  it.each([
    ['nc -vz 198.51.100.10 22', 0, 'Connection to 198.51.100.10 22 port [tcp/ssh] succeeded!'],
    ['nc -vz 198.51.100.10 81', 1, 'nc: connect to 198.51.100.10 port 81 (tcp) failed: Connection refused'],
    ['nc -z 198.51.100.10 81', 1, ''],
    ['nc -vz -w 2 198.51.100.10 81', 1, 'nc: connect to 198.51.100.10 port 81 (tcp) failed: Connection refused'],
    ['nc -vz 198.51.100.10 0', 1, 'nc: port number invalid: 0'],
    ['nc -vz nobody 22', 1, 'nc: getaddrinfo for host "nobody" port 22: Name or service not known'],
  ])('%s', (line, exitCode, text) => {
    const session = new Session();
    expect(session.type('pc', line)).toBe(text);
    expect(session.exitCode).toBe(exitCode);
  });
});
