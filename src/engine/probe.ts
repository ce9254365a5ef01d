/** One question of one client (an echo request, a connection, a datagram) and everything that follows from it. */
import type { Ip } from './address/ip.ts';
import { Client } from './path/client.ts';
import { conclude } from './path/conclude.ts';
import type { Trace } from './trace/trace.ts';
import { Unmodelled } from './trace/unmodelled.ts';
import { Walk } from './walk/walk.ts';
import { resolvePlace } from './world/places.ts';
import type { Place, World } from './world/world.ts';

export interface Probe {
  readonly from: Place;
  readonly kind: 'icmp' | 'tcp' | 'udp';
  readonly dst: Ip;
  /** TCP and UDP. */
  readonly dport?: number;
  /** Drawn where absent, as `icmpId`. */
  readonly sport?: number;
  readonly icmpId?: number;
  readonly icmpSeq?: number;
  readonly ttl?: number;
  /** A bound source address. */
  readonly src?: Ip;
  /** The program's name, for the trace. */
  readonly process?: string;
  /** Payload in bytes: 56 for an echo request, 6 for a datagram where absent. */
  readonly size?: number;
  /** How long the client waits; the world's patience where absent. */
  readonly patienceMs?: number;
}

/** How long the network is watched after the client has its answer, for what it set off behind its back (a FIN, an ARP retry). */
const LINGER_MS = 90;

/**
 * Sends the probe and lets the network come to rest. Never throws on what a network does: failures are in the trace, and what the
 * engine does not know ends it with `unmodelled`.
 * @throws RangeError when `from` is no place of this world.
 */
export function probe(world: World, request: Probe): Probed {
  const place = resolvePlace(world, request.from);
  if (place === null) throw new RangeError(`no place "${request.from}"`);
  const walk = new Walk(world);
  const client = new Client(walk, walk.host(place.netns.id), request);
  let unmodelled: Trace['unmodelled'];
  try {
    client.start();
    const ended = walk.agenda.run(() => (client.endedAtMs === null ? Infinity : client.endedAtMs + LINGER_MS));
    if (!ended) walk.recorder.settle(0, 'loop');
  } catch (error) {
    if (!(error instanceof Unmodelled)) throw error;
    unmodelled = { what: error.what, netns: walk.recorder.facts.at(-1)?.visit.netns ?? place.netns.id };
  }
  const trace = conclude(client, unmodelled);
  return new Probed(walk, client.endedAtMs, trace);
}

/** What a probe came to. The world afterwards is put together when somebody asks for it. */
export class Probed {
  readonly trace: Trace;
  private readonly walk: Walk;
  private readonly endedAtMs: number | null;
  private after: World | null = null;

  constructor(walk: Walk, endedAtMs: number | null, trace: Trace) {
    this.walk = walk;
    this.endedAtMs = endedAtMs;
    this.trace = trace;
  }

  get world(): World {
    return (this.after ??= this.walk.finish(this.endedAtMs));
  }
}
