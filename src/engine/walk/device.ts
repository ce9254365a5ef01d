/** A network device with what it is joined to. Every field is always written: devices of all kinds are one kind of object to V8. */
import type { Wire } from '../link/wires.ts';
import { interned } from '../world/interned.ts';
import { mirrorsOf } from '../windows/mirrored.ts';
import type { Netdev, World } from '../world/world.ts';
import type { Site } from './site.ts';

export class Device implements Netdev {
  readonly name: string;
  readonly index: number;
  readonly kind: Netdev['kind'];
  readonly mac: string;
  readonly mtuBytes: number;
  readonly addresses: Netdev['addresses'];
  readonly up: boolean;
  declare readonly master?: string;
  declare readonly port?: NonNullable<Netdev['port']>;
  readonly txQueueLength: number;
  declare readonly unmodelled?: string;
  /** What is at the other end; null where nothing is plugged in. */
  readonly wire: Wire | null;
  /** The bridge that it is a port of. */
  bridge: Device | null = null;
  /** A bridge's own ports, the last one enslaved first. */
  readonly ports: Device[] = [];
  /** What the last walk found at the other end: the next one will meet it there again, most likely. */
  far: Device | null = null;
  readonly site: Site;
  /** The world in which somebody asked last whether it runs, and the answer. */
  private askedIn: World | null = null;
  private ran = false;

  constructor(dev: Netdev, wire: Wire | null, site: Site) {
    this.name = interned(dev.name);
    this.index = dev.index;
    this.kind = dev.kind;
    this.mac = dev.mac;
    this.mtuBytes = dev.mtuBytes;
    this.addresses = dev.addresses;
    this.up = dev.up;
    this.txQueueLength = dev.txQueueLength;
    Object.assign(this, { master: dev.master, port: dev.port, unmodelled: dev.unmodelled });
    this.wire = wire;
    this.site = site;
  }

  /** Up, and with a working line: only then do frames leave or arrive. */
  isRunning(world: World): boolean {
    if (this.askedIn !== world) {
      this.ran = this.up && this.hasLine(world);
      this.askedIn = world;
    }
    return this.ran;
  }

  private hasLine(world: World): boolean {
    if (this.kind === 'loopback') return true;
    if (this.kind === 'bridge') return this.ports.some((port) => port.kind !== 'bridge' && port.isRunning(world));
    const { wire } = this;
    if (!wire?.up) return false;
    const isPlugged = world.netns[wire.netns]?.devs.some((other) => other.name === wire.dev && other.up) === true;
    return isPlugged || mirrorsOf(world).get(wire.netns)?.isVm === false;
  }
}
