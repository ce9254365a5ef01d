import { formatIp, formatPrefix, parseIp, type Prefix, type Route, type World } from '../../engine/index.ts';

/** What a Docker Engine keeps clear of although no network holds it. */
export interface Obstacle {
  readonly prefix: Prefix;
  readonly by: 'route' | 'nameserver';
  /** `172.18.5.0/24 dev eth0`, `172.18.0.53`. */
  readonly what: string;
}

/** The on-link routes and nameservers of a machine, without the routes that its own networks brought along. */
export function obstaclesOf(world: World, id: string): readonly Obstacle[] {
  const machine = world.machines[id];
  const netns = world.netns[machine?.netns ?? ''];
  if (machine === undefined || netns === undefined) return [];
  const bridges = new Set(netns.devs.filter(({ kind }) => kind === 'bridge').map(({ name }) => name));
  const isOwn = (route: Route) => bridges.has(route.netdev ?? '');
  const routes = netns.routes
    .filter((route) => route.table === 'main' && route.type === 'unicast' && route.scope === 'link' && !isOwn(route))
    .filter(({ prefix }) => prefix.lengthBits > 0)
    .map(({ prefix, netdev }) => ({
      prefix,
      by: 'route' as const,
      what: `${formatPrefix(prefix)} dev ${netdev ?? ''}`,
    }));
  const servers = (machine.files['/etc/resolv.conf'] ?? '').matchAll(/^nameserver\s+(\S+)/gm);
  return [
    ...routes,
    ...[...servers].flatMap(([, text = '']) => {
      const address = parseIp(text);
      if (address === null) return [];
      return [{ prefix: { address, lengthBits: 32 }, by: 'nameserver' as const, what: formatIp(address) }];
    }),
  ];
}
