/** Losses in the form of a recording: what the kernel's drop monitor names, where it can be said which host it was. */
import { UNREACHABLE } from '../packet/tuple-of.ts';
import { isFrame } from './frame-step.ts';
import { recordedIp } from './recorded-ip.ts';
import type { Step } from './step.ts';
import type { Trace } from './trace.ts';

/** Places that drop without naming a reason, as far as a recording lists them. */
const UNNAMED_PLACES = /^(ip_error|dst_discard|br_|ip_forward)/;

/** Data, and acknowledgements after the handshake's: a trace tells only of their loss, a recording not even that. */
function isUnlisted(trace: Trace, drop: Step): boolean {
  const { packet, hop } = drop;
  if (packet?.protocol !== 'tcp' || (packet.flags !== 'PSH+ACK' && packet.flags !== 'ACK')) return false;
  return !trace.steps.some((step) => step.hop === hop && step.kind !== 'drop');
}

/** A recording infers this loss, whether or not anything waited, from requests without an answer or from the error about it. */
function isKnownToFail(trace: Trace, host: string, numbers: ReadonlyMap<number, number>): boolean {
  const unanswered = new Set(trace.steps.flatMap((step) => (hasFailed(step, host) ? [step.ip] : [])));
  return trace.steps.some((step) => {
    if (step.kind !== 'tx' || step.netns !== host || !numbers.has(step.index)) return false;
    const { payload } = step.frame;
    if (payload.protocol === 'arp') return payload.op === 'request' && unanswered.has(payload.targetIp);
    return payload.protocol === 'icmp' && payload.type === UNREACHABLE && payload.code === 1;
  });
}

function hasFailed(step: Step, host: string): step is Extract<Step, { kind: 'neighbour' }> {
  return step.kind === 'neighbour' && step.answer === 'failed' && step.netns === host;
}

/** A timer's packet that never came to an interface: a recording sees it lost and cannot say whose it was. */
function isNobodys(trace: Trace, drop: Step): boolean {
  return trace.steps.some((step) => hasFailed(step, drop.netns) && step.atMs === drop.atMs && step.index < drop.index);
}

/** What the kernel threw away, as far as a recording can list it. `numbers`: listed frames by their steps. */
export function recordedDrops(trace: Trace, numbers: ReadonlyMap<number, number>): readonly object[] {
  return trace.steps.flatMap((step): readonly object[] => {
    const { netns: host, dev = null } = step;
    const base = { host, dev, certainty: 'predicted' };
    if (step.kind === 'neighbour' && step.answer === 'failed' && step.packet === null) {
      const drop = { ...base, reason: 'NEIGH_FAILED', location: 'neigh_invalidate', packet: null, after_n: null };
      return isKnownToFail(trace, host, numbers) ? [drop] : [];
    }
    if (step.kind !== 'drop' || step.packet === null || isUnlisted(trace, step)) return [];
    if (step.reason === 'NOT_SPECIFIED' && !UNNAMED_PLACES.test(step.location)) return [];
    const event = trace.steps.findLast((other) => isFrame(other) && other.hop === step.hop && other.index < step.index);
    const after_n = event === undefined ? null : (numbers.get(event.index) ?? null);
    const { reason, location } = step;
    if (event === undefined && reason === 'NEIGH_FAILED' && !isKnownToFail(trace, host, numbers)) return [];
    if (event === undefined && reason !== 'NEIGH_FAILED' && isNobodys(trace, step)) return [];
    return [{ ...base, reason, location, packet: recordedIp(step.packet), after_n }];
  });
}
