/** One probe of a recorded lab, answered in the recording's own format. */
import { parseIp } from './address/ip.ts';
import { probe } from './probe.ts';
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

export function predictProbe(world: World, recorded: LabProbe): RecordedTrace | { readonly refused: string } {
  const dst = parseIp(recorded.dst ?? '');
  if (dst === null) return UNRESOLVED;
  const src = parseIp(recorded.src ?? '');
  const { world: after, trace } = probe(world, {
    from: world.machines[recorded.from]?.netns ?? recorded.from,
    kind: recorded.kind,
    dst,
    ...(recorded.dport === undefined ? {} : { dport: recorded.dport }),
    ...(recorded.sport === undefined ? {} : { sport: recorded.sport }),
    ...(recorded.icmp_id === undefined ? {} : { icmpId: recorded.icmp_id }),
    ...(recorded.ttl === undefined ? {} : { ttl: recorded.ttl }),
    ...(src === null ? {} : { src }),
  });
  if (trace.unmodelled !== undefined) return { refused: `${trace.unmodelled.what} is not modelled` };
  return asRecording(after, trace);
}
