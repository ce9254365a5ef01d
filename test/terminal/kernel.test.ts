import { describe, expect, it } from 'vitest';
import { Session } from '../support/company-world.ts';

describe('sysctl', () => {
  it('reads one key, many keys, and sets', () => {
    const session = new Session();
    expect(session.type('server', 'sysctl net.ipv4.conf.all.rp_filter')).toBe('net.ipv4.conf.all.rp_filter = 0');
    expect(session.type('server', 'sysctl -w net.ipv4.conf.all.rp_filter=1')).toBe('net.ipv4.conf.all.rp_filter = 1');
    expect(session.type('server', 'sysctl -n net.ipv4.conf.all.rp_filter')).toBe('1');
    expect(session.type('server', 'sysctl net.ipv4.conf.*.rp_filter')).toBe(
      [
        'net.ipv4.conf.all.rp_filter = 1',
        'net.ipv4.conf.default.rp_filter = 0',
        'net.ipv4.conf.docker0.rp_filter = 0',
        'net.ipv4.conf.eth0.rp_filter = 0',
        'net.ipv4.conf.lo.rp_filter = 0',
      ].join('\n'),
    );
  });

  it('gives a new device what default says', () => {
    const session = new Session();
    session.type('server', 'sysctl -w net.ipv4.conf.default.rp_filter=2');
    session.type('server', 'docker network create -o com.docker.network.bridge.name=br-n n');
    expect(session.type('server', 'sysctl -n net.ipv4.conf.br-n.rp_filter')).toBe('2');
  });

  it.each([
    ['sysctl net.ipv4.banana', 'sysctl: cannot stat /proc/sys/net/ipv4/banana: No such file or directory'],
    ['sysctl -w net.ipv4.ip_forward=yes', 'sysctl: setting key "net.ipv4.ip_forward": Invalid argument'],
    ['sysctl -w net.ipv4.ip_forward', 'sysctl: "net.ipv4.ip_forward" must be of the form name=value'],
  ])('%s fails as procps does', (line, text) => {
    const session = new Session();
    expect(session.type('server', line)).toBe(text);
    expect(session.exitCode).toBe(255);
  });

  it('is the same setting that /proc shows', () => {
    const session = new Session();
    session.type('server', 'sysctl -w net.ipv4.ip_forward=0');
    expect(session.type('server', 'cat /proc/sys/net/ipv4/ip_forward')).toBe('0');
  });
});

describe('nstat', () => {
  it('counts what strict reverse path filtering dropped', () => {
    const session = new Session();
    session.type('server', 'docker network create --subnet 192.0.2.0/24 n && sysctl -w net.ipv4.conf.all.rp_filter=1');
    session.type('pc', 'ping -c 2 -W 1 198.51.100.10');
    expect(session.type('server', 'nstat -az TcpExtIPReversePathFilter')).toMatch(
      /^#kernel\nTcpExtIPReversePathFilter {7}2 {18}0\.0$/,
    );
  });

  it('leaves zeros out without -z', () => {
    expect(new Session().type('server', 'nstat -a TcpExtIPReversePathFilter')).toBe('#kernel');
  });
});

describe('iptables', () => {
  it('-S prints policies, chains and rules, -t chooses the table', () => {
    const session = new Session();
    expect(session.type('server', 'iptables -t nat -S')).toBe(
      [
        '-P PREROUTING ACCEPT',
        '-P INPUT ACCEPT',
        '-P OUTPUT ACCEPT',
        '-P POSTROUTING ACCEPT',
        '-N DOCKER',
        '-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
        '-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER',
        '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
        '-A DOCKER -i docker0 -j RETURN',
      ].join('\n'),
    );
    expect(session.type('server', 'iptables -S DOCKER-USER')).toBe('-N DOCKER-USER\n-A DOCKER-USER -j RETURN');
    expect(session.type('pc', 'iptables -S')).toBe('-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT ACCEPT');
  });
});
