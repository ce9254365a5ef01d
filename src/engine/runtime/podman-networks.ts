/** `podman network create | rm`: files only, nothing in the kernel. Read containers/common libnetwork/netavark/config.go before editing. */
import { formatIp, type Ip } from '../address/ip.ts';
import { contains, formatPrefix, overlaps, prefix, type Prefix } from '../address/prefix.ts';
import { firstAddress } from './ipam.ts';
import { podmanRefused, type PodmanAnswer, type PodmanHost } from './podman-host.ts';
import type { PodmanNetwork } from './podman-state.ts';
import { subnetsOf } from './pools.ts';

const CREATE_MS = 60;

/** In the order in which they are used. @see containers/common pkg/config default_subnet_pools */
const DEFAULT_POOLS = [
  { base: prefix('10.89.0.0/16'), lengthBits: 24 },
  { base: prefix('10.90.0.0/15'), lengthBits: 24 },
  { base: prefix('10.92.0.0/14'), lengthBits: 24 },
  { base: prefix('10.96.0.0/11'), lengthBits: 24 },
  { base: prefix('10.128.0.0/9'), lengthBits: 24 },
];

const NAME_WORDS = '[a-zA-Z0-9][a-zA-Z0-9_.-]*';
const NAME = new RegExp(`^${NAME_WORDS}$`);

export interface PodmanNetworkRequest {
  /** Absent: called like its bridge. */
  readonly name?: string;
  readonly subnet?: Prefix;
  readonly gateway?: Ip;
  readonly internal?: boolean;
}

export function createPodmanNetwork(host: PodmanHost, request: PodmanNetworkRequest): PodmanAnswer<PodmanNetwork> {
  if (request.name !== undefined && !NAME.test(request.name))
    return podmanRefused(`network name ${request.name} invalid: names must match ${NAME_WORDS}: invalid argument`);
  if (host.podman.networks.some((network) => network.name === request.name))
    return podmanRefused(`network name ${request.name ?? ''} already used: network already exists`);
  const bridge = freeBridgeName(host);
  const subnet = subnetFor(host, request.subnet);
  if (!subnet.ok) return subnet;
  const gateway = request.gateway ?? firstAddress(subnet.value);
  if (gateway === null || !contains(subnet.value, gateway))
    return podmanRefused(`gateway ${formatIp(gateway ?? (0 as Ip))} not in subnet ${formatPrefix(subnet.value)}`);
  const network: PodmanNetwork = {
    id: host.given('networks') ?? host.hex(64),
    name: request.name ?? bridge,
    created: host.createdNow(),
    subnet: subnet.value,
    gateway,
    bridge,
    internal: request.internal ?? false,
    dns: true,
  };
  host.plane.spend(CREATE_MS);
  host.plane.change(
    host.netnsId,
    { verb: 'add', noun: 'network', subject: `${network.name} ${formatPrefix(network.subnet)}` },
    [host.setEdit({ networks: [...host.podman.networks, network] })],
  );
  return { ok: true, value: network };
}

/** The lowest number that no network and no device of the host has. */
function freeBridgeName(host: PodmanHost): string {
  const used = new Set([
    ...host.podman.networks.map(({ bridge }) => bridge),
    ...host.netns.devs.map(({ name }) => name),
  ]);
  for (let number = 1; ; number += 1) if (!used.has(`podman${number}`)) return `podman${number}`;
}

/** Held against the other networks and against the subnets of every address the host has, a typed subnet too. */
function subnetFor(host: PodmanHost, typed: Prefix | undefined): PodmanAnswer<Prefix> {
  const used = [...host.podman.networks.map(({ subnet }) => subnet), ...subnetsOnHost(host)];
  const isFree = (subnet: Prefix) => !used.some((other) => overlaps(other, subnet));
  if (typed !== undefined) {
    if (isFree(typed)) return { ok: true, value: typed };
    return podmanRefused(`subnet ${formatPrefix(typed)} is already used on the host or by another config`);
  }
  for (const pool of DEFAULT_POOLS) {
    const found = subnetsOf([pool]).find(isFree);
    if (found !== undefined) return { ok: true, value: found };
  }
  return podmanRefused('could not find free subnet from subnet pools');
}

function subnetsOnHost({ netns }: PodmanHost): readonly Prefix[] {
  return netns.devs.flatMap(({ addresses }) =>
    addresses.map(({ address, lengthBits }) => {
      const mask = lengthBits === 0 ? 0 : -1 << (32 - lengthBits);
      return { address: (address & mask) as Ip, lengthBits };
    }),
  );
}

/** `isForced` takes the containers away first; that is not followed here. */
export function removePodmanNetwork(host: PodmanHost, name: string): PodmanAnswer<PodmanNetwork> {
  const network = host.network(name);
  if (network === undefined)
    return podmanRefused(`unable to find network with name or ID ${name}: network not found`, 1);
  if (network.name === 'podman') return podmanRefused('default network podman cannot be removed');
  if (host.podman.containers.some((container) => container.network === network.name)) {
    const why = 'Use -f to forcibly delete containers and pods: network is being used';
    return podmanRefused(`"${network.name}" has associated containers with it. ${why}`, 2);
  }
  host.plane.change(host.netnsId, { verb: 'remove', noun: 'network', subject: network.name }, [
    host.setEdit({ networks: host.podman.networks.filter((other) => other !== network) }),
  ]);
  return { ok: true, value: network };
}
