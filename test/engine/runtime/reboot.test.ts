/** What a reboot takes away and what it brings back, typed as a person would. */
import { describe, expect, it } from 'vitest';
import { Session } from '../../support/company-world.ts';

function upped(restart: string): Session {
  const session = new Session();
  session.type('server', `docker network create --subnet 10.210.0.0/24 blue`);
  session.type('server', `docker run -d --name web --network blue -p 8080:80 --restart ${restart} nginx`);
  return session;
}

describe('after a reboot', () => {
  it('[BOO-1] routes and settings made by hand are gone, configured ones are there', () => {
    const session = new Session();
    session.type('server', 'ip route add 203.0.113.0/24 via 198.51.100.1');
    session.type('server', 'sysctl -w net.ipv4.conf.all.rp_filter=1');
    session.type('server', 'reboot');
    const routes = session.type('server', 'ip route');
    expect(routes).toContain('default via 198.51.100.1 dev eth0');
    expect(routes).not.toContain('203.0.113.0/24');
    expect(session.type('server', 'sysctl -n net.ipv4.conf.all.rp_filter')).toBe('0');
  });

  it('[BOO-1] neighbours are forgotten, files are not', () => {
    const session = new Session();
    session.type('server', 'ping -c 1 198.51.100.20');
    session.type('server', ':write /etc/motd\nStill here.');
    session.type('server', 'reboot');
    expect(session.type('server', 'ip neigh')).toBe('');
    expect(session.type('server', 'cat /etc/motd')).toBe('Still here.');
  });

  it('[BOO-1] the machine answers as before', () => {
    const session = new Session();
    session.type('server', 'reboot');
    session.type('pc', 'ssh 198.51.100.10');
    expect(session.result?.trace?.outcome).toBe('delivered');
  });

  it.each([
    { policy: 'always', before: '', status: 'Up' },
    { policy: 'always', before: 'docker stop web', status: 'Up' },
    { policy: 'unless-stopped', before: '', status: 'Up' },
    { policy: 'unless-stopped', before: 'docker stop web', status: 'Exited' },
    { policy: 'no', before: '', status: 'Exited' },
  ])('[BOO-2] a container with --restart $policy is $status ($before)', ({ policy, before, status }) => {
    const session = upped(policy);
    if (before !== '') session.type('server', before);
    session.type('server', 'reboot');
    expect(session.type('server', 'docker ps -a')).toContain(status);
    expect(session.type('server', 'ip route')).toContain('10.210.0.0/24 dev br-');
    session.type('pc', 'nc -z -w 2 198.51.100.10 8080');
    expect(session.exitCode).toBe(status === 'Up' ? 0 : 1);
  });

  it('[BOO-2] the daemon reads its configuration, and its allocator begins anew', () => {
    const session = new Session();
    session.type('server', 'docker network create one');
    session.type('server', 'docker network rm one');
    session.type('server', 'reboot');
    session.type('server', 'docker network create two');
    expect(session.type('server', 'ip route')).toContain('172.18.0.0/16');
    session.type(
      'server',
      ':write /etc/docker/daemon.json\n{"default-address-pools": [{"base": "10.220.0.0/16", "size": 24}]}',
    );
    session.type('server', 'reboot');
    session.type('server', 'docker network create three');
    const routes = session.type('server', 'ip route');
    expect(routes).toContain('10.220.0.0/24 dev docker0');
    expect(routes).toContain('10.220.1.0/24 dev br-');
  });
});

describe('reboot', () => {
  it('tells the routes that are lost and the networks that come back', () => {
    const session = upped('always');
    session.type('server', 'ip route add 203.0.113.0/24 via 198.51.100.1');
    session.type('server', 'reboot');
    const steps = session.result?.trace?.steps ?? [];
    const told = steps.flatMap((step) => (step.kind === 'change' ? [`${step.verb} ${step.noun} ${step.subject}`] : []));
    expect(told[0]).toBe('remove route 203.0.113.0/24 via 198.51.100.1 dev eth0');
    expect(told).toContainEqual(expect.stringMatching(/^add route 10\.210\.0\.0\/24 dev br-/));
    expect(steps.at(-1)).toMatchObject({ kind: 'result', outcome: 'delivered' });
  });

  it('is refused by name where the daemon could not start', () => {
    const session = new Session();
    session.type('server', ':write /etc/docker/daemon.json\n{"bip": "nonsense"}');
    session.type('server', 'reboot');
    expect(session.exitCode).toBe(1);
    expect(session.notes[0]).toMatch(/not-modelled: a boot without its daemon/);
  });

  it('is nothing that a container has', () => {
    const session = upped('always');
    expect(session.type('web', 'reboot')).toBe('bash: reboot: command not found');
  });

  it('can be typed as systemctl reboot', () => {
    const session = new Session();
    session.type('server', 'ip route add 203.0.113.0/24 via 198.51.100.1');
    session.type('server', 'systemctl reboot');
    expect(session.type('server', 'ip route')).not.toContain('203.0.113.0/24');
  });
});
