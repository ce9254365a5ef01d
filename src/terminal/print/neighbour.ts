import { formatIp, type NeighbourEntry } from '../../engine/index.ts';

/** One line of `ip neigh`, with the space at its end. @see ip-neighbour(8) */
export function neighbourLine({ ip, dev, mac, state }: NeighbourEntry): string {
  return `${formatIp(ip)} dev ${dev} ${mac === undefined ? '' : `lladdr ${mac} `}${state} `;
}
