/** Builds a recorded network again from the commands that built it: cables and addresses by the engine, everything of Docker by `run`. */
import {
  buildWorld,
  installDocker,
  prefix,
  type DockerInstall,
  type HostSpec,
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
  return (machines as readonly LabHost[])
    .filter((host) => host.engine === 'docker')
    .reduce((next, host) => installDocker(next, host.name, installOf(recording, host)), world);
}

type LabHost = RecordedLab['lab']['hosts'][number] & {
  readonly engine?: string;
  readonly engine_version?: string;
  readonly daemon?: Readonly<Record<string, unknown>>;
};

function hostSpec({ lab }: RecordedLab, host: LabHost): HostSpec {
  const typed = lab.setup.filter((line) => line.startsWith(`${host.name}# `)).map((line) => line.split('# ')[1] ?? '');
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
      bridgeMacs: own.map(({ Id }) => macOf(`br-${Id.slice(0, 12)}`)),
    },
    images: [{ name: 'lab', command: '', process: 'app', listens: [] }],
    ...(typeof host.daemon?.['bip'] === 'string' ? { bip: host.daemon['bip'] } : {}),
    ...(host.daemon?.['userland-proxy'] === false ? { userlandProxy: false } : {}),
    ...(host.daemon?.['icc'] === false ? { icc: false } : {}),
    ...(pools.length === 0 ? {} : { pools: pools.map(readPool) }),
  };
}

function readPool([, address = '', length = '', size = '']: RegExpMatchArray) {
  return { base: prefix(`${address}/${length}`), lengthBits: Number(size) };
}

function byCreation(text: string | undefined): readonly Inspected[] {
  return (JSON.parse(text ?? '[]') as readonly Inspected[]).toSorted((a, b) => (a.Created < b.Created ? -1 : 1));
}

/** Types every `docker` line of the setup where it was typed. @throws Error when one fails: the recording's did not. */
export function replaySetup(recording: RecordedLab): World {
  return recording.lab.setup
    .filter((line) => line.includes('# docker '))
    .reduce((world, line) => {
      const [at = '', typed = ''] = line.split('# ');
      const result = run(world, at, typed);
      if (result.exitCode !== 0) throw new Error(`${line}: ${result.output.map(({ text }) => text).join('\n')}`);
      return result.world;
    }, beforeDocker(recording));
}
