/**
 * A Windows PC as a picture needs it, five levels deep: PC, WSL's virtual machine, distributions, LinuxKit, containers. Made up from
 * the parts that `src/engine/windows` has; the addresses are those of facts F1.5-F1.10 and F2.3-F2.5.
 */
import { applyEdits, buildWorld, interfaceAddress, netdev, type Edit, type World } from '../../src/engine/index.ts';

const built = buildWorld({
  hosts: {
    colleague: {
      kind: 'pc',
      title: { en: 'Colleague’s PC', ko: '동료 PC' },
      addrs: { eth0: '192.168.0.30/24' },
      routes: ['default via 192.168.0.1'],
    },
    router: {
      kind: 'router',
      title: { en: 'Router', ko: '공유기' },
      addrs: { lan: '192.168.0.1/24', wifi: '192.168.0.2/24' },
    },
    windows: {
      kind: 'windows',
      title: { en: 'Windows PC', ko: 'Windows PC' },
      addrs: { 'Wi-Fi': '192.168.0.12/24', 'vEthernet (WSL (Hyper-V firewall))': '172.28.240.1/20' },
      routes: ['default via 192.168.0.2'],
      listen: ['tcp/80=com.docker.backend.exe', 'tcp/8080@127.0.0.1=wslrelay.exe', 'tcp/9000=svchost.exe'],
    },
    wsl: {
      kind: 'vm',
      parent: 'windows',
      title: { en: 'WSL 2 virtual machine', ko: 'WSL 2 가상 머신' },
      addrs: { eth0: '172.28.241.140/20', podman0: '10.88.0.1/16' },
      bridges: { podman0: ['veth0'] },
      routes: ['default via 172.28.240.1'],
      listen: ['tcp/8080=conmon'],
    },
    web: { parent: 'podman-machine', addrs: { eth0: '10.88.0.2/16' }, routes: ['default via 10.88.0.1'] },
    linuxkit: {
      kind: 'vm',
      parent: 'docker-desktop',
      title: 'LinuxKit',
      addrs: { docker0: '172.17.0.1/16' },
      bridges: { docker0: ['veth1a2b3c4', 'veth5d6e7f8'] },
    },
    mattermost: {
      parent: 'linuxkit',
      addrs: { eth0: '172.17.0.2/16' },
      routes: ['default via 172.17.0.1'],
      listen: ['tcp/8065=mattermost'],
    },
    db: { parent: 'linuxkit', addrs: { eth0: '172.17.0.3/16' }, routes: ['default via 172.17.0.1'] },
  },
  links: [
    ['colleague:eth0', 'router:lan'],
    ['router:wifi', 'windows:Wi-Fi'],
    ['windows:vEthernet (WSL (Hyper-V firewall))', 'wsl:eth0'],
    ['wsl:veth0', 'web:eth0'],
    ['linuxkit:veth1a2b3c4', 'mattermost:eth0'],
    ['linuxkit:veth5d6e7f8', 'db:eth0'],
  ],
});

/** A distribution has no network of its own: it shares the virtual machine's. Fact F0.8. */
function distribution(id: string, subtitle?: string): Edit {
  return {
    kind: 'add-machine',
    machine: {
      id,
      kind: 'vm',
      title: id,
      ...(subtitle === undefined ? {} : { subtitle }),
      parent: 'wsl',
      netns: 'wsl',
      files: {},
    },
  };
}

const whole = { start: 49152, count: 16384 };

/** The five levels. */
export const windowsWorld: World = applyEdits(built, [
  // No cable leads to it: its frames travel over a hypervisor socket. Facts F1.7, V1.2.
  { kind: 'add-netdev', netns: 'linuxkit', netdev: netdev('eth0', 'ethernet', '02:50:00:00:00:01') },
  { kind: 'add-address', netns: 'linuxkit', dev: 'eth0', address: interfaceAddress('192.168.65.3/24') },
  distribution('ubuntu'),
  distribution('podman-machine'),
  distribution('docker-desktop'),
  {
    kind: 'set-windows',
    machine: 'windows',
    windows: {
      elevated: false,
      shell: 'powershell',
      ports: {
        dynamic: { tcp: whole, udp: whole },
        dynamicIpv6: { tcp: whole, udp: whole },
        excluded: {
          tcp: [
            { start: 8034, end: 8133, administered: false },
            { start: 50000, end: 50059, administered: true },
          ],
          udp: [],
        },
        blocks: 1,
        draws: 0,
      },
      services: { winnat: 'running', iphlpsvc: 'running', hns: 'running' },
      firewall: { profile: 'private', enabled: true, inbound: [] },
      portProxy: [],
      wsl: {
        networkingMode: 'nat',
        localhostForwarding: true,
        vm: 'wsl',
        distributions: ['ubuntu', 'podman-machine', 'docker-desktop'].map((name) => ({
          name,
          machine: name,
          running: true,
        })),
        starts: 1,
      },
      desktop: { running: true, engine: 'linuxkit', backendPid: 4812, generation: 'backend' },
    },
  },
]);
