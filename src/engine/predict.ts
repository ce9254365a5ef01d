/** One probe of a recorded lab, answered in the recording's own format. */
import { parseIp } from './address/ip.ts';
import { probe, type Probe } from './probe.ts';
import { asRecording, type RecordedTrace } from './trace/as-recording.ts';
import type { World } from './world/world.ts';

/** @see the recordings' README, "Probes": `dst` is the answer where a `name` was asked for. */
export interface LabProbe {
  readonly id: string;
  readonly from: string;
  readonly kind: 'icmp' | 'tcp' | 'udp';
  readonly dst?: string;
  readonly name?: string;
  readonly dport?: number;
  readonly sport?: number;
  readonly icmp_id?: number;
  readonly ttl?: number;
  readonly src?: string;
}

const UNRESOLVED: RecordedTrace = {
  outcome: 'unresolved',
  reply: false,
  err: 'Name or service not known',
  answered_by: null,
  packets: [],
  rules: [],
  drops: [],
  conntrack: [],
};

/** @returns null when the name it asks for has no address. */
export function probeOf(world: World, recorded: LabProbe): Probe | null {
  const dst = parseIp(recorded.dst ?? '');
  if (dst === null) return null;
  const src = parseIp(recorded.src ?? '');
  return {
    from: world.machines[recorded.from]?.netns ?? recorded.from,
    kind: recorded.kind,
    dst,
    ...(recorded.dport === undefined ? {} : { dport: recorded.dport }),
    ...(recorded.sport === undefined ? {} : { sport: recorded.sport }),
    ...(recorded.icmp_id === undefined ? {} : { icmpId: recorded.icmp_id }),
    ...(recorded.ttl === undefined ? {} : { ttl: recorded.ttl }),
    ...(src === null ? {} : { src }),
  };
}

export function predictProbe(world: World, recorded: LabProbe): RecordedTrace | { readonly refused: string } {
  const request = probeOf(world, recorded);
  if (request === null) return UNRESOLVED;
  const { world: after, trace } = probe(world, request);
  if (trace.unmodelled !== undefined) return { refused: `${trace.unmodelled.what} is not modelled` };
  return asRecording(after, trace);
}
