/** Address management of a Docker Engine: which subnet a network gets, which address a container. Read moby libnetwork/ipam before editing. */
import { parseIp, type Ip } from '../address/ip.ts';
import { contains, overlaps, type Prefix } from '../address/prefix.ts';
import type { SubnetChoice, SubnetObstacle } from '../trace/subnet-choice.ts';
import type { Machine, Netns } from '../world/world.ts';
import type { DockerNetwork, DockerState } from './docker-state.ts';
import { allocatesNextFit } from './engine-version.ts';
import { DEFAULT_POOLS, subnetsOf } from './pools.ts';

/**
 * Chooses the subnet of a network that names none. Skipped are subnets of other networks, and those that overlap an on-link
 * route of the main table or a nameserver; routes through a gateway are not looked at. Up to 26 the search goes on behind
 * the subnet given last, and an end reached or passed starts it over; from 27 it always begins at the first.
 * @see moby v26.1.4 libnetwork/ipam/allocator.go getPredefinedPool, predefinedStartIndex
 */
export function chooseSubnet(docker: DockerState, host: Netns, machine: Machine): SubnetChoice {
  const subnets = subnetsOf(docker.pools ?? DEFAULT_POOLS);
  const nextFit = allocatesNextFit(docker.version);
  const looked: { subnet: Prefix; taken: SubnetObstacle | null }[] = [];
  const rejected = new Set<Prefix>();
  let start = nextFit && docker.nextSubnet < subnets.length ? docker.nextSubnet : 0;
  for (;;) {
    const order = [...subnets.slice(start), ...subnets.slice(0, start)];
    const at = order.findIndex((subnet) => {
      if (rejected.has(subnet)) return false;
      if (overlappingNetwork(docker, subnet) === undefined) return true;
      if (!looked.some((look) => look.subnet === subnet)) looked.push({ subnet, taken: 'network' });
      return false;
    });
    const subnet = order[at];
    if (subnet === undefined) return { chosen: null, nextSubnet: start, looked };
    if (nextFit) start = start + at + 1 < subnets.length ? start + at + 1 : 0;
    const taken = obstacleTo(subnet, host, machine);
    looked.push({ subnet, taken });
    if (taken === null) return { chosen: subnet, nextSubnet: start, looked };
    rejected.add(subnet);
  }
}

function obstacleTo(subnet: Prefix, host: Netns, machine: Machine): SubnetObstacle | null {
  if (nameserversOf(machine).some((server) => contains(subnet, server))) return 'nameserver';
  return onLinkRoutes(host).some((route) => overlaps(route.prefix, subnet)) ? 'route' : null;
}

/** What the engine's check sees of the host's routing: scope link, main table. @see moby netutils_linux.go CheckRouteOverlaps */
function onLinkRoutes(host: Netns) {
  return host.routes.filter(
    (route) =>
      route.table === 'main' && route.type === 'unicast' && route.scope === 'link' && route.prefix.lengthBits > 0,
  );
}

function nameserversOf(machine: Machine): readonly Ip[] {
  const lines = (machine.files['/etc/resolv.conf'] ?? '').split('\n');
  return lines.flatMap((line) => {
    const server = parseIp(/^nameserver\s+(\S+)/.exec(line)?.[1] ?? '');
    return server === null ? [] : [server];
  });
}

/** The network whose subnet overlaps `subnet`: the one check that an explicit `--subnet` does not escape. */
export function overlappingNetwork(docker: DockerState, subnet: Prefix): DockerNetwork | undefined {
  return docker.networks.find((network) => network.subnet !== undefined && overlaps(network.subnet, subnet));
}

/** The lowest host address of the network that is not the gateway's and not in use; null when all are. */
export function chooseAddress(docker: DockerState, network: DockerNetwork): Ip | null {
  if (network.subnet === undefined) return null;
  const used = new Set<number>(
    docker.containers.flatMap((container) =>
      container.endpoints.filter((endpoint) => endpoint.network === network.id).map((endpoint) => endpoint.address),
    ),
  );
  if (network.gateway !== undefined) used.add(network.gateway);
  return lowestFree(network.subnet, used);
}

/** The first address that can be a host's: what a gateway gets when nobody names it. */
export function firstAddress(subnet: Prefix): Ip | null {
  return lowestFree(subnet, new Set());
}

function lowestFree(subnet: Prefix, used: ReadonlySet<number>): Ip | null {
  const last = 2 ** (32 - subnet.lengthBits) - 2;
  for (let offset = 1; offset <= last; offset += 1) {
    const candidate = (subnet.address + offset) | 0;
    if (!used.has(candidate)) return candidate as Ip;
  }
  return null;
}
