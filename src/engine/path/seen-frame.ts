import { packetIn, type Frame, type Packet } from '../packet/packet.ts';
import type { Fact } from '../trace/fact.ts';
import type { Device } from '../walk/device.ts';
import type { Visit } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';

/** A frame that a device has taken in. */
export class SeenFrame implements Fact {
  readonly visit: Visit;
  readonly atMs: number;
  before: Fact | null;
  private readonly at: Device;
  private readonly frame: Frame;
  private readonly otherhost: boolean;

  constructor(walk: Walk, at: Device, frame: Frame, visit: Visit, otherhost: boolean) {
    this.before = null;
    this.visit = visit;
    this.atMs = walk.agenda.nowMs;
    this.at = at;
    this.frame = frame;
    this.otherhost = otherhost;
  }

  get dev(): string {
    return this.at.name;
  }

  get packet(): Packet | null {
    return packetIn(this.frame);
  }

  get detail() {
    return { kind: 'rx', frame: this.frame, otherhost: this.otherhost } as const;
  }
}
