/** Rules typed by hand: kept as the real tool keeps them, refused as it refuses. */
import { describe, expect, it } from 'vitest';
import { Session } from '../support/company-world.ts';

/** What `-S` prints of a chain after the lines were typed. */
function after(chain: string, ...lines: readonly string[]): readonly string[] {
  const session = new Session();
  for (const line of lines) {
    session.type('other', line);
    expect([line, session.exitCode]).toEqual([line, 0]);
  }
  const table = /-t (\w+)/.exec(lines[0] ?? '')?.[1] ?? 'filter';
  return session.type('other', `iptables -t ${table} -S ${chain}`).split('\n').slice(1);
}

describe('iptables', () => {
  it.each([
    [
      '-A INPUT -p tcp --dport 22 -s 192.0.2.1 ! -i lo -j REJECT',
      '-A INPUT -s 192.0.2.1/32 ! -i lo -p tcp -m tcp --dport 22 -j REJECT --reject-with icmp-port-unreachable',
    ],
    ['-A INPUT -j REJECT --reject-with tcp-reset -p tcp', '-A INPUT -p tcp -j REJECT --reject-with tcp-reset'],
    [
      '-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      '-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    ],
    ['-A INPUT -m mark --mark 7', '-A INPUT -m mark --mark 0x7'],
    ['-A INPUT -j LOG --log-prefix "in: "', '-A INPUT -j LOG --log-prefix "in: "'],
    ['-A INPUT --protocol udp --destination-port 53 --jump DROP', '-A INPUT -p udp -m udp --dport 53 -j DROP'],
  ])('%s is kept as iptables-save prints it', (typed, kept) => {
    expect(after('INPUT', `iptables ${typed}`)).toEqual([kept]);
  });

  it('appends, inserts at the top or at a place, and deletes by rule or by number', () => {
    const drop = (port: number) => `-A INPUT -p tcp -m tcp --dport ${port} -j DROP`;
    const lines = [1, 2, 3].map((port) => `iptables -A INPUT -p tcp --dport ${port} -j DROP`);
    expect(after('INPUT', ...lines, 'iptables -I INPUT -p tcp --dport 4 -j DROP')).toEqual([4, 1, 2, 3].map(drop));
    expect(after('INPUT', ...lines, 'iptables -I INPUT 3 -p tcp --dport 4 -j DROP')).toEqual([1, 2, 4, 3].map(drop));
    expect(after('INPUT', ...lines, 'iptables -D INPUT -p tcp --dport 2 -j DROP')).toEqual([1, 3].map(drop));
    expect(after('INPUT', ...lines, 'iptables -D INPUT 3')).toEqual([1, 2].map(drop));
    expect(after('INPUT', ...lines, lines[0] ?? '', 'iptables -D INPUT 4')).toEqual([1, 2, 3].map(drop));
    expect(after('INPUT', ...lines, 'iptables -F')).toEqual([]);
  });

  it('makes chains of its own, sets policies, and works in other tables', () => {
    expect(after('MINE', 'iptables -N MINE', 'iptables -A MINE -j RETURN', 'iptables -A INPUT -j MINE')).toEqual([
      '-A MINE -j RETURN',
    ]);
    const session = new Session();
    session.type('other', 'iptables -P FORWARD DROP');
    expect(session.type('other', 'iptables -S FORWARD')).toBe('-P FORWARD DROP');
    expect(after('POSTROUTING', 'iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE')).toEqual([
      '-A POSTROUTING -o eth0 -j MASQUERADE',
    ]);
    expect(after('PREROUTING', 'iptables -t mangle -A PREROUTING -j MARK --set-mark 7')).toEqual([
      '-A PREROUTING -j MARK --set-xmark 0x7/0xffffffff',
    ]);
  });

  it.each([
    ['iptables -A NOSUCH -j DROP', 1, 'iptables: No chain/target/match by that name.'],
    ['iptables -D INPUT -j DROP', 1, 'iptables: Bad rule (does a matching rule exist in that chain?).'],
    ['iptables -D INPUT 9', 1, 'iptables: Index of deletion too big.'],
    ['iptables -I INPUT 9 -j DROP', 1, 'iptables: Index of insertion too big.'],
    ['iptables -N INPUT', 1, 'iptables: Chain already exists.'],
    ['iptables -A INPUT -j NOSUCH', 2, "iptables v1.8.9 (nf_tables): Chain 'NOSUCH' does not exist"],
  ])('%s fails as iptables does', (line, exitCode, text) => {
    const session = new Session();
    expect([session.type('other', line), session.exitCode]).toEqual([text, exitCode]);
  });

  it('refuses by name what the engine would not follow', () => {
    const session = new Session();
    session.type('other', 'iptables -A INPUT -m limit --limit 5/min -j ACCEPT');
    expect(session.notes).toEqual(['not-modelled: iptables -m limit']);
    session.type('other', 'iptables -t mangle -A PREROUTING -j TEE --gateway 192.0.2.1');
    expect(session.notes).toEqual(['not-modelled: iptables -j TEE --gateway 192.0.2.1']);
  });

  it('decides about packets', () => {
    const session = new Session();
    session.type('server', 'iptables -A INPUT -p icmp -j DROP');
    session.type('other', 'ping -c 1 -W 1 198.51.100.10');
    expect(session.exitCode).toBe(1);
    session.type('server', 'iptables -D INPUT -p icmp -j DROP');
    session.type('other', 'ping -c 1 -W 1 198.51.100.10');
    expect(session.exitCode).toBe(0);
  });
});
