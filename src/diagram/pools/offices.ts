import {
  formatPrefix,
  overlaps,
  prefixOf,
  type Machine,
  type Netns,
  type Prefix,
  type World,
} from '../../engine/index.ts';

/**
 * The networks of other machines that a machine reaches by way of a gateway only: whoever looks at its on-link routes does not
 * see them. What a container runtime made for itself on those machines is no such network.
 */
export function officesBeyond(world: World, id: string): readonly Prefix[] {
  const own = world.netns[world.machines[id]?.netns ?? ''];
  if (own === undefined) return [];
  const found = Object.values(world.machines)
    .filter((machine) => machine.id !== id && machine.parent === null)
    .flatMap((machine) => networksOf(world, machine))
    .filter((network) => !isOnLink(own, network));
  return [...new Map(found.map((network) => [formatPrefix(network), network])).values()];
}

function networksOf(world: World, machine: Machine): readonly Prefix[] {
  const devs = world.netns[machine.netns]?.devs ?? [];
  return devs
    .filter(({ kind }) => kind === 'ethernet' || kind === 'veth')
    .flatMap(({ addresses }) => addresses.map(({ address, lengthBits }) => prefixOf(address, lengthBits)));
}

function isOnLink(netns: Netns, network: Prefix): boolean {
  const uplinks = netns.devs.filter(({ kind }) => kind !== 'bridge').map(({ name }) => name);
  return netns.routes.some(
    (route) => route.scope === 'link' && uplinks.includes(route.netdev ?? '') && overlaps(route.prefix, network),
  );
}
