/** Every recorded network with Docker, built again by typing the same docker commands, is the network that was recorded. */
import { describe, expect, it } from 'vitest';
import type { World } from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';
import { labIds, readLab, type RecordedLab } from '../support/recording.ts';
import { replaySetup } from '../support/replay-setup.ts';

/** c09 joins another container's namespace; d-labs change rules by hand afterwards; in e03 and e04 so are routes. */
const REPLAYED = labIds().filter((id) => /^[abcf]\d/.test(id) && id !== 'c09-container-network');

function printed(world: World, at: string, line: string): readonly string[] {
  const { output, exitCode } = run(world, at, line);
  expect(exitCode, `${at} $ ${line}`).toBe(0);
  return output.map(({ text }) => text);
}

function recorded({ hosts }: RecordedLab, host: string, file: string): readonly string[] {
  return (hosts[host]?.[file] ?? '').split('\n').filter((line) => line !== '');
}

/** The ports of a container's resolver are drawn anew at each start. */
function withoutDrawnPorts(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/(127\.0\.0\.11:|--sport )\d{5}/, '$1PORT'));
}

describe.each(REPLAYED)('%s, typed again', (id) => {
  const lab = readLab(id);
  const hosts = lab.lab.hosts.filter((host) => lab.hosts[host.name] !== undefined);
  const engines = hosts.filter((host) => lab.hosts[host.name]?.['docker_version.txt'] !== undefined);
  const world = replaySetup(lab);

  it.each(hosts.map(({ name }) => name))('%s has the routes of the recording', (host) => {
    expect(printed(world, host, 'ip route show table all')).toEqual(recorded(lab, host, 'ip_route_show_table_all.txt'));
  });

  it.each(engines.map(({ name }) => name))('%s has the iptables rules of the recording, in order', (host) => {
    expect(printed(world, host, 'iptables-save')).toEqual(recorded(lab, host, 'iptables-save.txt'));
  });

  const containers = hosts.filter(({ kind }) => kind === 'container');
  it.each(containers.map(({ name }) => name))('container %s has the rules of the recording', (host) => {
    expect(withoutDrawnPorts(printed(world, host, 'iptables-save'))).toEqual(
      withoutDrawnPorts(recorded(lab, host, 'iptables-save.txt')),
    );
  });

  it.each(engines.map(({ name }) => name))('%s has a docker-proxy wherever the recording has one', (host) => {
    const proxies = (lines: readonly string[]) =>
      lines
        .filter((line) => line.includes('docker-proxy'))
        .map((line) =>
          line
            .trim()
            .replace(/pid=\d+/, 'pid=N')
            .split(/\s+/)
            .join(' '),
        )
        .sort();
    expect(proxies(printed(world, host, 'ss -Hltnup'))).toEqual(proxies(recorded(lab, host, 'ss_-Hltnup.txt')));
  });

  it.each(engines.map(({ name }) => name))('docker network ls on %s prints what was printed', (host) => {
    const body = (lines: readonly string[]) => lines.map((line) => line.replace(/\s+$/, ''));
    const own = lab.hosts[host]?.['docker_network_ls.txt'] ?? '';
    const drawn = (lines: readonly string[]) =>
      lines.map((line) => line.replace(/^[0-9a-f]{12}(?= {3}(host|none) )/, 'ID'));
    expect(drawn(body(printed(world, host, 'docker network ls')))).toEqual(drawn(body(own.trimEnd().split('\n'))));
  });
});
