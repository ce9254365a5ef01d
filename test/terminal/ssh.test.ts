import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/engine/index.ts';
import { companyWorld, Session } from '../support/company-world.ts';

const NEXT = { '/etc/update-motd.d/50-landscape-sysinfo': '' };

describe('ssh', () => {
  it('logs in, shows the message of the day, and says where the shell then is', () => {
    const session = new Session();
    expect(session.type('pc', 'ssh 198.51.100.10')).toBe('Be careful.');
    expect(session.result?.shellAt).toBe('server');
    expect(session.result?.trace?.outcome).toBe('delivered');
  });

  it('takes a user, a port and a name', () => {
    const session = new Session();
    session.type('pc', 'ssh -p 22 dev@server');
    expect(session.result?.shellAt).toBe('server');
  });

  it('runs one remote command and stays at home', () => {
    const session = new Session();
    expect(session.type('pc', 'ssh dev@server ip route show dev eth0')).toContain('default via 198.51.100.1');
    expect(session.result?.shellAt).toBeUndefined();
  });

  it('joins its own trace with that of the remote command, numbers going on', () => {
    const session = new Session();
    session.type('pc', 'ssh server ping -c 1 198.51.100.20');
    const { steps = [], conversations = [] } = session.result?.trace ?? {};
    expect(conversations.map(({ client }) => client)).toEqual(['pc', 'server']);
    expect(steps.map((step) => step.index)).toEqual(steps.map((_, index) => index));
    const hopsOf = (conversation: number) =>
      new Set(steps.filter((step) => step.conversation === conversation).map((step) => step.hop));
    expect([...hopsOf(0)].filter((hop) => hopsOf(1).has(hop))).toEqual([]);
  });

  it('keeps the exit code of the remote command', () => {
    const session = new Session();
    session.type('pc', 'ssh server cat /none');
    expect(session.exitCode).toBe(1);
  });

  it('shows on Ubuntu the addresses of all interfaces as they are at that moment', () => {
    const session = new Session(companyWorld({}, { files: NEXT }));
    const before = session.type('pc', 'ssh 198.51.100.10');
    expect(before).not.toContain('for lo:');
    expect(before).toContain('  IPv4 address for docker0: 172.17.0.1\n  IPv4 address for eth0:    198.51.100.10');
    session.type('server', 'docker network create n -o com.docker.network.bridge.name=br-n');
    expect(session.type('pc', 'ssh 198.51.100.10')).toContain('IPv4 address for br-n:    172.18.0.1');
  });

  it.each([
    ['ssh 198.51.100.99', 'ssh: connect to host 198.51.100.99 port 22: No route to host'],
    ['ssh -p 23 198.51.100.10', 'ssh: connect to host 198.51.100.10 port 23: Connection refused'],
    ['ssh nobody', 'ssh: Could not resolve hostname nobody: Name or service not known'],
    ['ssh -p 0 server', "Bad port '0'"],
  ])('%s fails as the real one does', (line, text) => {
    const session = new Session();
    expect(session.type('pc', line)).toBe(text);
    expect(session.exitCode).toBe(255);
  });

  it('says "Network is unreachable" where no route exists', () => {
    const session = new Session();
    session.type('pc', 'ip route del default');
    expect(session.type('pc', 'ssh 198.51.100.10')).toBe(
      'ssh: connect to host 198.51.100.10 port 22: Network is unreachable',
    );
  });

  it('says "Connection timed out" when nothing comes back', () => {
    const session = new Session();
    session.world = applyEdits(session.world, [
      { kind: 'set-policy', netns: 'server', table: 'filter', chain: 'INPUT', policy: 'DROP' },
    ]);
    expect(session.type('pc', 'ssh -o ConnectTimeout=3 198.51.100.10')).toBe(
      'ssh: connect to host 198.51.100.10 port 22: Connection timed out',
    );
  });

  it('finds no shell behind a published port', () => {
    const session = new Session();
    session.type('server', 'docker run -d --name web -p 8080:80 nginx');
    expect(session.type('pc', 'ssh -p 8080 198.51.100.10')).toContain('Connection closed by');
    expect(session.result?.shellAt).toBeUndefined();
  });

  it('refuses IPv6 by name', () => {
    const session = new Session();
    session.type('pc', 'ssh 2001:db8::1');
    expect(session.notes).toEqual(['not-modelled: IPv6']);
  });

  it('answers an unknown option as OpenSSH does', () => {
    const session = new Session();
    expect(session.type('pc', 'ssh -Z server')).toMatch(/^unknown option -- Z\nusage: ssh /);
    expect(session.exitCode).toBe(255);
  });
});
