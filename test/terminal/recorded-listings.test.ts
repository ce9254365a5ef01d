/** What the recordings' machines printed, printed again from their imported state. */
import { describe, expect, it } from 'vitest';
import { importLab, type World } from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';
import { readLab } from '../support/recording.ts';

/** A few of each kind: containers and bridges, routes of every type, devices that are down. */
const LISTED = [
  'a01-container-to-internet',
  'b10-publish-range',
  'e01-ttl',
  'e07-policy-rules',
  'e08-special-routes',
  'e14-link-down',
  'e15-peer-down',
  'f02-incident-rp-off',
];

function printed(world: World, at: string, line: string): readonly string[] {
  return run(world, at, line).output.map(({ text }) => text);
}

function lines(text: string | undefined): readonly string[] {
  return (text ?? '').split('\n').filter((line) => line !== '');
}

/** `ip -d addr` without its details is `ip addr`. */
function withoutDetails(text: string | undefined): readonly string[] {
  return lines(text).flatMap((line) => {
    if (/^ {4}(veth|bridge|bridge_slave|vlan)\b/.test(line)) return [];
    return [line.replace(/ promiscuity .*/, '')];
  });
}

describe.each(LISTED)('in %s', (id) => {
  const { lab, hosts } = readLab(id);
  const { world } = importLab(lab, hosts);
  const names = Object.keys(hosts);

  it.each(names)('ip addr on %s', (host) => {
    expect(printed(world, host, 'ip addr')).toEqual(withoutDetails(hosts[host]?.['ip_-d_addr.txt']));
  });

  it.each(names)('ip route show table all on %s', (host) => {
    const recorded = lines(hosts[host]?.['ip_route_show_table_all.txt']);
    expect(printed(world, host, 'ip route show table all')).toEqual(recorded);
  });

  it.each(names)('ip rule on %s', (host) => {
    expect(printed(world, host, 'ip rule')).toEqual(lines(hosts[host]?.['ip_rule.txt']));
  });

  it.each(names)('iptables-save on %s', (host) => {
    expect(printed(world, host, 'iptables-save')).toEqual(lines(hosts[host]?.['iptables-save.txt']));
  });
});
