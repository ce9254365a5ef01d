/** A Windows PC with Docker Desktop, as the incident of the reserved port has it: VM and engine are machines inside it. */
import { installDocker, installWindows, buildWorld, type WindowsInstall, type World } from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';

export const INCIDENT: WindowsInstall = {
  dynamic: { tcp: { start: 1024, count: 64511 } },
  excluded: { tcp: ['8039-8138', '13001-13100', '50000-50059*'] },
  blocks: 2,
  wsl: { vm: 'vm', distributions: [{ name: 'docker-desktop', machine: 'vm', running: true }] },
  desktop: { engine: 'linuxkit' },
};

export function windowsWorld(install: WindowsInstall = INCIDENT): World {
  const built = buildWorld({
    base: 'windows.1',
    seed: 5,
    broadcast: true,
    hosts: {
      windows: { kind: 'windows', addrs: { 'Wi-Fi': '192.168.0.12/24', 'vEthernet (WSL)': '172.28.240.1/20' } },
      router: { kind: 'router', addrs: { lan: '192.168.0.1/24' } },
      vm: { kind: 'vm', parent: 'windows', addrs: { eth0: '172.28.241.140/20', desktop0: '192.168.65.1/24' } },
      linuxkit: { kind: 'vm', parent: 'vm', addrs: { eth0: '192.168.65.3/24' } },
    },
    links: [
      ['windows:Wi-Fi', 'router:lan'],
      ['windows:vEthernet (WSL)', 'vm:eth0'],
      ['vm:desktop0', 'linuxkit:eth0'],
    ],
  });
  return installWindows(installDocker(built, 'linuxkit', { version: '28.2.2' }), 'windows', install);
}

/** Types lines at the Windows machine, one after the other. */
export class WindowsSession {
  world: World;
  exitCode = 0;
  place = 'windows';

  constructor(install: WindowsInstall = INCIDENT, world: World = windowsWorld(install)) {
    this.world = world;
  }

  /** What a person sees, without this project's own notes. */
  type(line: string): string {
    const result = run(this.world, this.place, line);
    this.world = result.world;
    this.exitCode = result.exitCode;
    return result.output
      .filter(({ stream }) => stream !== 'note')
      .map(({ text }) => text)
      .join('\n');
  }
}
