/** The firewall of Windows as people type it: which rules count, what is shown of them, and the profile of the network. Fact V2.10. */
import { describe, expect, it } from 'vitest';
import type { World } from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';
import { podmanPcWithNginx } from '../../support/podman-on-windows.ts';

const PROXY =
  'netsh interface portproxy add v4tov4 listenport=80 listenaddress=0.0.0.0 connectport=80 connectaddress=172.28.241.140';
const ADD = 'netsh advfirewall firewall add rule name="WSL 80" dir=in action=allow protocol=TCP localport=80';

const type = (world: World, line: string) => run(world, 'windows', line);
const print = (world: World, line: string): readonly string[] =>
  type(world, line)
    .output.filter(({ stream }) => stream !== 'note')
    .map(({ text }) => text);
const notes = (world: World, line: string) => type(world, line).output.flatMap(({ note }) => note?.kind ?? []);

/** The PC after these lines, as far as they were taken. */
function after(...lines: readonly string[]): World {
  return lines.reduce((world, line) => type(world, line).world, type(podmanPcWithNginx(), PROXY).world);
}

/** Whether the colleague's connection comes in. */
function letsIn(world: World): boolean {
  return run(world, 'colleague', 'curl.exe -m 3 -o NUL http://192.168.0.12').exitCode === 0;
}

describe('a rule', () => {
  it.each([
    ['for that port', ADD, true],
    ['for another port', ADD.replace('localport=80', 'localport=81'), false],
    ['for the service that listens', `${ADD} program="C:\\Windows\\System32\\svchost.exe"`, true],
    ['for another program', `${ADD} program="C:\\tools\\nginx.exe"`, false],
    ['for another profile', `${ADD} profile=private`, false],
    ['that is switched off', `${ADD} enable=no`, false],
    ['that names the remote side', `${ADD} remoteip=192.168.0.99`, false],
    ['by PowerShell', 'New-NetFirewallRule -DisplayName web -LocalPort 80 -Protocol TCP -Enabled True', true],
    ['by PowerShell, for a program', 'New-NetFirewallRule -DisplayName web -Program C:\\tools\\nginx.exe', false],
  ])('%s lets in what it is for', (_, line, expected) => {
    expect(letsIn(after(line))).toBe(expected);
  });

  it.each([
    `${ADD} enable=no`,
    `${ADD} remoteip=192.168.0.99`,
    ADD.replace('=80', '=80,81'),
    'New-NetFirewallRule -DisplayName web -LocalPort 80 -Protocol TCP -RemoteAddress LocalSubnet',
    'New-NetFirewallRule -DisplayName web -LocalPort 80 -Protocol TCP -Enabled False',
  ])('that this world cannot follow is refused by name: %s', (line) => {
    expect(notes(podmanPcWithNginx(), line)).toEqual(['not-modelled']);
  });

  it('is shown, and deleted, by its name and what it is for', () => {
    const world = after(ADD, ADD.replace('80"', '81"').replace('=80', '=81'));
    expect(print(world, 'netsh advfirewall firewall show rule name="wsl 80"')).toEqual([
      '',
      'Rule Name:                            WSL 80',
      '----------------------------------------------------------------------',
      'Enabled:                              Yes',
      'Direction:                            In',
      'Profiles:                             Domain,Private,Public',
      'Grouping:                             ',
      'LocalIP:                              Any',
      'RemoteIP:                             Any',
      'Protocol:                             TCP',
      'LocalPort:                            80',
      'RemotePort:                           Any',
      'Edge traversal:                       No',
      'Action:                               Allow',
      'Ok.',
      '',
    ]);
    expect(print(world, 'netsh advfirewall firewall delete rule name=all protocol=tcp localport=81')).toContain(
      'Deleted 1 rule(s).',
    );
    expect(print(world, 'netsh advfirewall firewall show rule name=ssh')).toContain(
      'No rules match the specified criteria.',
    );
  });
});

describe('the profile', () => {
  it('is the one that rules are held against, and changes with the network', () => {
    const world = after(`${ADD} profile=private`);
    expect(print(world, 'Get-NetConnectionProfile')).toContain('NetworkCategory : Public');
    expect(letsIn(type(world, 'Set-NetConnectionProfile -InterfaceAlias Wi-Fi -NetworkCategory Private').world)).toBe(
      true,
    );
    const plain = type(world, ':elevate off').world;
    expect(print(plain, 'Set-NetConnectionProfile -NetworkCategory Private')).toEqual([
      'Set-NetConnectionProfile : Access is denied.',
    ]);
  });

  it.each([
    ['allprofiles', true],
    ['currentprofile', true],
    ['publicprofile', true],
    ['privateprofile', false],
    ['banana', false],
  ])('of %s, switched off, opens the firewall of a public network: %s', (which, expected) => {
    expect(letsIn(after(`netsh advfirewall set ${which} state off`))).toBe(expected);
  });

  it('is shown with its state', () => {
    expect(print(podmanPcWithNginx(), 'netsh advfirewall show currentprofile')).toEqual([
      '',
      'Public Profile Settings: ',
      '----------------------------------------------------------------------',
      'State                                 ON',
      'Ok.',
      '',
    ]);
  });
});
