/** The subnets from which an engine serves networks that name none. */
import { prefix, type Prefix } from '../address/prefix.ts';
import type { Ip } from '../address/ip.ts';
import type { AddressPool } from './docker-state.ts';

/** In the order in which they are used; 172.16 is none of them. @see moby ipamutils/utils.go */
export const DEFAULT_POOLS: readonly AddressPool[] = [
  { base: prefix('172.17.0.0/16'), lengthBits: 16 },
  { base: prefix('172.18.0.0/16'), lengthBits: 16 },
  { base: prefix('172.19.0.0/16'), lengthBits: 16 },
  { base: prefix('172.20.0.0/14'), lengthBits: 16 },
  { base: prefix('172.24.0.0/14'), lengthBits: 16 },
  { base: prefix('172.28.0.0/14'), lengthBits: 16 },
  { base: prefix('192.168.0.0/16'), lengthBits: 20 },
];

/** A daemon refuses pools that hold more; so a hostile daemon.json cannot make a list without end. */
const MOST_SUBNETS = 4096;

/** Every subnet of the pools, in order: 31 for the built-in ones. */
export function subnetsOf(pools: readonly AddressPool[]): readonly Prefix[] {
  return pools.flatMap(({ base, lengthBits }) => {
    const count = Math.min(2 ** (lengthBits - base.lengthBits), MOST_SUBNETS);
    const sizeAddresses = 2 ** (32 - lengthBits);
    return Array.from({ length: Math.floor(count) }, (_, at) => ({
      address: ((base.address + at * sizeAddresses) | 0) as Ip,
      lengthBits,
    }));
  });
}
