import { describe, expect, it } from 'vitest';
import { buildWorld, hasCarrier, installWindows } from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';

const VETHERNET = 'vEthernet (WSL (Hyper-V firewall))';
const MIRRORED = ':write C:\\Users\\dev\\.wslconfig\n[wsl2]\nnetworkingMode=mirrored';

/** Windows' adapter and the VM's eth0 joined directly, as a picture has it. */
function pc() {
  const built = buildWorld({
    hosts: {
      windows: {
        kind: 'windows',
        addrs: { 'Wi-Fi': '192.168.0.12/24', [VETHERNET]: '172.28.240.1/20' },
        routes: ['default via 192.168.0.1'],
      },
      router: { kind: 'router', addrs: { lan: '192.168.0.1/24' } },
      wsl: {
        kind: 'vm',
        parent: 'windows',
        addrs: { eth0: '172.28.241.140/20' },
        routes: ['default via 172.28.240.1'],
      },
    },
    links: [
      ['windows:Wi-Fi', 'router:lan'],
      [`windows:${VETHERNET}`, 'wsl:eth0'],
    ],
  });
  return installWindows(built, 'windows', {
    elevated: true,
    wsl: { vm: 'wsl', distributions: [{ name: 'Ubuntu', machine: 'wsl', running: true }] },
  });
}

describe('[MIR-1] a mirrored virtual machine', () => {
  it('has its line from Windows’ own adapters, though vEthernet is gone', () => {
    const lines = [MIRRORED, 'wsl --shutdown', 'wsl hostname -I'];
    const mirrored = lines.reduce((world, line) => run(world, 'windows', line).world, pc());
    expect(hasCarrier(mirrored, 'windows', VETHERNET)).toBe(false);
    expect(hasCarrier(mirrored, 'wsl', 'eth0')).toBe(true);
    expect(run(mirrored, 'wsl', 'ping -c 1 192.168.0.1').exitCode).toBe(0);
  });

  it('has none while it is off', () => {
    expect(hasCarrier(run(pc(), 'windows', 'wsl --shutdown').world, 'wsl', 'eth0')).toBe(false);
  });
});
