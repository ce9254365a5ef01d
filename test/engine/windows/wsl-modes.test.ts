/** What a restart of WSL changes, and what mirrored mode does: played by the lines that a person types. Facts V2.8, V2.11. */
import { describe, expect, it } from 'vitest';
import type { World } from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';
import { podmanPcWithNginx } from '../../support/podman-on-windows.ts';
import { INCIDENT, windowsWorld } from '../../support/windows-world.ts';

function print(world: World, line: string, at = 'windows'): string {
  return run(world, at, line)
    .output.filter(({ stream }) => stream !== 'note')
    .map(({ text }) => text)
    .join('\n');
}

function after(world: World, ...lines: readonly string[]): World {
  return lines.reduce((next, line) => {
    const result = run(next, 'windows', line);
    if (result.exitCode !== 0) throw new Error(`${line}: ${result.output.map(({ text }) => text).join('\n')}`);
    return result.world;
  }, world);
}

const TITLE = 'curl.exe -s http://192.168.0.12 | findstr title';

describe('a restart of WSL', () => {
  it('[WSL-3] comes back from a shutdown with another address; containers stay stopped, relays closed', () => {
    const off = after(podmanPcWithNginx(), 'wsl --shutdown');
    expect(off.netns['windows']?.listeners).toEqual([]);
    expect(print(off, 'wsl -l -v')).toContain('Stopped');
    const on = after(off, 'podman machine start');
    const [address = ''] = print(on, 'wsl hostname -I').split(' ');
    expect(address).toMatch(/^172\.28\.2(4|5)\d\.\d+$/);
    expect(address).not.toBe('172.28.241.140');
    expect(print(on, 'podman ps')).not.toContain('web');
    expect(print(after(on, 'podman start web'), 'curl.exe -s http://localhost | findstr title')).toBe(
      '<title>Welcome to nginx!</title>',
    );
  });
});

describe('a reboot of Windows', () => {
  it('[WSL-3] leaves WSL off until somebody starts it, and the portproxy rule where it was', () => {
    const proxy = 'netsh interface portproxy add v4tov4 listenport=80 connectport=80 connectaddress=172.28.241.140';
    const off = after(podmanPcWithNginx(), proxy, ':reboot');
    expect(print(off, 'wsl -l -v')).toContain('Stopped');
    expect(print(off, 'netsh interface portproxy show all')).toContain('172.28.241.140');
    const [address = ''] = print(after(off, 'podman machine start'), 'wsl hostname -I').split(' ');
    expect(address).not.toBe('172.28.241.140');
  });
});

describe('a reboot of Windows with Docker Desktop', () => {
  const MIRRORED = ':write C:\\Users\\dev\\.wslconfig\n[wsl2]\nnetworkingMode=mirrored\n';
  const run8065 = 'docker run -d --restart always -p 8067:8065 mattermost/mattermost-team-edition';
  const desktopPc = () => after(windowsWorld({ ...INCIDENT, excluded: {}, elevated: true, blocks: 0 }), run8065);

  it('[WSL-3] gives the VM that Docker Desktop starts another address each time', () => {
    const addresses = [desktopPc(), after(desktopPc(), ':reboot'), after(desktopPc(), ':reboot', ':reboot')].map(
      (world) => print(world, 'wsl hostname -I').split(' ')[0],
    );
    expect(new Set(addresses).size).toBe(3);
    expect(print(after(desktopPc(), ':reboot'), 'docker ps')).toContain('0.0.0.0:8067->8065/tcp');
  });

  it('[MIR-1] reads .wslconfig, and is not followed where Windows has no network to mirror', () => {
    const routed = after(desktopPc(), 'route add 0.0.0.0 mask 0.0.0.0 192.168.0.1', MIRRORED);
    expect(print(after(desktopPc(), MIRRORED, ':reboot'), 'ipconfig')).toContain('vEthernet');
    const off = after(routed, 'wsl --shutdown');
    expect(print(off, 'wsl hostname -I')).toContain('192.168.0.12');
    const refused = run(after(off, 'route delete 0.0.0.0'), 'windows', 'wsl hostname -I');
    expect(refused.output.map(({ note }) => note?.kind)).toEqual(['not-modelled']);
  });

  it('[WLK-3] is refused by name where .wslconfig asks for a mode that this world does not follow', () => {
    const world = after(desktopPc(), MIRRORED.replace('mirrored', 'bridged'));
    expect(run(world, 'windows', ':reboot').output.map(({ note }) => note?.what)).toEqual(['networkingMode=bridged']);
  });
});

describe('mirrored mode', () => {
  const CONFIG = ':write C:\\Users\\dev\\.wslconfig\n[wsl2]\nnetworkingMode=mirrored\n';
  const HYPER_V =
    'New-NetFirewallHyperVRule -Name "MyWebServer" -DisplayName "My Web Server" -Direction Inbound ' +
    "-VMCreatorId '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}' -Protocol TCP -LocalPorts 80";
  const mirrored = () =>
    after(podmanPcWithNginx(), CONFIG, 'wsl --shutdown', 'podman machine start', 'podman start web');

  it('[MIR-1] waits for a restart of WSL', () => {
    expect(print(after(podmanPcWithNginx(), CONFIG), 'wsl hostname -I')).toBe('172.28.241.140 10.88.0.1 ');
    expect(print(mirrored(), 'wsl hostname -I')).toBe('192.168.0.12 10.88.0.1 ');
    expect(print(mirrored(), 'ipconfig')).not.toContain('vEthernet');
  });

  it('[MIR-2] needs the Hyper-V firewall opened, and then lets the colleague in as himself', () => {
    expect(print(mirrored(), TITLE, 'colleague')).toBe('');
    const result = run(after(mirrored(), HYPER_V), 'colleague', TITLE);
    expect(result.output.map(({ text }) => text)).toEqual(['<title>Welcome to nginx!</title>']);
    expect(result.trace?.conversations).toHaveLength(1);
    expect(result.trace?.steps.some(({ kind }) => kind === 'steer')).toBe(true);
    const setting =
      "Set-NetFirewallHyperVVMSetting -Name '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}' -DefaultInboundAction Allow";
    expect(print(after(mirrored(), setting), TITLE, 'colleague')).toBe('<title>Welcome to nginx!</title>');
  });

  it('[MIR-1] shares 127.0.0.1 both ways', () => {
    expect(print(mirrored(), 'curl.exe -s http://localhost | findstr title')).toBe('<title>Welcome to nginx!</title>');
  });

  it('[MIR-3] reaches the shared address from Windows only with hostAddressLoopback', () => {
    expect(print(mirrored(), TITLE)).toBe('');
    const shared = CONFIG.replace('mirrored\n', 'mirrored\n[experimental]\nhostAddressLoopback=true\n');
    const world = after(podmanPcWithNginx(), shared, 'wsl --shutdown', 'podman machine start', 'podman start web');
    expect(print(world, TITLE)).toBe('<title>Welcome to nginx!</title>');
  });

  it('[MIR-1] lets the VM out without translation', () => {
    const result = run(mirrored(), 'web', 'curl -s http://203.0.113.80');
    expect(result.exitCode).toBe(0);
  });
});
