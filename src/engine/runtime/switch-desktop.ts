/**
 * Another version of Docker Desktop on the same PC: the program that stands in the gateway's place, and the address that stands for
 * Windows. Facts V0.11, V1.3; the names of the older one are from the log of 2.0.0.3 in docker/for-win#3758. When between them the
 * change came is not known.
 */
import { formatIp, ip, type Ip } from '../address/ip.ts';
import type { DockerDesktopState } from '../windows/docker-desktop.ts';
import { WindowsHost } from '../windows/windows-host.ts';
import type { Edit } from '../world/edit.ts';
import { interfaceAddress } from '../world/build.ts';
import type { MachineId, Netns, World } from '../world/world.ts';
import type { ControlPlane } from './control-plane.ts';
import { machineOf } from './containers.ts';
import { DockerHost } from './docker-host.ts';
import { hostsFile } from './hosts-file.ts';

export type DesktopGeneration = DockerDesktopState['generation'];

interface Version {
  readonly process: string;
  readonly hostAlias: Ip;
  /** What containers may call the gateway and Windows. */
  readonly gatewayNames: readonly string[];
  readonly hostNames: readonly string[];
}

export const DESKTOP_VERSIONS: Readonly<Record<DesktopGeneration, Version>> = {
  vpnkit: {
    process: 'com.docker.vpnkit.exe',
    hostAlias: ip('192.168.65.2'),
    gatewayNames: ['gateway.docker.internal', 'docker.for.win.gateway.internal', 'docker.for.win.http.internal'],
    hostNames: ['host.docker.internal', 'docker.for.win.host.internal', 'docker.for.win.localhost'],
  },
  backend: {
    process: 'com.docker.backend.exe',
    hostAlias: ip('192.168.65.254'),
    gatewayNames: ['gateway.docker.internal'],
    hostNames: ['host.docker.internal'],
  },
};

/**
 * Containers run on, as if it had been this version all along; who has the host's address in /etc/hosts gets the new one.
 * @returns false where no such gateway is in the world
 */
export function switchDesktop(plane: ControlPlane, windows: MachineId, generation: DesktopGeneration): boolean {
  const host = new WindowsHost(plane, windows);
  const { desktop } = host.state;
  const gateway = Object.values(plane.world.netns).find(({ userNetwork }) => userNetwork?.netns === host.netnsId);
  const dev = gateway?.devs.find(({ kind }) => kind === 'ethernet');
  if (desktop === undefined || gateway?.userNetwork === undefined || dev === undefined) return false;
  const version = DESKTOP_VERSIONS[generation];
  const own = dev.addresses.find(({ address }) => address !== gateway.userNetwork?.hostAlias)?.address;
  const { hostAlias: before } = gateway.userNetwork;
  host.set({ desktop: { ...desktop, generation } });
  plane.quietly([
    ...aliasEdits(gateway, dev.name, before, version.hostAlias),
    { kind: 'set-user-network', netns: gateway.id, userNetwork: { ...gateway.userNetwork, ...pick(version) } },
    { kind: 'set-names', machine: gateway.machine, subtitle: version.process.replace(/\.exe$/, '') },
    { kind: 'set-names', machine: desktop.engine, names: namesOf(version, own) },
    ...forgotten(plane.world, desktop.engine, before),
  ]);
  plane.quietly(hostsFiles(new DockerHost(plane, desktop.engine)));
  return true;
}

function pick({ process, hostAlias }: Version) {
  return { process, hostAlias };
}

function aliasEdits({ id, devs }: Netns, dev: string, before: Ip, after: Ip): readonly Edit[] {
  const held = devs.flatMap(({ addresses }) => addresses).find(({ address }) => address === before);
  if (held === undefined || before === after) return [];
  const address = interfaceAddress(`${formatIp(after)}/${held.lengthBits}`);
  return [
    { kind: 'remove-address', netns: id, dev, address: { address: before, lengthBits: held.lengthBits } },
    { kind: 'add-address', netns: id, dev, address },
  ];
}

function namesOf({ hostAlias, gatewayNames, hostNames }: Version, own: Ip | undefined): Readonly<Record<string, Ip>> {
  return Object.fromEntries([
    ...(own === undefined ? [] : gatewayNames.map((name) => [name, own] as const)),
    ...hostNames.map((name) => [name, hostAlias] as const),
  ]);
}

/** Another Docker Desktop has started: the engine's machine has not met its addresses yet. */
function forgotten({ machines, netns }: World, engine: MachineId, address: Ip): readonly Edit[] {
  const own = netns[machines[engine]?.netns ?? ''];
  return (own?.state.neighbours ?? [])
    .filter((entry) => entry.ip === address)
    .map(({ dev, ip: known }) => ({ kind: 'remove-neighbour', netns: own?.id ?? '', dev, ip: known }));
}

function hostsFiles(host: DockerHost): readonly Edit[] {
  return host.docker.containers
    .filter(
      ({ status, extraHosts }) => status === 'running' && extraHosts?.some((one) => one.address === 'host-gateway'),
    )
    .map((container) => ({
      kind: 'write-file',
      machine: machineOf(host, container),
      path: '/etc/hosts',
      text: hostsFile(host, container, container.endpoints[0]?.address),
    }));
}
