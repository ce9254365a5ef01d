/** The PC of source 002: Podman's machine in WSL, a colleague on the same Wi-Fi. Facts F2.3, F2.5. */
import { buildWorld, installPodman, installWindows, type World } from '../../src/engine/index.ts';
import type { WindowsInstall } from '../../src/engine/windows/install.ts';
import { run } from '../../src/terminal/index.ts';

const VETHERNET = 'vEthernet (WSL (Hyper-V firewall))';

/** Nothing runs in Podman yet. */
export function podmanPc(more: Partial<WindowsInstall> = {}): World {
  const built = buildWorld({
    base: 'podman-pc.1',
    broadcast: true,
    hosts: {
      colleague: {
        kind: 'windows',
        addrs: { 'Wi-Fi': '192.168.0.30/24' },
        routes: ['default via 192.168.0.1 dev Wi-Fi'],
      },
      gateway: { kind: 'router', addrs: { lan: '192.168.0.1/24', wan: '203.0.113.1/24' } },
      internet: {
        kind: 'internet',
        addrs: { eth0: '203.0.113.80/24' },
        routes: ['default via 203.0.113.1 dev eth0'],
        listen: ['tcp/80=nginx'],
      },
      wifi: { kind: 'switch' },
      windows: {
        kind: 'windows',
        addrs: { 'Wi-Fi': '192.168.0.12/24', [VETHERNET]: '172.28.240.1/20' },
        routes: ['default via 192.168.0.1 dev Wi-Fi'],
      },
      vswitch: { kind: 'switch', parent: 'windows' },
      wsl: {
        kind: 'vm',
        parent: 'windows',
        addrs: { eth0: '172.28.241.140/20' },
        macs: { eth0: '00:15:5d:39:6f:b2' },
        routes: ['default via 172.28.240.1 dev eth0'],
      },
      'podman-machine-default': { kind: 'vm', parent: 'wsl', netns: 'wsl' },
    },
    links: [
      ['colleague:Wi-Fi', 'wifi:p1'],
      ['gateway:lan', 'wifi:p2'],
      ['windows:Wi-Fi', 'wifi:p3'],
      ['gateway:wan', 'internet:eth0'],
      [`windows:${VETHERNET}`, 'vswitch:host'],
      ['wsl:eth0', 'vswitch:vm'],
    ],
  });
  const withPodman = installPodman(built, 'podman-machine-default', { version: '4.3.1' });
  const distributions = [{ name: 'podman-machine-default', machine: 'podman-machine-default', running: true }];
  const withColleague = installWindows(withPodman, 'colleague', {});
  return installWindows(withColleague, 'windows', {
    elevated: true,
    adapters: { 'Wi-Fi': { linkLocal: 'fe80::2637:7a15:232c:853%6' } },
    wsl: { vm: 'wsl', distributions },
    ...more,
  });
}

/** `podman run -p 80:80 -d nginx`, typed in the distribution. */
export function podmanPcWithNginx(more: Partial<WindowsInstall> = {}): World {
  const result = run(podmanPc(more), 'podman-machine-default', 'podman run -p 80:80 -d --name web nginx');
  if (result.exitCode !== 0) throw new Error(result.output.map(({ text }) => text).join('\n'));
  return result.world;
}
