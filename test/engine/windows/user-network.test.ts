/** Docker Desktop's way out: containers leave as sockets of a Windows program. Facts F1.7, F1.9, F1.10, V1.2 to V1.4. */
import { describe, expect, it } from 'vitest';
import {
  buildWorld,
  installDocker,
  installWindows,
  ip,
  probe,
  type Trace,
  type World,
} from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';

/** LinuxKit with one container; the program that stands in its gateway's place is a machine of its own on the picture. */
function desktop(hostAlias = '192.168.65.254'): World {
  const built = buildWorld({
    broadcast: true,
    hosts: {
      windows: {
        kind: 'windows',
        addrs: { 'Wi-Fi': '192.168.0.12/24' },
        routes: ['default via 192.168.0.1 dev Wi-Fi'],
        listen: ['tcp/80@127.0.0.1=iis', 'tcp/81=app'],
      },
      gateway: { kind: 'router', addrs: { lan: '192.168.0.1/24', wan: '203.0.113.1/24' } },
      internet: {
        kind: 'internet',
        addrs: { eth0: '203.0.113.80/24' },
        routes: ['default via 203.0.113.1 dev eth0'],
        listen: ['tcp/80=nginx', 'udp/53=dns'],
      },
      backend: {
        kind: 'router',
        parent: 'windows',
        addrs: { vsock: ['192.168.65.1/24', `${hostAlias}/24`] },
        userNetwork: { process: 'com.docker.backend.exe', netns: 'windows', hostAlias },
      },
      linuxkit: {
        kind: 'vm',
        parent: 'windows',
        addrs: { eth0: '192.168.65.3/24' },
        routes: ['default via 192.168.65.1 dev eth0'],
      },
    },
    links: [
      ['windows:Wi-Fi', 'gateway:lan'],
      ['gateway:wan', 'internet:eth0'],
      ['backend:vsock', 'linuxkit:eth0'],
    ],
  });
  const world = installWindows(installDocker(built, 'linuxkit', { version: '24.0.7' }), 'windows', {});
  return run(world, 'linuxkit', 'docker run -d --name c nginx').world;
}

function ask(to: string, port: number, world = desktop(), kind: 'tcp' | 'udp' = 'tcp'): Trace {
  return probe(world, { from: 'c', kind, dst: ip(to), dport: port }).trace;
}

describe("Docker Desktop's user-space network", () => {
  it('[USR-1] takes every connection up, and goes on from Windows with a socket of its own', () => {
    const trace = ask('203.0.113.80', 80);
    expect(trace.outcome).toBe('delivered');
    expect(trace.conversations.map(({ client }) => client)).toEqual(['c', 'windows']);
    const arrived = trace.steps.filter(({ netns, kind }) => netns === 'internet' && kind === 'deliver');
    expect(arrived.every(({ packet }) => packet?.src === ip('192.168.0.12'))).toBe(true);
  });

  it('[USR-1] does so for datagrams', () => {
    expect(ask('203.0.113.80', 53, desktop(), 'udp').outcome).toBe('delivered');
  });

  it('[USR-2] dials first: a refusal stays a refusal, silence stays silence', () => {
    expect(ask('203.0.113.80', 81).outcome).toBe('refused');
    expect(ask('203.0.113.99', 80).outcome).not.toBe('delivered');
  });

  it.each(['192.168.65.254', '192.168.65.2'])(
    '[USR-3] brings connections to the alias %s to Windows itself, those to loopback services too',
    (alias) => {
      const world = desktop(alias);
      expect(ask(alias, 80, world).outcome).toBe('delivered');
      expect(ask(alias, 81, world).outcome).toBe('delivered');
      expect(ask(alias, 82, world).outcome).toBe('refused');
    },
  );

  it('[USR-1] refuses echoes, and its own services, by name', () => {
    const ping = probe(desktop(), { from: 'c', kind: 'icmp', dst: ip('203.0.113.80') }).trace;
    expect(ping.unmodelled?.what).toBe('ICMP through com.docker.backend.exe');
    expect(ask('192.168.65.1', 53).unmodelled?.what).toBe("com.docker.backend.exe's own services");
  });

  it('[USR-4] has another program and another alias in older versions, and the name leads to either', () => {
    const named = installWindows(desktop(), 'windows', { desktop: { engine: 'linuxkit' } });
    const older = run(named, 'windows', ':set desktop vpnkit').world;
    const reaches = (at: World, to: string) => run(at, 'c', `curl -m 5 http://${to}`).trace?.outcome === 'delivered';
    expect(older.netns['backend']?.userNetwork?.process).toBe('com.docker.vpnkit.exe');
    expect(['192.168.65.2', '192.168.65.254', 'host.docker.internal'].map((to) => reaches(older, to))).toEqual([
      true,
      false,
      true,
    ]);
    expect(reaches(older, 'docker.for.win.host.internal')).toBe(true);
    const today = run(older, 'windows', ':set desktop backend').world;
    expect(['192.168.65.2', '192.168.65.254', 'host.docker.internal'].map((to) => reaches(today, to))).toEqual([
      false,
      true,
      true,
    ]);
    expect(reaches(today, 'docker.for.win.host.internal')).toBe(false);
  });

  it('[USR-4] gives containers that have the host in /etc/hosts the address of that version', () => {
    const named = installWindows(desktop(), 'windows', { desktop: { engine: 'linuxkit' } });
    const added = run(named, 'windows', 'docker run -d --name d --add-host=pc:host-gateway nginx').world;
    const older = run(run(added, 'windows', ':set desktop backend').world, 'windows', ':set desktop vpnkit').world;
    expect(older.machines['d']?.files['/etc/hosts']).toContain('192.168.65.2\tpc');
  });
});
