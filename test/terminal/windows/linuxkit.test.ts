/** Into the level where dockerd runs, and names for the host. Facts F1.2, F1.10, F1.12, V1.4, V1.5. */
import { describe, expect, it } from 'vitest';
import { buildWorld, installDocker, installWindows, type World } from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';

const NSENTER = 'docker run -it --rm --privileged --pid=host justincormack/nsenter1';

function desktop(): World {
  const built = buildWorld({
    hosts: {
      windows: { kind: 'windows', addrs: { 'Wi-Fi': '192.168.0.12/24' }, listen: ['tcp/80=nginx'] },
      backend: {
        kind: 'router',
        parent: 'windows',
        addrs: { vsock: ['192.168.65.1/24', '192.168.65.254/24'] },
        userNetwork: { process: 'com.docker.backend.exe', netns: 'windows', hostAlias: '192.168.65.254' },
      },
      linuxkit: {
        kind: 'vm',
        parent: 'windows',
        addrs: { eth0: '192.168.65.3/24' },
        routes: ['default via 192.168.65.1 dev eth0'],
        names: { 'host.docker.internal': '192.168.65.254' },
      },
    },
    links: [
      ['backend:vsock', 'linuxkit:eth0'],
      ['windows:Wi-Fi', 'backend:unused'],
    ],
  });
  const withDocker = installDocker(built, 'linuxkit', { version: '24.0.7' });
  const world = installWindows(withDocker, 'windows', { desktop: { engine: 'linuxkit' } });
  return run(world, 'windows', 'docker run -d --name c nginx').world;
}

const print = (world: World, at: string, line: string) =>
  run(world, at, line)
    .output.map(({ text }) => text)
    .join('\n');

describe('nsenter1', () => {
  it("leads to the engine's machine", () => {
    expect(run(desktop(), 'windows', NSENTER)).toMatchObject({ exitCode: 0, shellAt: 'linuxkit' });
    expect(print(desktop(), 'windows', `${NSENTER} ip -br addr`)).toContain('192.168.65.3/24');
    expect(print(desktop(), 'windows', `${NSENTER} ip -br addr`)).toContain('172.17.0.1/16');
  });

  it('is refused by name without the flags that make it what it is', () => {
    expect(run(desktop(), 'windows', 'docker run -it --rm justincormack/nsenter1').exitCode).toBe(125);
  });
});

describe('host.docker.internal', () => {
  it('is known to containers of Docker Desktop', () => {
    expect(print(desktop(), 'c', 'curl -s http://host.docker.internal | grep title')).toBe(
      '<title>Welcome to nginx!</title>',
    );
  });

  it('is unknown on a Linux host, unless it is added', () => {
    const linux = installDocker(
      buildWorld({ hosts: { host: { listen: ['tcp/80=nginx', 'tcp/81@127.0.0.1=app'] } } }),
      'host',
      {
        version: '24.0.7',
      },
    );
    const plain = run(linux, 'host', 'docker run -d --name c nginx').world;
    expect(run(plain, 'c', 'curl http://host.docker.internal').exitCode).toBe(6);
    const line = 'docker run -d --name c --add-host=host.docker.internal:host-gateway nginx';
    const added = run(linux, 'host', line).world;
    expect(print(added, 'c', 'cat /etc/hosts')).toContain('172.17.0.1\thost.docker.internal');
    expect(run(added, 'c', 'curl http://host.docker.internal').exitCode).toBe(0);
    expect(print(added, 'c', 'curl http://host.docker.internal:81')).toContain('(7) Failed to connect');
  });

  it('takes no words for an address', () => {
    expect(run(desktop(), 'windows', 'docker run -d --add-host=x:nowhere nginx').exitCode).toBe(125);
  });
});

describe('ps a', () => {
  it('shows how dockerd was called in LinuxKit', () => {
    const { output } = run(desktop(), 'linuxkit', 'ps a | grep docker');
    const lines = output
      .filter(({ stream }) => stream === 'out')
      .map(({ text }) => text.replace(/^ *\d+ root +0:00 /, ''));
    expect(lines).toEqual([
      '/usr/bin/runc run --preserve-fds=3 01-docker',
      '/usr/libexec/docker/docker-init /usr/bin/entrypoint.sh',
      '/usr/local/bin/dockerd --config-file /run/config/docker/daemon.json --containerd /run/containerd/containerd.sock ' +
        '--pidfile /run/desktop/docker.pid --swarm-default-advertise-addr=192.168.65.3 --host-gateway-ip 192.168.65.254',
    ]);
  });

  it('is not there on other machines', () => {
    expect(run(desktop(), 'c', 'ps a').exitCode).toBe(127);
  });
});

describe('the box of Docker’s gateway', () => {
  it.each(['ss -ltnp', 'netstat -ano', 'ip addr', ':write /etc/hosts'])(
    'has no shell to read %s, and says whose sockets it has',
    (line) => {
      const { output, exitCode, world } = run(desktop(), 'backend', line);
      expect(exitCode).toBe(127);
      expect(output.map(({ text }) => text)).toEqual([
        '# a program, without a shell of its own: com.docker.backend.exe; its sockets are those of windows: netstat -ano',
      ]);
      expect(world.machines['backend']?.files).toEqual({});
    },
  );
});
