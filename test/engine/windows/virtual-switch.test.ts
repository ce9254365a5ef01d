/** What each kind of a Hyper-V switch connects, found out by asking. Fact F0.13. */
import { describe, expect, it } from 'vitest';
import {
  buildWorld,
  installWindows,
  ip,
  JOINED_BY,
  probe,
  type SwitchType,
  type World,
} from '../../../src/engine/index.ts';

const CABLES = {
  network: ['vswitch:nic', 'lan:eth0'],
  host: ['vswitch:host', 'windows:vEthernet (test)'],
  vm: ['vswitch:vm1', 'vm1:eth0'],
} as const;

const OPEN = { firewall: { profile: 'private', enabled: false, inbound: [] } } as const;

/** Everything that the kind lets join has a port; the others have an adapter that leads nowhere. */
function pc(hyperV: SwitchType, ends = JOINED_BY[hyperV]): World {
  const host = (address: string) => ({ addrs: { eth0: address }, listen: ['tcp/80=nginx'] });
  const built = buildWorld({
    broadcast: true,
    hosts: {
      windows: { kind: 'windows', addrs: { 'vEthernet (test)': '10.1.0.1/24' }, listen: ['tcp/80=app.exe'] },
      vswitch: { kind: 'switch', parent: 'windows', hyperV },
      vm1: { kind: 'vm', parent: 'windows', ...host('10.1.0.11/24') },
      vm2: { kind: 'vm', parent: 'windows', ...host('10.1.0.12/24') },
      lan: { kind: 'server', ...host('10.1.0.99/24') },
      // What an adapter without a port of the switch is plugged into.
      nowhere: { kind: 'switch' },
    },
    links: [
      ...(['network', 'host'] as const).map((end) =>
        ends.includes(end) ? CABLES[end] : ([`nowhere:${end}`, CABLES[end][1]] as const),
      ),
      CABLES.vm,
      ['vswitch:vm2', 'vm2:eth0'],
    ],
  });
  return installWindows(built, 'windows', OPEN);
}

function reaches(world: World, from: string, to: string): boolean {
  return probe(world, { from, kind: 'tcp', dst: ip(to), dport: 80, patienceMs: 5000 }).trace.outcome === 'delivered';
}

describe('a Hyper-V switch', () => {
  it.each([
    ['external', { vm: true, host: true, network: true }],
    ['internal', { vm: true, host: true, network: false }],
    ['private', { vm: true, host: false, network: false }],
  ] as const)('[HVS-1] of type %s leads a VM to %o', (kind, expected) => {
    const world = pc(kind);
    expect({
      vm: reaches(world, 'vm1', '10.1.0.12'),
      host: reaches(world, 'vm1', '10.1.0.1'),
      network: reaches(world, 'vm1', '10.1.0.99'),
    }).toEqual(expected);
    expect(reaches(world, 'lan', '10.1.0.11')).toBe(expected.network);
    expect(reaches(world, 'windows', '10.1.0.11')).toBe(expected.host);
  });

  it('[HVS-1] is refused with a port that its type does not have', () => {
    expect(() => pc('private', ['host', 'vm'])).toThrow('a switch of type private has no port for windows (host)');
    expect(() => pc('internal', ['network', 'vm'])).toThrow('a switch of type internal has no port for lan (network)');
  });
});
