/** The truth table of the LAN lesson, cell by cell as the facts tell it (V2.1, V2.2, V2.7 to V2.11). */
import { describe, expect, it } from 'vitest';
import { ip, reachTable, vmAddress, type ReachCell, type World } from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';
import { podmanPcWithNginx } from '../../support/podman-on-windows.ts';

const PROXY =
  'netsh interface portproxy add v4tov4 listenport=80 listenaddress=0.0.0.0 connectport=80 connectaddress=172.28.241.140';
const RULE = 'New-NetFirewallRule -DisplayName "WSL 80" -Direction Inbound -LocalPort 80 -Protocol TCP -Action Allow';
const RESTART = ['wsl --shutdown', 'podman machine start', 'podman start web'];
const MIRRORED = [':write C:\\Users\\dev\\.wslconfig\n[wsl2]\nnetworkingMode=mirrored\n', ...RESTART];
const HYPER_V =
  "Set-NetFirewallHyperVVMSetting -Name '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}' -DefaultInboundAction Allow";

function under(...lines: readonly string[]): World {
  return lines.reduce((world, line) => run(world, 'windows', line).world, podmanPcWithNginx());
}

const cells = reachTable({
  settings: {
    plain: under(),
    proxy: under(PROXY),
    'proxy and rule': under(PROXY, RULE),
    'after a restart': under(PROXY, RULE, ...RESTART),
    mirrored: under(...MIRRORED),
    'mirrored, opened': under(...MIRRORED, HYPER_V),
  },
  from: ['windows', 'colleague'],
  to: { localhost: ip('127.0.0.1'), lan: ip('192.168.0.12'), vm: (world) => vmAddress(world, 'windows') },
  port: 80,
});

const row = (setting: string, from: string) =>
  Object.fromEntries(
    cells.filter((cell) => cell.setting === setting && cell.from === from).map((cell) => [cell.to, said(cell)]),
  );

const said = ({ outcome, disposition }: ReachCell) =>
  outcome === 'delivered' ? 'works' : `${outcome}: ${disposition}`;

describe('reachTable', () => {
  it('tells by which address Windows reaches its own nginx', () => {
    expect(row('plain', 'windows')).toEqual({ localhost: 'works', lan: 'refused: no-listener', vm: 'works' });
    expect(row('proxy', 'windows')).toEqual({ localhost: 'works', lan: 'works', vm: 'works' });
    expect(row('after a restart', 'windows')).toEqual({
      localhost: 'works',
      lan: 'closed: closed-by-relay',
      vm: 'works',
    });
    expect(row('mirrored', 'windows')).toMatchObject({ localhost: 'works', lan: 'refused: no-listener' });
  });

  it('tells what the LAN sees', () => {
    expect(row('plain', 'colleague')['lan']).toBe('timeout: no-listener');
    expect(row('proxy', 'colleague')['lan']).toBe('timeout: blocked-by-firewall');
    expect(row('proxy and rule', 'colleague')['lan']).toBe('works');
    expect(row('after a restart', 'colleague')['lan']).toBe('closed: closed-by-relay');
    expect(row('mirrored', 'colleague')['lan']).toBe('timeout: blocked-by-firewall');
    expect(row('mirrored, opened', 'colleague')['lan']).toBe('works');
  });

  it('counts the connections that relays make', () => {
    const taken = (setting: string) =>
      cells.find((cell) => cell.setting === setting && cell.from === 'colleague' && cell.to === 'lan')?.connections;
    expect([taken('plain'), taken('proxy and rule'), taken('mirrored, opened')]).toEqual([1, 2, 1]);
  });

  it('names where a packet was lost, and how long the caller waited', () => {
    const refused = cells.find((cell) => cell.setting === 'plain' && cell.from === 'windows' && cell.to === 'lan');
    expect(refused).toMatchObject({ waitedMs: 2034, lostAt: 'windows' });
    expect(refused?.trace.steps.length).toBeGreaterThan(0);
  });
});
