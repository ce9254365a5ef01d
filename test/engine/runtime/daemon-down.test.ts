import { describe, expect, it } from 'vitest';
import { Session } from '../../support/company-world.ts';

const BROKEN = ':write /etc/docker/daemon.json\n{"bip": ';
const MENDED = ':write /etc/docker/daemon.json\n{}';
const NAMES = 'docker ps --format "{{.Names}}"';

function down(): Session {
  const session = new Session();
  session.type('server', 'docker run -d --name kept --restart unless-stopped -p 8080:80 nginx');
  session.type('server', 'docker run -d --name gone nginx');
  session.type('server', BROKEN);
  session.type('server', 'systemctl restart docker');
  return session;
}

describe('[DOC-18] a daemon that cannot read its configuration', () => {
  it('answers nobody, and has stopped its containers', () => {
    const session = down();
    expect(session.type('server', 'docker ps')).toBe(
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    );
    expect(session.exitCode).toBe(1);
    expect(session.type('server', 'ss -ltn')).not.toContain('8080');
  });

  it('leaves its bridges and rules in the kernel', () => {
    const session = down();
    expect(session.type('server', 'ip -br link show docker0')).toContain('docker0');
    expect(session.type('server', 'iptables -S FORWARD')).toContain('-A FORWARD -j DOCKER-USER');
  });

  it('comes up once its file is mended, and brings back what is to run always', () => {
    const session = down();
    session.type('server', 'systemctl start docker');
    expect(session.exitCode).toBe(1);
    session.type('server', MENDED);
    expect(session.type('server', 'systemctl start docker')).toBe('');
    expect(session.type('server', NAMES)).toBe('kept');
    expect(session.type('server', 'ss -ltn')).toContain('8080');
  });

  it('comes up with the machine, too', () => {
    const session = down();
    session.type('server', MENDED);
    session.type('server', 'reboot');
    expect(session.type('server', NAMES)).toBe('kept');
  });

  it('is left alone by a start while it runs', () => {
    const session = new Session();
    session.type('server', 'docker run -d --name web nginx');
    expect(session.type('server', 'systemctl start docker')).toBe('');
    expect(session.type('server', NAMES)).toBe('web');
  });
});
