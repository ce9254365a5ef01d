/** Who reaches nginx in Podman's machine, by which address? The situation of source 002 and its fixes. */
import { describe, expect, it } from 'vitest';
import { applyEdits, formatIp, ip, parseRoute, probe, type Trace, type World } from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';
import { podmanPc, podmanPcWithNginx } from '../../support/podman-on-windows.ts';

const LAN_ADDRESS = '192.168.0.12';
const VM_ADDRESS = '172.28.241.140';

function connect(world: World, from: string, to: string, port = 80): Trace {
  return probe(world, { from, kind: 'tcp', dst: ip(to), dport: port }).trace;
}

function proxied(connectTo = VM_ADDRESS) {
  return { portProxy: [`0.0.0.0:80 -> ${connectTo}:80`] };
}

const ALLOW_80 = {
  firewall: {
    profile: 'public',
    enabled: true,
    inbound: [{ name: 'WSL 80', action: 'allow', protocol: 'tcp', localPort: 80, profile: 'any' }],
  },
} as const;

/** Where each connection of a trace comes from. */
function clients(trace: Trace): readonly string[] {
  return trace.conversations.map(({ client, tuple }) => `${client} as ${tuple ? formatIp(tuple.src) : ''}`);
}

describe('WSL relays localhost', () => {
  it('[WSL-1] opens 127.0.0.1 on Windows, and no other address, for what listens in the VM', () => {
    const { windows } = podmanPcWithNginx().netns;
    expect(windows?.listeners).toMatchObject([{ bindAddress: ip('127.0.0.1'), process: { name: 'wslrelay.exe' } }]);
    expect(podmanPc().netns['windows']?.listeners).toEqual([]);
  });

  it('[WSL-1] reaches nginx from Windows by localhost, as a connection of the VM itself', () => {
    const trace = connect(podmanPcWithNginx(), 'windows', '127.0.0.1');
    expect(trace.outcome).toBe('delivered');
    expect(clients(trace)).toEqual(['windows as 127.0.0.1', 'wsl as 127.0.0.1']);
    expect(trace.steps.find(({ kind }) => kind === 'call')).toMatchObject({
      from: 'wslrelay.exe',
      to: 'localhost',
      channel: 'hypervisor-socket',
    });
  });

  it('[WSL-1] opens nothing with localhostForwarding off', () => {
    const distributions = [{ name: 'podman-machine-default', machine: 'podman-machine-default', running: true }];
    const world = podmanPcWithNginx({ wsl: { vm: 'wsl', distributions, localhostForwarding: false } });
    expect(connect(world, 'windows', '127.0.0.1').outcome).toBe('refused');
  });
});

describe('Windows without help', () => {
  it('[WIN-3] refuses itself at its own address after its client has tried five times in two seconds', () => {
    const { outcome, steps } = connect(podmanPcWithNginx(), 'windows', LAN_ADDRESS);
    expect(outcome).toBe('refused');
    expect(steps.find(({ kind }) => kind === 'wait')).toMatchObject({ repeatsMs: [500, 1000, 1500, 2000] });
  });

  it('[WIN-2] says nothing to the LAN about a port where nobody listens, while its firewall is on', () => {
    const trace = connect(podmanPcWithNginx(), 'colleague', LAN_ADDRESS);
    expect(trace).toMatchObject({ outcome: 'timeout', disposition: 'no-listener' });
  });

  it('[WIN-2] refuses the LAN with its firewall off', () => {
    const off = { firewall: { profile: 'private', enabled: false, inbound: [] } } as const;
    expect(connect(podmanPcWithNginx(off), 'colleague', LAN_ADDRESS).outcome).toBe('refused');
  });

  it('reaches nginx at the address of the VM, from Windows alone', () => {
    const world = podmanPcWithNginx();
    expect(connect(world, 'windows', VM_ADDRESS).outcome).toBe('delivered');
    expect(connect(world, 'colleague', VM_ADDRESS).outcome).not.toBe('delivered');
  });
});

describe('portproxy', () => {
  it('[PXY-1] brings Windows to nginx by its LAN address, past the firewall', () => {
    const trace = connect(podmanPcWithNginx(proxied()), 'windows', LAN_ADDRESS);
    expect(trace.outcome).toBe('delivered');
    expect(clients(trace)).toEqual(['windows as 192.168.0.12', 'windows as 172.28.240.1']);
  });

  it('[WIN-1] opens a socket, but no hole in the firewall', () => {
    const trace = connect(podmanPcWithNginx(proxied()), 'colleague', LAN_ADDRESS);
    expect(trace).toMatchObject({ outcome: 'timeout', disposition: 'blocked-by-firewall' });
  });

  it('[PXY-1] with a firewall rule lets the colleague in, who is nobody to nginx', () => {
    const trace = connect(podmanPcWithNginx({ ...proxied(), ...ALLOW_80 }), 'colleague', LAN_ADDRESS);
    expect(trace.outcome).toBe('delivered');
    expect(clients(trace)).toEqual(['colleague as 192.168.0.30', 'windows as 172.28.240.1']);
  });

  it('[PXY-2] accepts, and hangs up, where its target is an address of yesterday', () => {
    const trace = connect(podmanPcWithNginx({ ...proxied('172.28.249.9'), ...ALLOW_80 }), 'colleague', LAN_ADDRESS);
    expect(trace).toMatchObject({ outcome: 'closed', disposition: 'closed-by-relay' });
  });

  it('[PXY-3] waits for nobody while the IP Helper service is stopped, and again once it runs', () => {
    const after = (world: World, line: string) => run(world, 'windows', line).world;
    const stopped = after(podmanPcWithNginx({ ...proxied(), ...ALLOW_80 }), 'net stop iphlpsvc');
    expect(connect(stopped, 'colleague', LAN_ADDRESS)).toMatchObject({
      outcome: 'timeout',
      disposition: 'no-listener',
    });
    expect(connect(stopped, 'windows', '127.0.0.1').outcome).toBe('delivered');
    const running = after(stopped, 'net start iphlpsvc');
    expect(connect(running, 'colleague', LAN_ADDRESS).outcome).toBe('delivered');
  });

  it('a firewall rule alone changes nothing: nobody listens', () => {
    const trace = connect(podmanPcWithNginx(ALLOW_80), 'colleague', LAN_ADDRESS);
    expect(trace).toMatchObject({ outcome: 'timeout', disposition: 'no-listener' });
  });

  it('[WIN-1] stays shut where another rule blocks', () => {
    const [rule] = ALLOW_80.firewall.inbound;
    const inbound = [rule, { ...rule, name: 'no', action: 'block' as const }];
    const world = podmanPcWithNginx({ ...proxied(), firewall: { ...ALLOW_80.firewall, inbound } });
    expect(connect(world, 'colleague', LAN_ADDRESS).disposition).toBe('blocked-by-firewall');
  });
});

describe('the way out of the VM', () => {
  it('[WSL-2] leaves with the address of Windows', () => {
    const trace = connect(podmanPcWithNginx(), 'web', '203.0.113.80');
    expect(trace.outcome).toBe('delivered');
    const seen = trace.steps.find(({ netns, kind }) => netns === 'internet' && kind === 'rx');
    expect(trace.steps.some(({ netns, kind }) => netns === 'windows' && kind === 'chain')).toBe(false);
    const arrived = trace.steps.filter(
      ({ netns, packet }) => netns === 'internet' && packet?.dst === ip('203.0.113.80'),
    );
    expect(seen).toBeDefined();
    expect(arrived.every(({ packet }) => packet?.src === ip(LAN_ADDRESS))).toBe(true);
  });

  it('[WSL-2] is gone while winnat is stopped', () => {
    const world = podmanPcWithNginx({ services: { winnat: 'stopped' } });
    expect(connect(world, 'web', '203.0.113.80')).toMatchObject({ outcome: 'timeout', disposition: 'not-forwarding' });
  });

  it('[WIN-4] takes a packet at the adapter that has its address, and nowhere else', () => {
    const route = parseRoute('172.28.240.0/20 via 192.168.0.12');
    if ('error' in route) throw new Error(route.error);
    const world = applyEdits(podmanPcWithNginx(), [{ kind: 'add-route', netns: 'colleague', route }]);
    expect(connect(world, 'colleague', '172.28.240.1').disposition).toBe('not-for-this-host');
    expect(connect(world, 'colleague', VM_ADDRESS).disposition).toBe('not-forwarding');
  });
});

describe('an address that nobody has', () => {
  it('[WIN-5] makes a Windows client wait: TCP hears nothing of the neighbour and repeats its SYN', () => {
    const trace = connect(podmanPc(), 'windows', '192.168.0.99');
    expect(trace).toMatchObject({ outcome: 'timeout', disposition: 'neighbour-unreachable' });
    expect(trace.steps.filter(({ kind }) => kind === 'drop')).toHaveLength(1);
    expect(trace.steps.find(({ kind }) => kind === 'wait')).toMatchObject({ reason: 'syn-retry' });
  });

  it('[WIN-5] is told to ping, and to a client on Linux, after the third request', () => {
    const echo = probe(podmanPc(), { from: 'windows', kind: 'icmp', dst: ip('192.168.0.99') }).trace;
    expect(echo.outcome).toBe('unreachable');
    expect(connect(podmanPc(), 'gateway', '192.168.0.99').outcome).toBe('unreachable');
  });
});
