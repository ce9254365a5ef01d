/** Builds a recorded network again from the commands that built it: cables and addresses by the engine, everything else by `run`. */
import {
  buildWorld,
  installDocker,
  installPodman,
  prefix,
  type DockerInstall,
  type HostSpec,
  type PodmanInstall,
  type World,
} from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';
import type { RecordedLab } from './recording.ts';

interface Inspected {
  readonly Id: string;
  readonly Created: string;
}

interface InspectedNetwork extends Inspected {
  readonly Name: string;
  readonly Options?: Readonly<Record<string, string>>;
}

interface PodmanInspected {
  readonly name: string;
  readonly id: string;
  readonly created: string;
}

interface Device {
  readonly ifname: string;
  readonly address: string;
}

/** The state before the first `docker` command. Ids, MACs and veth names are the recording's, in the order they were made. */
export function beforeDocker(recording: RecordedLab): World {
  const { lab } = recording;
  const machines = lab.hosts.filter((host) => host.kind !== 'container');
  const isMachine = (end: string) => machines.some((host) => host.name === end.split(':')[0]);
  const hosts = Object.fromEntries(machines.map((host) => [host.name, hostSpec(recording, host)]));
  const world = buildWorld({
    hosts,
    links: lab.links.filter((ends) => ends.every(isMachine)),
    timers: { clientPatienceMs: 950, synRetriesMs: [] },
  });
  const engines = (machines as readonly LabHost[]).filter((host) => host.engine !== undefined);
  return engines.reduce(
    (next, host) =>
      host.engine === 'podman'
        ? installPodman(next, host.name, podmanOf(recording, host))
        : installDocker(next, host.name, installOf(recording, host)),
    world,
  );
}

type LabHost = RecordedLab['lab']['hosts'][number] & {
  readonly engine?: string;
  readonly engine_version?: string;
  readonly daemon?: Readonly<Record<string, unknown>>;
};

function hostSpec({ lab }: RecordedLab, host: LabHost): HostSpec {
  const typed = beforeEngine(lab.setup)
    .filter((line) => line.startsWith(`${host.name}# `))
    .map((line) => line.split('# ')[1] ?? '');
  const addrs: Record<string, string[]> = {};
  for (const line of typed) {
    const [, address = '', dev = ''] = /^ip addr add (\S+) dev (\S+)$/.exec(line) ?? [];
    if (address !== '') (addrs[dev] ??= []).push(address);
  }
  const routes = typed.flatMap((line) => /^ip route add (.+)$/.exec(line)?.slice(1) ?? []);
  const kind = host.kind === 'router' || host.kind === 'switch' ? host.kind : 'linux';
  return { kind, addrs, routes };
}

function installOf({ lab, hosts }: RecordedLab, host: LabHost): DockerInstall {
  const files = hosts[host.name] ?? {};
  const networks = byCreation(files['docker_network_inspect.txt']) as readonly InspectedNetwork[];
  const containers = byCreation(files['docker_inspect.txt']);
  const devices = JSON.parse(files['ip_-j_-d_addr.txt'] ?? '[]') as readonly Device[];
  const macOf = (name: string) => devices.find((device) => device.ifname === name)?.address ?? '';
  const own = networks.filter(({ Name }) => !['bridge', 'host', 'none'].includes(Name));
  const pools = [...(files['dockerd_cmdline.txt'] ?? '').matchAll(/base=([\d.]+)\/(\d+),size=(\d+)/g)];
  return {
    version: host.engine_version ?? '20.10.24',
    bridgeId: networks.find(({ Name }) => Name === 'bridge')?.Id ?? '',
    bridgeMac: macOf('docker0'),
    givenIds: {
      networks: own.map(({ Id }) => Id),
      containers: containers.map(({ Id }) => Id),
      vethNames: lab.links.flatMap(([a]) => (a.startsWith(`${host.name}:veth`) ? [a.split(':')[1] ?? ''] : [])),
      bridgeMacs: own.map(({ Id, Options }) => macOf(Options?.[BRIDGE_NAME] ?? `br-${Id.slice(0, 12)}`)),
    },
    images: LAB_IMAGE,
    ...(typeof host.daemon?.['bip'] === 'string' ? { bip: host.daemon['bip'] } : {}),
    ...(host.daemon?.['userland-proxy'] === false ? { userlandProxy: false } : {}),
    ...(host.daemon?.['icc'] === false ? { icc: false } : {}),
    ...(pools.length === 0 ? {} : { pools: pools.map(readPool) }),
  };
}

/** MAC addresses of the ends of each veth pair in the order in which the kernel made them. */
function podmanOf({ lab, hosts }: RecordedLab, host: LabHost): PodmanInstall {
  const files = hosts[host.name] ?? {};
  const ends = lab.links.filter(([a]) => a.startsWith(`${host.name}:veth`)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const macOf = (end: string) => {
    const [at = '', dev = ''] = end.split(':');
    const devices = JSON.parse(hosts[at]?.['ip_-j_-d_addr.txt'] ?? '[]') as readonly Device[];
    return devices.find(({ ifname }) => ifname === dev)?.address ?? '';
  };
  const networks = JSON.parse(files['podman_network_inspect.txt'] ?? '[]') as readonly PodmanInspected[];
  return {
    version: /\d[\d.]*/.exec(host.engine_version ?? '')?.[0] ?? '',
    images: LAB_IMAGE,
    givenIds: {
      networks: networks
        .filter(({ name }) => name !== 'podman')
        .toSorted((a, b) => (a.created < b.created ? -1 : 1))
        .map(({ id }) => id),
      containers: byCreation(files['podman_inspect.txt']).map(({ Id }) => Id),
      containerMacs: ends.map(([, inside]) => macOf(inside)),
      hostVethMacs: ends.map(([outside]) => macOf(outside)),
    },
  };
}

const BRIDGE_NAME = 'com.docker.network.bridge.name';
const LAB_IMAGE = [{ name: 'lab', command: '', process: 'app', listens: [] }];

function readPool([, address = '', length = '', size = '']: RegExpMatchArray) {
  return { base: prefix(`${address}/${length}`), lengthBits: Number(size) };
}

function byCreation(text: string | undefined): readonly Inspected[] {
  return (JSON.parse(text ?? '[]') as readonly Inspected[]).toSorted((a, b) => (a.Created < b.Created ? -1 : 1));
}

/** Addresses and routes that were there before an engine was asked for anything: `beforeDocker` has made them. */
const DONE = /# ip (addr|route) add /;

function beforeEngine(setup: readonly string[]): readonly string[] {
  const first = setup.findIndex((line) => /# (docker|podman) /.test(line));
  return (first < 0 ? setup : setup.slice(0, first)).filter((line) => DONE.test(line));
}

/** Types every other line of the setup where it was typed. @throws Error when one fails that did not in the recording, or the other way */
export function replaySetup(recording: RecordedLab): World {
  const done = new Set(beforeEngine(recording.lab.setup));
  return recording.lab.setup.reduce((world, line) => {
    if (done.has(line)) return world;
    const [told = '', failure] = line.split(/ {4}# failed/);
    const [at = '', typed = ''] = told.split('# ');
    const result = run(world, at, typed);
    if ((result.exitCode !== 0) !== (failure !== undefined))
      throw new Error(`${line}: ${result.output.map(({ text }) => text).join('\n')}`);
    return result.world;
  }, beforeDocker(recording));
}
