/** What the recordings' machines printed, printed again from their imported state. */
import { describe, expect, it } from 'vitest';
import { importLab, type World } from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';
import { labIds, readLab } from '../support/recording.ts';
import { replaySetup } from '../support/replay-setup.ts';

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

const WITH_DOCKER = labIds().filter((id) =>
  /^(a01|b01|b05|b09|b10|b11|c01|c03|c06|c11|f02-incident-rp-off|f08)/.test(id),
);

describe.each(WITH_DOCKER)('in %s, typed again', (id) => {
  const recording = readLab(id);
  const world = replaySetup(recording);
  const at = recording.lab.hosts.find(({ name }) => recording.hosts[name]?.['docker_version.txt'])?.name ?? '';
  const file = (name: string) => recording.hosts[at]?.[name] ?? '';

  it('docker network inspect prints the same but for times and endpoint ids', () => {
    const normal = (text: string) =>
      text
        .replace(/"(Created|EndpointID)": "[^"]*"/g, '"$1": ""')
        .replace(/("Name": "(host|none)",\s+"Id": ")[^"]*/g, '$1');
    const names = (JSON.parse(file('docker_network_inspect.txt')) as readonly { readonly Name: string }[]).map(
      ({ Name }) => Name,
    );
    const text = printed(world, at, `docker network inspect ${names.join(' ')}`).join('\n');
    // A daemon that has just made docker0 itself does not list the gateway it chose for it.
    const recorded = normal(file('docker_network_inspect.txt').trimEnd());
    const ours = recorded.includes('"Subnet": "172.17.0.0/16"\n')
      ? normal(text).replace(/("Subnet": "172\.17\.0\.0\/16"),\s+"Gateway": "172\.17\.0\.1"/, '$1')
      : normal(text);
    expect(ours).toBe(recorded);
  });

  it('docker ps -a prints the same but for times', () => {
    const normal = (rows: readonly string[]) =>
      rows.map((row) =>
        row
          .replace(/(Less than a second|\d+ seconds?) ago/g, 'T ago')
          .replace(/Up (Less than a second|\d+ seconds?)/, 'Up T')
          .split(/\s{2,}/)
          .join('  ')
          .trim(),
      );
    const recorded = file('docker_ps_-a_--no-trunc.txt').trimEnd().split('\n');
    expect(normal(printed(world, at, 'docker ps -a --no-trunc'))).toEqual(normal(recorded));
  });
});
