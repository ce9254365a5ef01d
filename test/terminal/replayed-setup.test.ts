/**
 * Every recorded network with Docker or Podman, built again from an empty machine by typing the same commands, is the network that
 * was recorded: devices, addresses, routes, rules, waiting sockets and what the engine tells about itself.
 */
import { afterAll, describe, expect, it } from 'vitest';
import type { World } from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';
import { labIds, readLab, type RecordedLab } from '../support/recording.ts';
import { replaySetup } from '../support/replay-setup.ts';

const WITH_ENGINE = labIds().filter((id) => readLab(id).lab.setup.some((line) => /# (docker|podman) /.test(line)));

/** What is typed in a recording and cannot be typed again, with the reason. */
const NOT_REPLAYED: Readonly<Record<string, string>> = {};

interface Inspected {
  readonly Name: string;
  readonly NetworkSettings: unknown;
}

function printed(world: World, at: string, line: string): readonly string[] {
  const { output, exitCode } = run(world, at, line);
  expect(exitCode, `${at} $ ${line}`).toBe(0);
  return output.map(({ text }) => text);
}

function recorded({ hosts }: RecordedLab, host: string, file: string): readonly string[] {
  return (hosts[host]?.[file] ?? '').split('\n').filter((line) => line !== '');
}

/** IPv6, which containers of Podman have on their own link, is not modelled. */
function withoutIpv6(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !/(^| )(fe80:|ff00:|::1)/.test(line));
}

/** The ports of a container's resolver are drawn anew at each start. */
function withoutDrawnPorts(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/(127\.0\.0\.11:|--sport )\d{5}/, '$1PORT'));
}

/**
 * One line a device: name, link address, bridge it is a port of, addresses. Left out are what the kernel counts through for the
 * whole machine (indexes), the link address of Docker's veth ends (drawn) and IPv6.
 */
function devices(lines: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const line of lines) {
    const [, name, about = ''] = /^\d+: ([^:@]+)[^:]*: (.*)$/.exec(line) ?? [];
    const own = /^ {4}link\/\w+ (\S+)/.exec(line)?.[1];
    const address = /^ {4}inet (.*)$/.exec(line)?.[1];
    if (name !== undefined) found.push(`${name} ${/<[^>]*>/.exec(about)?.[0] ?? ''} ${state(about)}`);
    const last = found.length - 1;
    const more = own !== undefined && !/^veth[0-9a-f]{7}/.test(found[last] ?? '') ? own : address;
    if (more !== undefined) found[last] = `${found[last] ?? ''} ${more}`;
  }
  return found.toSorted();
}

function state(about: string): string {
  return (about.match(/(mtu|master|state) \S+/g) ?? []).join(' ');
}

/** Sockets that an engine holds, in any order; process numbers are drawn. What else waits there was started by hand. */
function engineSockets(lines: readonly string[]): readonly string[] {
  return withoutDrawnPorts(lines.filter((line) => /docker|conmon|aardvark/.test(line)))
    .map((line) =>
      line
        .trim()
        .replace(/pid=\d+/, 'pid=N')
        .replace(/fd=\d+/, 'fd=N')
        .split(/\s+/)
        .join(' '),
    )
    .toSorted();
}

afterAll(() => {
  for (const [id, reason] of Object.entries(NOT_REPLAYED)) console.log(`not replayed: ${id} (${reason})`);
});

describe.each(WITH_ENGINE.filter((id) => NOT_REPLAYED[id] === undefined))('%s, typed again', (id) => {
  const lab = readLab(id);
  const hosts = lab.lab.hosts.filter((host) => lab.hosts[host.name] !== undefined).map(({ name }) => name);
  const engineOf = (host: string) =>
    (['docker', 'podman'] as const).find((engine) => lab.hosts[host]?.[`${engine}_version.txt`] !== undefined);
  const engines = hosts.filter((host) => engineOf(host) !== undefined);
  const world = replaySetup(lab);

  it.each(hosts)('%s has the devices and addresses of the recording', (host) => {
    expect(devices(printed(world, host, 'ip addr'))).toEqual(devices(recorded(lab, host, 'ip_-d_addr.txt')));
  });

  it.each(hosts)('%s has the routes of the recording', (host) => {
    expect(printed(world, host, 'ip route show table all')).toEqual(
      withoutIpv6(recorded(lab, host, 'ip_route_show_table_all.txt')),
    );
  });

  it.each(hosts)('%s has the iptables rules of the recording, in order', (host) => {
    expect(withoutDrawnPorts(printed(world, host, 'iptables-save'))).toEqual(
      withoutDrawnPorts(recorded(lab, host, 'iptables-save.txt')),
    );
  });

  it.each(hosts)('%s has the sockets that an engine holds in the recording', (host) => {
    expect(engineSockets(printed(world, host, 'ss -Hltnup'))).toEqual(
      engineSockets(recorded(lab, host, 'ss_-Hltnup.txt')),
    );
  });

  it.each(engines)('network ls on %s prints what was printed', (host) => {
    const engine = engineOf(host) ?? '';
    const drawn = (lines: readonly string[]) =>
      lines.map((line) => line.trimEnd().replace(/^[0-9a-f]{12}(?= {3}(host|none) )/, 'ID'));
    expect(drawn(printed(world, host, `${engine} network ls`))).toEqual(
      drawn(recorded(lab, host, `${engine}_network_ls.txt`)),
    );
  });

  it.each(engines)('network inspect on %s prints the same but for times and endpoint ids', (host) => {
    const engine = engineOf(host) ?? '';
    const file = recorded(lab, host, `${engine}_network_inspect.txt`).join('\n');
    const normal = (text: string) =>
      text
        .replace(/"(Created|created|EndpointID)": "[^"]*"/g, '"$1": ""')
        .replace(/("Name": "(host|none)",\s+"Id": ")[^"]*/g, '$1');
    const names = (JSON.parse(file) as readonly { readonly Name?: string; readonly name?: string }[]).map(
      ({ Name, name }) => Name ?? name,
    );
    const text = normal(printed(world, host, `${engine} network inspect ${names.join(' ')}`).join('\n'));
    // A daemon that has just made docker0 itself does not list the gateway it chose for it.
    const ours = file.includes('"Subnet": "172.17.0.0/16"\n')
      ? text.replace(/("Subnet": "172\.17\.0\.0\/16"),\s+"Gateway": "172\.17\.0\.1"/, '$1')
      : text;
    expect(ours).toBe(normal(file));
  });

  it.each(engines)('inspect on %s tells the same about every container, but for drawn ids', (host) => {
    const engine = engineOf(host) ?? '';
    const drawn = (text: string) =>
      text
        .replace(/"(SandboxID|EndpointID)":"[0-9a-f]{64}"/g, '"$1":"ID"')
        .replace(/("(?:host|none)":.*?"NetworkID":)"[0-9a-f]{64}"/, '$1"ID"')
        .replace(/netns\/(netns-)?[0-9a-f-]{12,}"/g, 'netns/ID"');
    const file = recorded(lab, host, `${engine}_inspect.txt`).join('\n');
    for (const { Name, NetworkSettings } of JSON.parse(file) as readonly Inspected[]) {
      const [text = ''] = printed(
        world,
        host,
        `${engine} inspect -f '{{json .NetworkSettings}}' ${Name.replace('/', '')}`,
      );
      expect([Name, drawn(text)]).toEqual([Name, drawn(JSON.stringify(NetworkSettings))]);
    }
  });

  it.each(engines)('ps on %s prints the same but for times', (host) => {
    const engine = engineOf(host) ?? '';
    const normal = (rows: readonly string[]) =>
      rows.map((row) =>
        row
          .replace(/(Less than a second|\d+ seconds?) ago/g, 'T ago')
          .replace(/Up (Less than a second|\d+ seconds?)/, 'Up T')
          .split(/\s{2,}/)
          .join('  ')
          .trim(),
      );
    expect(normal(printed(world, host, `${engine} ps -a --no-trunc`))).toEqual(
      normal(recorded(lab, host, `${engine}_ps_-a_--no-trunc.txt`)),
    );
  });
});
