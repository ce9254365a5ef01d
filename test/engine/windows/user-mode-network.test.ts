/** Podman's machine with user-mode networking: gvproxy.exe in the NAT's place, and on Windows' own addresses. Facts V2.3, V2.5. */
import { describe, expect, it } from 'vitest';
import { formatIp, ip, probe, type Trace, type World } from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';
import { podmanPc, podmanPcWithNginx } from '../../support/podman-on-windows.ts';

const ON = 'podman machine set --user-mode-networking';
const RULE = 'New-NetFirewallRule -DisplayName "web 80" -Direction Inbound -LocalPort 80 -Protocol TCP -Action Allow';

function typed(world: World, ...lines: readonly string[]): World {
  return lines.reduce((before, line) => run(before, 'windows', line).world, world);
}

function userMode(): World {
  return typed(podmanPcWithNginx(), 'podman machine stop', ON, 'podman machine start', 'podman start web');
}

function connect(world: World, from: string, to: string, port = 80): Trace {
  return probe(world, { from, kind: 'tcp', dst: ip(to), dport: port }).trace;
}

function sockets(world: World): readonly string[] {
  return (world.netns['windows']?.listeners ?? []).map(
    ({ bindAddress, port, process }) => `${formatIp(bindAddress)}:${port} ${process.name}`,
  );
}

describe('user-mode networking of the Podman machine', () => {
  it('[UMN-1] is off until it is set, and set only while the machine is stopped', () => {
    const running = podmanPcWithNginx();
    expect(sockets(running)).toEqual(['127.0.0.1:80 wslrelay.exe']);
    const refused = run(running, 'windows', ON);
    expect(refused.exitCode).toBe(125);
    expect(refused.output[0]?.text).toBe('Error: unable to change settings unless vm is stopped');
    const stopped = typed(podmanPc(), 'podman machine stop');
    expect(run(stopped, 'windows', 'podman machine set --user-mode-networking=maybe').exitCode).toBe(125);
  });

  it('[UMN-1] leads the VM out by gvproxy.exe, as a socket of Windows', () => {
    const world = userMode();
    const trace = connect(world, 'web', '203.0.113.80');
    expect(trace.outcome).toBe('delivered');
    expect(trace.conversations.map(({ client }) => client)).toEqual(['web', 'windows']);
    expect(run(world, 'podman-machine-default', 'ip route show default').output[0]?.text).toBe(
      'default via 192.168.127.1 dev podman-usermode ',
    );
  });

  it('[UMN-1] does not need winnat: what gvproxy.exe carries is no NAT', () => {
    const world = typed(userMode(), 'net stop winnat');
    expect(connect(world, 'web', '203.0.113.80').outcome).toBe('delivered');
  });

  it('[UMN-2] has gvproxy.exe listen where -p says, beside the relay of WSL', () => {
    expect(sockets(userMode())).toEqual(['0.0.0.0:80 gvproxy.exe', '127.0.0.1:80 wslrelay.exe']);
    const lines = run(userMode(), 'windows', 'netstat -ano | findstr :80').output.map(({ text }) => text);
    expect(lines).toEqual([
      '  TCP    0.0.0.0:80             0.0.0.0:0              LISTENING       9312',
      '  TCP    127.0.0.1:80           0.0.0.0:0              LISTENING       24708',
    ]);
  });

  it('[UMN-2] opens a second connection of its own inside the VM: nginx sees gvproxy', () => {
    const trace = connect(userMode(), 'windows', '192.168.0.12');
    expect(trace.outcome).toBe('delivered');
    expect(trace.conversations.map(({ client, tuple }) => `${client} ${tuple ? formatIp(tuple.src) : ''}`)).toEqual([
      'windows 192.168.0.12',
      'gvproxy 192.168.127.1',
    ]);
    expect(connect(userMode(), 'windows', '127.0.0.1').outcome).toBe('delivered');
  });

  it('[UMN-2] opens no hole in the firewall: the LAN needs an inbound rule', () => {
    expect(connect(userMode(), 'colleague', '192.168.0.12')).toMatchObject({
      outcome: 'timeout',
      disposition: 'blocked-by-firewall',
    });
    expect(connect(typed(userMode(), RULE), 'colleague', '192.168.0.12').outcome).toBe('delivered');
  });

  it('[UMN-2] listens on one address for -p with an address', () => {
    const world = typed(
      podmanPc(),
      'podman machine stop',
      ON,
      'podman machine start',
      'podman run -d -p 127.0.0.1:8080:80 nginx',
    );
    expect(sockets(world)).toEqual(['127.0.0.1:8080 gvproxy.exe']);
  });

  it('[UMN-3] stays as it was after a restart of WSL: no address of the VM is in it', () => {
    const world = typed(userMode(), RULE, 'wsl --shutdown');
    expect(sockets(world)).toEqual([]);
    expect(world.machines['gvproxy']).toBeUndefined();
    const again = typed(world, 'podman machine start', 'podman start web');
    expect(connect(again, 'colleague', '192.168.0.12').outcome).toBe('delivered');
  });

  it('[UMN-3] gives the WSL NAT its place back when it is switched off', () => {
    const world = typed(
      userMode(),
      'podman machine stop',
      'podman machine set --user-mode-networking=false',
      'podman machine start',
      'podman start web',
    );
    expect(sockets(world)).toEqual(['127.0.0.1:80 wslrelay.exe']);
    expect(connect(world, 'web', '203.0.113.80').outcome).toBe('delivered');
    expect(run(world, 'podman-machine-default', 'ip route show default').output[0]?.text).toBe(
      'default via 172.28.240.1 dev eth0 ',
    );
  });
});
