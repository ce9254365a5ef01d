/** The routes that the kernel keeps for an interface's addresses. @see net/ipv4/fib_frontend.c fib_add_ifaddr */
import type { Ip } from '../address/ip.ts';
import { broadcastOf, contains, prefixOf } from '../address/prefix.ts';
import type { InterfaceAddress, Netdev, Route } from './world.ts';

/** The address was added after another of the same subnet: it brings no routes but its own local one. @see ip-address(8) "secondary" */
export function isSecondary(dev: Pick<Netdev, 'addresses'>, address: InterfaceAddress): boolean {
  const earlier = dev.addresses.slice(0, dev.addresses.indexOf(address));
  return earlier.some(
    (other) =>
      other.lengthBits === address.lengthBits && contains(prefixOf(other.address, other.lengthBits), address.address),
  );
}

function kernelRoute(dev: Netdev, source: Ip, fields: Pick<Route, 'table' | 'type' | 'scope' | 'prefix'>): Route {
  return { ...fields, netdev: dev.name, metric: 0, source, protocol: 'kernel' };
}

/** In the order in which the kernel adds them. `dev.addresses` must hold `address`. */
export function routesOfAddress(dev: Netdev, address: InterfaceAddress): readonly Route[] {
  const subnet = prefixOf(address.address, address.lengthBits);
  const primary = dev.addresses.find(
    (other) => other.lengthBits === address.lengthBits && contains(subnet, other.address),
  );
  const source = primary?.address ?? address.address;
  const routes: Route[] = [
    kernelRoute(dev, source, {
      table: 'local',
      type: 'local',
      scope: 'host',
      prefix: { address: address.address, lengthBits: 32 },
    }),
  ];
  if (!dev.up) return routes;
  const broadcast = (at: Ip) =>
    kernelRoute(dev, source, {
      table: 'local',
      type: 'broadcast',
      scope: 'link',
      prefix: { address: at, lengthBits: 32 },
    });
  if (address.broadcast !== undefined && address.broadcast !== broadcastOf(subnet))
    routes.push(broadcast(address.broadcast));
  if (isSecondary(dev, address) || (address.lengthBits === 32 && subnet.address === address.address)) return routes;
  routes.push(
    dev.kind === 'loopback'
      ? kernelRoute(dev, source, { table: 'local', type: 'local', scope: 'host', prefix: subnet })
      : kernelRoute(dev, source, { table: 'main', type: 'unicast', scope: 'link', prefix: subnet }),
  );
  if (address.lengthBits < 31) routes.push(broadcast(broadcastOf(subnet)));
  return routes;
}
