/** What tests say about traces, in the words of the model. */
import { expect } from 'vitest';
import { formatIp, formatTrace, type Disposition, type Step, type Trace } from '../../src/engine/index.ts';

interface TraceMatchers<R = unknown> {
  /** The trace's disposition. */
  toEndAs: (disposition: Disposition) => R;
  /** A built-in chain was traversed, as `nat/PREROUTING`, by any packet (`at` narrows to one namespace). */
  toPassThrough: (chain: string, at?: string) => R;
  /** Some packet was given this source or destination, as `address` or `address:port`. */
  toTranslate: (to: { readonly source?: string; readonly destination?: string }) => R;
  /** An interface saw a packet or frame, as `host/eth0`. */
  toBeSeenAt: (place: string) => R;
  /** The kernel counted a loss at a namespace, by its own name. */
  toDrop: (reason: string, at: string) => R;
}

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-explicit-any
  interface Matchers<T = any> extends TraceMatchers<T> {}
}

function verdict(pass: boolean, trace: Trace, claim: string) {
  return { pass, message: () => `expected ${pass ? 'not ' : ''}${claim}\n${formatTrace(trace).join('\n')}` };
}

function endpoint(address: number, port: number): readonly string[] {
  const text = formatIp(address as never);
  return [text, `${text}:${port}`];
}

function translatedTo(step: Step, to: { readonly source?: string; readonly destination?: string }): boolean {
  if (step.kind !== 'nat' || step.packet === null) return false;
  const { packet } = step;
  const [sport, dport] = packet.protocol === 'icmp' ? [0, 0] : [packet.sport, packet.dport];
  const changed = (fields: readonly string[]) => step.diff.some(({ field }) => fields.includes(field));
  const isSource = !to.source || (changed(['src', 'sport']) && endpoint(packet.src, sport).includes(to.source));
  const isDestination =
    !to.destination || (changed(['dst', 'dport']) && endpoint(packet.dst, dport).includes(to.destination));
  return isSource && isDestination;
}

expect.extend({
  toEndAs: (trace: Trace, disposition: Disposition) =>
    verdict(trace.disposition === disposition, trace, `to end as ${disposition}, ended as ${trace.disposition}`),
  toPassThrough: (trace: Trace, name: string, at?: string) =>
    verdict(
      trace.steps.some(
        (step) =>
          step.kind === 'chain' && `${step.table}/${step.chain}` === name && (at === undefined || step.netns === at),
      ),
      trace,
      `to pass through ${name}`,
    ),
  toTranslate: (trace: Trace, to: { readonly source?: string; readonly destination?: string }) =>
    verdict(
      trace.steps.some((step) => translatedTo(step, to)),
      trace,
      `to translate to ${JSON.stringify(to)}`,
    ),
  toBeSeenAt: (trace: Trace, place: string) =>
    verdict(
      trace.steps.some((step) => (step.kind === 'tx' || step.kind === 'rx') && `${step.netns}/${step.dev}` === place),
      trace,
      `to be seen at ${place}`,
    ),
  toDrop: (trace: Trace, reason: string, at: string) =>
    verdict(
      trace.steps.some((step) => step.kind === 'drop' && step.reason === reason && step.netns === at),
      trace,
      `to drop with ${reason} at ${at}`,
    ),
});
