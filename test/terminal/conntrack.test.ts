import { describe, expect, it } from 'vitest';
import { Session } from '../support/company-world.ts';

function afterPing(): Session {
  const session = new Session();
  session.type('server', 'docker run -d --name app nginx');
  session.type('server', 'docker exec app ping -c 2 192.0.2.10');
  return session;
}

describe('conntrack -L', () => {
  it('shows a flow with both headers: as it was sent, and as the answer comes', () => {
    const session = afterPing();
    expect(session.type('server', 'conntrack -L -p icmp')).toMatch(
      /^icmp {5}1 (29|30) src=172\.17\.0\.2 dst=192\.0\.2\.10 type=8 code=0 id=(\d+) src=192\.0\.2\.10 dst=198\.51\.100\.10 type=0 code=0 id=\2 mark=0 use=1\nconntrack v1\.4\.7 \(conntrack-tools\): 1 flow entries have been shown\.$/,
    );
  });

  it('marks what nobody has answered', () => {
    const session = new Session();
    session.type('server', 'docker run -d --name app nginx');
    session.type('server', 'iptables -t nat -D POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE');
    session.type('server', 'docker exec app ping -c 1 -W 1 192.0.2.10');
    expect(session.type('server', 'conntrack -L')).toContain('[UNREPLIED] src=192.0.2.10 dst=172.17.0.2');
  });

  it.each(['-p tcp', '-s 192.0.2.10', '--reply-dst 172.17.0.2'])('keeps to %s', (selection) => {
    expect(afterPing().type('server', `conntrack -L ${selection}`)).toBe(
      'conntrack v1.4.7 (conntrack-tools): 0 flow entries have been shown.',
    );
  });

  it('holds one flow for each run of ping, however many echoes', () => {
    const session = afterPing();
    session.type('server', 'docker exec app ping -c 3 192.0.2.10');
    expect(session.type('server', 'conntrack -L')).toContain('2 flow entries');
  });

  it('forgets in time', () => {
    const session = afterPing();
    for (let again = 0; again < 11; again += 1) session.type('pc', 'ping -c 1 -W 10 192.0.2.77');
    expect(session.type('server', 'conntrack -L')).toContain(': 0 flow entries');
  });

  it('keeps to a port, which belongs to a protocol', () => {
    const session = afterPing();
    session.type('server', 'docker run -d --name web -p 8080:80 nginx');
    session.type('pc', 'curl -s 198.51.100.10:8080');
    expect(session.type('server', 'conntrack -L -p tcp --dport 8080')).toContain('dport=8080');
    expect(session.type('server', 'conntrack -L -p tcp --reply-port-src 80')).toContain(' 1 flow entries');
    expect(session.type('server', 'conntrack -L -p tcp --dport 80')).toContain(' 0 flow entries');
    expect(session.type('server', 'conntrack -L --dport 8080')).toContain("unknown option `--dport'");
  });

  it('keeps to flows whose source, or destination, was translated', () => {
    const session = afterPing();
    session.type('server', 'docker run -d --name web -p 8080:80 nginx');
    session.type('pc', 'curl -s 198.51.100.10:8080');
    expect(session.type('server', 'conntrack -L -n')).toMatch(/^icmp .*\n.* 1 flow entries/);
    expect(session.type('server', 'conntrack -L -g')).toMatch(/^tcp .*\n.* 1 flow entries/);
    expect(session.type('server', 'conntrack -L -j')).toContain(' 2 flow entries');
    expect(session.type('server', 'conntrack -C')).toBe('2');
  });
});
