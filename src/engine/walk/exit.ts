import type { KnownNeighbour, Meeting, NeighbourIndex } from '../link/neighbour-index.ts';
import type { Device } from './device.ts';

/**
 * The door that a way leads to: its device, and the neighbour that was met behind it last. It stays with the way, as a route of
 * the kernel once held its neighbour. @see include/net/dst.h before Linux 3.6
 */
export class Exit implements Meeting {
  readonly device: Device;
  index: NeighbourIndex | null = null;
  neighbour: KnownNeighbour | null = null;

  constructor(device: Device) {
    this.device = device;
  }
}
