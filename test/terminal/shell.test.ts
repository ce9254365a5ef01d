import { describe, expect, it } from 'vitest';
import { run } from '../../src/terminal/index.ts';
import { companyWorld, Session } from '../support/company-world.ts';

describe('the shell', () => {
  it('does not find a command that is not there, and says which are', () => {
    const session = new Session();
    expect(session.type('pc', 'foo --bar')).toBe('bash: foo: command not found');
    expect(session.exitCode).toBe(127);
    expect(session.notes).toEqual([expect.stringContaining('understands: ssh | ping')]);
  });

  it('does not find docker where no engine is installed', () => {
    const session = new Session();
    expect(session.type('pc', 'docker ps')).toBe('bash: docker: command not found');
    expect(session.type('server', 'docker ps')).toContain('CONTAINER ID');
  });

  it('accepts sudo and full paths', () => {
    const session = new Session();
    expect(session.type('pc', 'sudo /usr/sbin/ip route')).toBe(session.type('pc', 'ip route'));
  });

  it('goes on behind && only after success, behind || only after failure, behind ; always', () => {
    const session = new Session();
    expect(session.type('pc', 'cat /none && hostname')).toBe('cat: /none: No such file or directory');
    expect(session.type('pc', 'cat /none || hostname')).toMatch(/\npc$/);
    expect(session.type('pc', 'cat /none; hostname')).toMatch(/\npc$/);
  });

  it('hands the world on from one command to the next', () => {
    const session = new Session();
    expect(session.type('server', 'docker network create a && docker network rm a && docker network create a')).toMatch(
      /^[0-9a-f]{64}\na\n[0-9a-f]{64}$/,
    );
  });

  it('pipes a listing through grep, head, tail and wc', () => {
    const session = new Session();
    expect(session.type('server', 'ip route | grep docker0')).toMatch(/^172\.17\.0\.0\/16 dev docker0 /);
    expect(session.type('server', 'ip route | grep -v default | wc -l')).toBe('2');
    expect(session.type('server', 'ip route | head -1')).toMatch(/^default via/);
    expect(session.type('server', 'ip route | grep nothing')).toBe('');
    expect(session.exitCode).toBe(1);
  });

  it('goes round a loop once for each word, and ends as its last round did', () => {
    const session = new Session();
    expect(session.type('server', 'for n in a b; do hostname; done; pwd')).toMatch(/^server\nserver\n\//);
    session.type('server', 'for n in a b a; do docker network create $n; done');
    expect(session.exitCode).toBe(1);
    expect(session.type('server', 'docker network ls | wc -l')).toBe('6');
  });

  it('refuses by name what a shell could do and this one cannot', () => {
    const session = new Session();
    session.type('pc', 'ip route > routes.txt');
    expect(session.notes[0]).toBe('not-modelled: ">"');
  });

  it('answers at a place that is gone, and changes nothing', () => {
    const world = companyWorld();
    const result = run(world, 'nowhere', 'ip route');
    expect(result.output).toEqual([{ stream: 'err', text: 'nowhere: no such place' }]);
    expect(result.world).toBe(world);
  });

  it('does nothing for an empty line', () => {
    const world = companyWorld();
    expect(run(world, 'pc', '   ')).toEqual({ world, output: [], exitCode: 0, trace: null });
  });
});

describe('lines that begin with a colon', () => {
  it(':write saves a file that cat then prints', () => {
    const session = new Session();
    expect(session.type('server', ':write /etc/hosts\n192.0.2.9 nine\n')).toBe('"/etc/hosts" 1L, 15B written');
    expect(session.type('server', 'cat /etc/hosts')).toBe('192.0.2.9 nine');
  });

  it(':cable unplugs and plugs', () => {
    const session = new Session();
    session.type('server', ':cable unplug eth0');
    expect(session.type('server', 'ip link show eth0')).toContain('<NO-CARRIER,BROADCAST,MULTICAST,UP>');
    expect(session.type('server', 'ip route | grep eth0 | head -1')).toContain('linkdown');
    session.type('server', ':cable plug eth0');
    expect(session.type('server', 'ip link show eth0')).toContain('<BROADCAST,MULTICAST,UP,LOWER_UP>');
  });

  it('refuses any other', () => {
    const session = new Session();
    session.type('pc', ':fly');
    expect(session.exitCode).toBe(127);
    expect(session.notes[0]).toContain(':write PATH');
  });
});
