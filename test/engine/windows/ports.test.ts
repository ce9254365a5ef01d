import { describe, expect, it } from 'vitest';
import {
  addExcludedRange,
  ANY_ADDRESS,
  ControlPlane,
  deleteExcludedRange,
  ip,
  judgeBind,
  lastPort,
  rebootWindows,
  setDynamicRange,
  startWinnat,
  stopWinnat,
  askForBlocks,
  WindowsHost,
  type ExcludedPortRange,
  type Listener,
} from '../../../src/engine/index.ts';
import { INCIDENT, windowsWorld } from '../../support/windows-world.ts';

const wanted = { protocol: 'tcp', address: ANY_ADDRESS, port: 8065 } as const;
const java: Listener = {
  protocol: 'tcp',
  bindAddress: ANY_ADDRESS,
  port: 8065,
  process: { name: 'java.exe', pid: 4711 },
};

function hostOf(install = INCIDENT): WindowsHost {
  return new WindowsHost(new ControlPlane(windowsWorld(install), 'windows'), 'windows');
}

function listen(host: WindowsHost, listener: Listener): void {
  host.plane.quietly([{ kind: 'add-listener', netns: 'windows', listener }]);
}

function bind(host: WindowsHost, more: Partial<typeof wanted> & { address?: typeof wanted.address } = {}) {
  return judgeBind(host.state.ports, host.netns, { ...wanted, ...more });
}

const textOf = ({ start, end, administered }: ExcludedPortRange) => `${start}-${end}${administered ? '*' : ''}`;
const excludedOf = (host: WindowsHost) => host.state.ports.excluded.tcp.map(textOf);

describe('which port Windows gives', () => {
  it('[WPT-1] counts a dynamic range from its start: the last port is start + count - 1', () => {
    expect(lastPort({ start: 1024, count: 64511 })).toBe(65534);
    expect(lastPort({ start: 49152, count: 16384 })).toBe(65535);
  });

  it('[WPT-2] refuses a port of a block with 10013, though nobody listens there', () => {
    const host = hostOf();
    expect(host.holderIn('tcp', { start: 8065, end: 8065 })).toBeUndefined();
    expect(bind(host)).toEqual({ kind: 'port-excluded', range: { start: 8039, end: 8138, administered: false } });
    expect(judgeBind(host.state.ports, host.netns, { ...wanted, port: 8038 }).kind).toBe('bound');
    expect(judgeBind(host.state.ports, host.netns, { ...wanted, port: 8138 }).kind).toBe('port-excluded');
    expect(judgeBind(host.state.ports, host.netns, { ...wanted, protocol: 'udp' }).kind).toBe('bound');
  });

  it('[WPT-3] gives a port of a starred range to a program that asks for it by number', () => {
    const host = hostOf({ ...INCIDENT, excluded: { tcp: ['8065-8065*'] } });
    expect(bind(host)).toEqual({ kind: 'bound', administered: { start: 8065, end: 8065, administered: true } });
  });

  it('[WPT-4] refuses a port with 10048 where somebody listens, and names who', () => {
    const host = hostOf({ ...INCIDENT, excluded: {} });
    listen(host, java);
    expect(bind(host)).toEqual({ kind: 'address-in-use', holder: java });
  });

  it('[WPT-5] lets two programs share a port where their addresses differ, 0.0.0.0 being one of them', () => {
    const host = hostOf({ ...INCIDENT, excluded: {} });
    listen(host, java);
    expect(judgeBind(host.state.ports, host.netns, { ...wanted, address: ip('127.0.0.1') }).kind).toBe('bound');
    listen(host, { ...java, bindAddress: ip('127.0.0.1'), process: { name: 'caddy.exe', pid: 22920 } });
    expect(host.netns.listeners).toHaveLength(2);
  });
});

describe('winnat', () => {
  it('[WPT-6] gives its blocks back when it stops, and does not ask for them when it starts', () => {
    const host = hostOf();
    stopWinnat(host);
    expect(excludedOf(host)).toEqual(['50000-50059*']);
    expect(bind(host).kind).toBe('bound');
    expect(startWinnat(host)).toBeNull();
    expect(host.state.services.winnat).toBe('running');
    expect(excludedOf(host)).toEqual(['50000-50059*']);
  });

  it('[WPT-7] does not start while a program holds a port that it had given back', () => {
    const host = hostOf();
    stopWinnat(host);
    listen(host, java);
    expect(startWinnat(host)).toMatchObject({ start: 8039, end: 8138 });
    expect(host.state.services.winnat).toBe('stopped');
  });

  it('[WPT-8] has blocks again once the Hyper-V stack asks: 100 ports each, in the dynamic range, around what is in use', () => {
    const host = hostOf({ ...INCIDENT, dynamic: { tcp: { start: 8000, count: 1000 } }, blocks: 5 });
    stopWinnat(host);
    listen(host, java);
    const blocks = askForBlocks(host);
    expect(blocks.length).toBeGreaterThan(2);
    for (const { start, end, administered } of blocks) {
      expect(end - start).toBe(99);
      expect(start).toBeGreaterThanOrEqual(8000);
      expect(end).toBeLessThanOrEqual(8999);
      expect(administered).toBe(false);
      expect(start <= 8065 && 8065 <= end).toBe(false);
    }
    for (const [at, { start }] of blocks.entries()) if (at > 0) expect(start).toBeGreaterThan(blocks[at - 1]!.end);
  });
});

describe('ranges', () => {
  it('[WPT-9] leaves blocks that are held where they are when the dynamic range is set', () => {
    const host = hostOf();
    expect(setDynamicRange(host, 'ipv4', 'tcp', { start: 49152, count: 16384 })).toBe(true);
    expect(bind(host).kind).toBe('port-excluded');
    const rebooted = new WindowsHost(rebootWindows(host.plane.world, 'windows'), 'windows');
    expect(bind(rebooted).kind).toBe('bound');
    for (const { start, administered } of rebooted.state.ports.excluded.tcp)
      expect(administered || start >= 49152).toBe(true);
  });

  it('[WPT-9] keeps IPv4 and IPv6, TCP and UDP apart, and refuses fewer than 255 ports', () => {
    const host = hostOf();
    setDynamicRange(host, 'ipv6', 'tcp', { start: 10000, count: 1000 });
    expect(host.state.ports.dynamic.tcp).toEqual({ start: 1024, count: 64511 });
    expect(host.state.ports.dynamicIpv6.tcp).toEqual({ start: 10000, count: 1000 });
    expect(host.state.ports.dynamicIpv6.udp).toEqual({ start: 49152, count: 16384 });
    expect(setDynamicRange(host, 'ipv4', 'tcp', { start: 49152, count: 254 })).toBe(false);
    expect(setDynamicRange(host, 'ipv4', 'tcp', { start: 65000, count: 1000 })).toBe(false);
  });

  it('[WPT-10] reserves a port only while neither a block nor a program has it', () => {
    const host = hostOf();
    const mine = { start: 8065, end: 8065, administered: true };
    expect(addExcludedRange(host, 'tcp', mine)).toBe('busy');
    stopWinnat(host);
    expect(addExcludedRange(host, 'tcp', mine)).toBeNull();
    expect(excludedOf(host)).toEqual(['8065-8065*', '50000-50059*']);
    listen(host, { ...java, port: 9000 });
    expect(addExcludedRange(host, 'tcp', { start: 9000, end: 9000, administered: true })).toBe('busy');
  });

  it('[WPT-10] keeps blocks off a reserved port, whatever is drawn', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const world = {
        ...windowsWorld({
          ...INCIDENT,
          dynamic: { tcp: { start: 8000, count: 400 } },
          excluded: { tcp: ['8065-8065*'] },
        }),
        seed,
      };
      const host = new WindowsHost(rebootWindows(world, 'windows'), 'windows');
      expect(bind(host).kind).toBe('bound');
    }
  });

  it('[WPT-11] deletes only what an administrator added, and only whole', () => {
    const host = hostOf();
    expect(deleteExcludedRange(host, 'tcp', { start: 8039, end: 8138 })).toBe('not-administered');
    expect(deleteExcludedRange(host, 'tcp', { start: 50000, end: 50001 })).toBe('not-found');
    expect(deleteExcludedRange(host, 'tcp', { start: 50000, end: 50059 })).toBeNull();
    expect(excludedOf(host)).toEqual(['8039-8138', '13001-13100']);
  });
});

describe('a reboot of Windows', () => {
  it('[WPT-12] draws the blocks anew, other ones each time, the same ones from the same seed', () => {
    const first = new WindowsHost(rebootWindows(windowsWorld(), 'windows'), 'windows');
    const again = new WindowsHost(rebootWindows(windowsWorld(), 'windows'), 'windows');
    const second = new WindowsHost(rebootWindows(first.plane.world, 'windows'), 'windows');
    expect(excludedOf(first)).toEqual(excludedOf(again));
    expect(excludedOf(first)).not.toEqual(excludedOf(second));
    expect(excludedOf(first)).toHaveLength(3);
    expect(excludedOf(first)).toContain('50000-50059*');
  });

  it('[WPT-12] keeps persistent reservations, forgets active ones, and starts winnat', () => {
    const host = hostOf();
    stopWinnat(host);
    addExcludedRange(host, 'tcp', { start: 8065, end: 8065, administered: true });
    addExcludedRange(host, 'tcp', { start: 9000, end: 9000, administered: true, untilReboot: true });
    const rebooted = new WindowsHost(rebootWindows(host.plane.world, 'windows'), 'windows');
    expect(excludedOf(rebooted)).toContain('8065-8065*');
    expect(excludedOf(rebooted)).not.toContain('9000-9000*');
    expect(rebooted.state.services.winnat).toBe('running');
  });

  it('never places a block outside the dynamic range, whatever the seed', () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const host = new WindowsHost(
        rebootWindows({ ...windowsWorld({ ...INCIDENT, blocks: 40 }), seed }, 'windows'),
        'windows',
      );
      const blocks = host.state.ports.excluded.tcp.filter(({ administered }) => !administered);
      expect(blocks.length).toBeGreaterThan(30);
      for (const { start, end } of blocks) expect(start >= 1024 && end <= 65534).toBe(true);
    }
  });
});
