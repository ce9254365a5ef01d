/** A recorded lab, or any set of captured command outputs with their wiring, to a world. Pure: text in, world out. */
import { ip, parseIp, type Ip } from '../address/ip.ts';
import { EMPTY_WORLD } from '../world/empty.ts';
import type { Link, LinkEnd, Listener, Machine, MachineKind, Netns, Timers, World } from '../world/world.ts';
import { readPublications, type Publication } from './docker-inspect.ts';
import { readNetns, type HostFiles } from './netns.ts';
import type { ImportProblem, Report } from './problem.ts';

export type { HostFiles } from './netns.ts';

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
  const netns = inOrderOf(lab.hosts, files).map(([host, outputs]): [string, Netns] => {
    const publications = publicationsOf(outputs, (line, message) =>
      problems.push({ file: `${host}/docker_inspect.txt`, line, message }),
    );
    const read = readNetns(host, outputs, problems);
    return [host, { ...read, listeners: read.listeners.map((listener) => withRelayTarget(listener, publications)) }];
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

/** Two engines may have given one MAC address to containers of theirs: then the host that the lab names last is meant by it. */
function inOrderOf(
  hosts: readonly LabHost[],
  files: Readonly<Record<string, HostFiles>>,
): readonly (readonly [string, HostFiles])[] {
  const places = new Map(hosts.map(({ name }, place) => [name, place]));
  const placeOf = (name: string) => places.get(name) ?? hosts.length;
  return Object.entries(files).toSorted(([a], [b]) => placeOf(a) - placeOf(b));
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
