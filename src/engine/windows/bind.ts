/**
 * What Windows answers to a program that wants to listen. Two errors that are easily taken for one another: 10013 where the port was
 * taken out of circulation and nobody listens, 10048 where somebody does. Fact V0.19.
 * @see Windows Sockets error codes, WSAEACCES and WSAEADDRINUSE
 */
import type { Ip } from '../address/ip.ts';
import type { Listener, Netns } from '../world/world.ts';
import type { ExcludedPortRange, PortProtocol, PortRanges } from './port-range.ts';

/** `administered`: the port lies in a starred range, and was bound all the same. Fact V0.9. */
export type BindResult =
  | { readonly kind: 'bound'; readonly administered?: ExcludedPortRange }
  | { readonly kind: 'port-excluded'; readonly range: ExcludedPortRange }
  | { readonly kind: 'address-in-use'; readonly holder: Listener };

export interface BindRequest {
  readonly protocol: PortProtocol;
  readonly address: Ip;
  readonly port: number;
}

/** Number, name and words of the two errors, as Go programs print them. Fact V0.19. */
export const BIND_ERRORS = {
  'port-excluded': {
    code: 10013,
    name: 'WSAEACCES',
    text: 'An attempt was made to access a socket in a way forbidden by its access permissions.',
  },
  'address-in-use': {
    code: 10048,
    name: 'WSAEADDRINUSE',
    text: 'Only one usage of each socket address (protocol/network address/port) is normally permitted.',
  },
} as const;

/**
 * A block that Windows holds refuses everybody; one that an administrator added only keeps the port from being handed out.
 * Two sockets may share a port where their addresses differ, the wildcard counting as one of them.
 * @see Microsoft "Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE". Simplified: no program asks for exclusive use (MODEL.md).
 */
export function judgeBind(ranges: PortRanges, netns: Netns, request: BindRequest): BindResult {
  const { protocol, address, port } = request;
  const holding = ranges.excluded[protocol].filter(({ start, end }) => start <= port && port <= end);
  const block = holding.find(({ administered }) => !administered);
  if (block !== undefined) return { kind: 'port-excluded', range: block };
  const holder = netns.listeners.find(
    (other) => other.protocol === protocol && other.port === port && other.bindAddress === address,
  );
  if (holder !== undefined) return { kind: 'address-in-use', holder };
  const [administered] = holding;
  return administered === undefined ? { kind: 'bound' } : { kind: 'bound', administered };
}
