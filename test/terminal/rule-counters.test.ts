/** What rules counted, as the real tool shows it; the layout is held by a real iptables 1.8.9 (nf_tables). */
import { beforeEach, describe, expect, it } from 'vitest';
import { companyWorld, Session } from '../support/company-world.ts';

let session: Session;

/** `pkts bytes target` of every rule in a chain. */
function counted(chain: string, table = 'filter'): readonly string[] {
  return session
    .type('server', `iptables -t ${table} -nvL ${chain}`)
    .split('\n')
    .slice(2)
    .map((row) => row.trim().split(/ +/).slice(0, 3).join(' '));
}

beforeEach(() => {
  session = new Session(companyWorld());
});

describe('iptables -v', () => {
  it('counts each packet, with its IP header, at every rule that held for it', () => {
    session.type('server', 'iptables -A INPUT -p icmp -j ACCEPT');
    session.type('server', 'iptables -A INPUT -p tcp -j ACCEPT');
    session.type('other', 'ping -c 3 198.51.100.10');
    expect(counted('INPUT')).toEqual(['3 252 ACCEPT', '0 0 ACCEPT']);
  });

  it('counts a flow once in the nat table: the others know their translation', () => {
    session.type('server', 'docker run -d --name web -p 8080:80 nginx');
    session.type('pc', 'curl http://198.51.100.10:8080/');
    expect(counted('DOCKER', 'nat').at(-1)).toBe('1 60 DNAT');
    const [, dnat] = counted('DOCKER');
    expect(counted('DOCKER').join()).toMatch(/1 60 ACCEPT/);
    expect(dnat).toBeUndefined();
  });

  it('counts every repeat of a SYN that nobody answers', () => {
    session.type('server', 'iptables -A INPUT -p tcp --dport 22 -j DROP');
    session.type('other', 'nc -zv -w 10 198.51.100.10 22');
    // At 0, 1, 3 and 7 seconds.
    expect(counted('INPUT')).toEqual(['4 240 DROP']);
  });

  it('keeps a rule’s counters when others are put before it, and loses them with the rule', () => {
    session.type('server', 'iptables -A INPUT -p icmp -j ACCEPT');
    session.type('other', 'ping -c 1 198.51.100.10');
    session.type('server', 'iptables -I INPUT -p udp -j DROP');
    expect(counted('INPUT')).toEqual(['0 0 DROP', '1 84 ACCEPT']);
    session.type('server', 'iptables -D INPUT -p icmp -j ACCEPT');
    session.type('server', 'iptables -A INPUT -p icmp -j ACCEPT');
    expect(counted('INPUT')).toEqual(['0 0 DROP', '0 0 ACCEPT']);
  });

  it('sets them back with -Z: a rule, a chain, all of them', () => {
    for (const protocol of ['icmp', 'all']) session.type('server', `iptables -A INPUT -p ${protocol}`);
    const ping = () => session.type('other', 'ping -c 1 198.51.100.10');
    ping();
    session.type('server', 'iptables -Z INPUT 1');
    expect(counted('INPUT').map((row) => row.slice(0, 4))).toEqual(['0 0 ', '1 84']);
    session.type('server', 'iptables -Z INPUT');
    expect(counted('INPUT').map((row) => row.slice(0, 4))).toEqual(['0 0 ', '0 0 ']);
    ping();
    session.type('server', 'iptables -Z');
    expect(counted('INPUT').map((row) => row.slice(0, 4))).toEqual(['0 0 ', '0 0 ']);
    expect(session.type('server', 'iptables -Z NOPE')).toBe('iptables: No chain/target/match by that name.');
  });

  it('tells them in the other forms too: -S -v, iptables-save -c, -x', () => {
    session.type('server', 'iptables -A INPUT -s 198.51.100.20 -p icmp -j ACCEPT');
    session.type('other', 'ping -c 2 198.51.100.10');
    expect(session.type('server', 'iptables -S INPUT -v')).toBe(
      '-P INPUT ACCEPT -c 0 0\n-A INPUT -s 198.51.100.20/32 -p icmp -c 2 168 -j ACCEPT',
    );
    expect(session.type('server', 'iptables-save -c -t filter')).toContain(
      '[2:168] -A INPUT -s 198.51.100.20/32 -p icmp -j ACCEPT',
    );
    expect(session.type('server', 'iptables -nvxL INPUT').split('\n').slice(1)).toEqual([
      '    pkts      bytes target     prot opt in     out     source               destination         ',
      '       2      168 ACCEPT     1    --  *      *       198.51.100.20        0.0.0.0/0           ',
    ]);
  });

  it('forgets them at a reboot', () => {
    session.type('server', 'docker run -d --restart always --name web -p 8080:80 nginx');
    session.type('pc', 'curl http://198.51.100.10:8080/');
    session.type('server', 'reboot');
    expect(counted('DOCKER', 'nat').at(-1)).toBe('0 0 DNAT');
  });
});
