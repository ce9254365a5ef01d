/** A Docker host that is told to do without docker-proxy, and to take it up again, beside a recorded one that never had it. */
import { describe, expect, it } from 'vitest';
import { importLab } from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';
import { companyWorld, Session } from '../support/company-world.ts';
import { readLab } from '../support/recording.ts';

/** Three containers as in the recordings, the third published; then `setting` is written down and the daemon restarted. */
function restartedWith(setting: string): Session {
  const session = new Session(companyWorld({ version: '20.10.24' }));
  session.type('server', 'docker run -d --name c1 nicolaka/netshoot sleep infinity');
  session.type('server', 'docker run -d --name c2 nicolaka/netshoot sleep infinity');
  session.type('server', 'docker run -d --name web -p 80:1234 traefik/whoami --port 1234');
  restart(session, setting);
  return session;
}

function restart(session: Session, setting: string): void {
  session.type('server', `:write /etc/docker/daemon.json\n${setting}`);
  session.type('server', 'systemctl restart docker');
  session.type('server', 'docker start c1 c2 web');
}

const RULES = ['iptables -t nat -S', 'iptables -S', 'sysctl net.ipv4.conf.docker0.route_localnet'];

/** What the recorded server prints. */
function recorded(lab: string, line: string): string {
  const { lab: about, hosts } = readLab(lab);
  return run(importLab(about, hosts).world, 'server', line)
    .output.map(({ text }) => text)
    .join('\n');
}

function callerSeen(session: Session, at: string, address: string): string {
  return /RemoteAddr: ([\d.]+)/.exec(session.type(at, `curl -m 4 ${address}`))?.[1] ?? 'nobody';
}

describe('without the userland proxy', () => {
  it.each(RULES)('%s prints what the recorded host prints', (line) => {
    const session = restartedWith('{"userland-proxy": false}');
    expect(session.type('server', line)).toBe(recorded('b04-hairpin-proxy-off', line));
  });

  it('translates a neighbour on the bridge, loopback callers and a container that calls itself', () => {
    const session = restartedWith('{"userland-proxy": false}');
    expect(callerSeen(session, 'c1', '198.51.100.10')).toBe('172.17.0.2');
    expect(callerSeen(session, 'server', '127.0.0.1')).toBe('172.17.0.1');
    expect(callerSeen(session, 'web', '198.51.100.10')).toBe('172.17.0.1');
  });

  it('lets dockerd keep the port', () => {
    const session = restartedWith('{"userland-proxy": false}');
    expect(session.type('server', 'ss -ltnp')).toMatch(/0\.0\.0\.0:80 .*dockerd/);
  });
});

describe('with the userland proxy again', () => {
  it.each(RULES)('%s prints what the recorded host prints', (line) => {
    const session = restartedWith('{"userland-proxy": false}');
    restart(session, '{}');
    expect(session.type('server', line)).toBe(recorded('b01-publish-outside', line));
  });

  it('hands loopback callers and neighbours to the proxy', () => {
    const session = restartedWith('{"userland-proxy": false}');
    restart(session, '{"userland-proxy": true}');
    expect(callerSeen(session, 'c1', '198.51.100.10')).toBe('172.17.0.1');
    expect(session.type('server', 'ss -ltnp')).toMatch(/0\.0\.0\.0:80 .*docker-proxy/);
  });
});
