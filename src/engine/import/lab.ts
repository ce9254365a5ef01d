/** A recorded lab, or any set of captured command outputs with their wiring, to a world. Pure: text in, world out. */
import { ip, parseIp, type Ip } from '../address/ip.ts';
import { parseRuleset } from '../netfilter/parse-ruleset.ts';
import { EMPTY_NETNS, EMPTY_WORLD } from '../world/empty.ts';
import { EMPTY_STATE } from '../world/netns-edits.ts';
import type { Link, LinkEnd, Listener, Machine, MachineKind, Netns, Timers, World } from '../world/world.ts';
import { readBridgeFdb } from './bridge-fdb.ts';
import { readPublications, type Publication } from './docker-inspect.ts';
import { readIpAddr } from './ip-addr.ts';
import { readIpNeigh } from './ip-neigh.ts';
import { readIpRoute } from './ip-route.ts';
import { readIpRule } from './ip-rule.ts';
import { reporter, type ImportProblem, type Report } from './problem.ts';
import { readSs } from './ss.ts';
import { readSysctl } from './sysctl.ts';

export interface LabWiring {
  readonly id: string;
  readonly hosts: readonly LabHost[];
  /** Pairs of `host:interface`. */
  readonly links: readonly (readonly [string, string])[];
}

export interface LabHost {
  readonly name: string;
  readonly kind: string;
  /** The host a container runs on. */
  readonly parent?: string;
  /** The host or container whose namespace it lives in. */
  readonly netns_of?: string;
}

/** One host's captured outputs by file name (`ip_-j_rule.txt`). */
export type HostFiles = Readonly<Record<string, string>>;

export interface ImportedWorld {
  readonly world: World;
  /** What was not understood, by file and line. */
  readonly problems: readonly ImportProblem[];
}

/** The recordings' clients give up after 0.95 s and never repeat a SYN inside that window. */
const RECORDING_TIMERS: Timers = { clientPatienceMs: 950, synRetriesMs: [] };

const KINDS: Readonly<Record<string, MachineKind>> = {
  linux: 'server',
  router: 'router',
  switch: 'switch',
  container: 'container',
};

export function importLab(lab: LabWiring, files: Readonly<Record<string, HostFiles>>): ImportedWorld {
  const problems: ImportProblem[] = [];
  const netns = Object.entries(files).map(([host, outputs]): [string, Netns] => {
    const publications = publicationsOf(outputs, (line, message) =>
      problems.push({ file: `${host}/docker_inspect.txt`, line, message }),
    );
    return [host, readNetns(host, outputs, publications, problems)];
  });
  const machines = lab.hosts.map((host): [string, Machine] => [host.name, readMachine(host, files[host.name] ?? {})]);
  const world: World = {
    ...EMPTY_WORLD,
    base: lab.id,
    timers: RECORDING_TIMERS,
    machines: Object.fromEntries(machines),
    netns: Object.fromEntries(netns),
    links: lab.links.map(([a, b]): Link => ({ ends: [readEnd(a), readEnd(b)], up: true })),
  };
  return { world, problems };
}

function readNetns(
  host: string,
  outputs: HostFiles,
  publications: readonly Publication[],
  problems: ImportProblem[],
): Netns {
  const read = <T>(file: string, parse: (text: string, report: Report) => T): T =>
    parse(outputs[file] ?? '', reporter(problems, `${host}/${file}`));
  const listeners = read('ss_-Hltnup.txt', readSs);
  return {
    ...EMPTY_NETNS,
    id: host,
    machine: host,
    devs: read('ip_-j_-d_addr.txt', readIpAddr),
    routes: read('ip_-j_route_show_table_all.txt', readIpRoute),
    rules: read('ip_-j_rule.txt', readIpRule),
    sysctl: read('sysctl.txt', readSysctl),
    netfilter: parseRuleset(outputs['iptables-save.txt'] ?? ''),
    listeners: listeners.map((listener) => withRelayTarget(listener, publications)),
    state: {
      ...EMPTY_STATE,
      neighbours: read('ip_-j_neigh.txt', readIpNeigh),
      fdb: read('bridge_-j_fdb.txt', readBridgeFdb),
    },
  };
}

function publicationsOf(outputs: HostFiles, report: Report): readonly Publication[] {
  return readPublications(outputs['docker_inspect.txt'] ?? '', report);
}

function withRelayTarget(listener: Listener, publications: readonly Publication[]): Listener {
  if (listener.process.name !== 'docker-proxy') return listener;
  const published = publications.find(
    (port) =>
      port.protocol === listener.protocol && port.hostPort === listener.port && port.hostIp === listener.bindAddress,
  );
  if (published === undefined) return listener;
  return { ...listener, relayTo: { address: published.target, port: published.containerPort } };
}

function readMachine(host: LabHost, outputs: HostFiles): Machine {
  const names = readHosts(outputs['cat__etc_hosts.txt'] ?? '');
  return {
    id: host.name,
    kind: KINDS[host.kind] ?? 'server',
    title: host.name,
    parent: host.parent ?? null,
    netns: host.netns_of ?? host.name,
    files: {},
    ...(Object.keys(names).length === 0 ? {} : { names }),
  };
}

/** @see hosts(5) */
function readHosts(text: string): Readonly<Record<string, Ip>> {
  const names: Record<string, Ip> = {};
  for (const line of text.split('\n')) {
    const [address = '', ...hosts] = (line.split('#')[0] ?? '').trim().split(/\s+/);
    const parsed = parseIp(address);
    if (parsed !== null) for (const name of hosts) names[name] = parsed;
  }
  return { localhost: ip('127.0.0.1'), ...names };
}

function readEnd(text: string): LinkEnd {
  const [netns = '', dev = ''] = text.split(':');
  return { netns, dev };
}
