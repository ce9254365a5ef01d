import type { Prefix } from '../address/prefix.ts';

/** What spoke against a candidate. `route`: one of the host's own, on-link; `nameserver`: one of its /etc/resolv.conf. */
export type SubnetObstacle = 'network' | 'route' | 'nameserver';

/**
 * How a Docker Engine found a subnet for a network that names none. `looked`: every candidate in the order tried, with what
 * spoke against it; the last one is the chosen one unless all failed.
 */
export interface SubnetChoice {
  readonly chosen: Prefix | null;
  /** Where the next search begins (engines up to 26): index into the subnets of the pools. */
  readonly nextSubnet: number;
  readonly looked: readonly { readonly subnet: Prefix; readonly taken: SubnetObstacle | null }[];
}
