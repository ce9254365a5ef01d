import * as v from 'valibot';
import type { Disposition, Step, StepKind, Trace } from '../engine/index.ts';
import type { Frame } from '../player/index.ts';

/** Every member of `T`, once: a union that grows without its list does not compile. */
const all =
  <T extends string>() =>
  <const L extends readonly T[]>(...list: [T] extends [L[number]] ? L : never): L =>
    list;

export const STEP_KINDS = all<StepKind>()(
  'send',
  'tx',
  'rx',
  'bridge',
  'route',
  'source-check',
  'chain',
  'nat',
  'conntrack',
  'forward',
  'steer',
  'neighbour',
  'deliver',
  'relay',
  'wait',
  'drop',
  'result',
  'call',
  'bind',
  'change',
);

export const DISPOSITIONS = all<Disposition>()(
  'delivered',
  'refused',
  'dropped-by-rule',
  'blocked-by-firewall',
  'rejected-by-rule',
  'source-check-failed',
  'no-route',
  'route-prohibits',
  'not-forwarding',
  'not-for-this-host',
  'neighbour-unreachable',
  'no-listener',
  'ttl-exceeded',
  'loop',
  'link-down',
  'bridge-dropped',
  'closed-by-relay',
  'name-unresolved',
);

/**
 * Names one step of a scene by what happens in it, so that authored text stays at its step when the trace grows finer or
 * frames fold otherwise. All given fields must hold; `count` picks among the steps that match: 1 the first (default), -1 the last.
 */
export const selectorSchema = v.pipe(
  v.strictObject({
    conversation: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    direction: v.optional(v.picklist(['forward', 'reply'])),
    place: v.optional(v.pipe(v.string(), v.nonEmpty())),
    kind: v.optional(v.picklist(STEP_KINDS)),
    disposition: v.optional(v.picklist(DISPOSITIONS)),
    /** Of a `change`: how what was changed begins, `172.22.0.0/16 dev`. */
    subject: v.optional(v.pipe(v.string(), v.nonEmpty())),
    count: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.check((count) => count !== 0, 'count is 1 for the first match, -1 for the last; never 0'),
      ),
    ),
  }),
  v.check(
    ({ count: _count, ...fields }) => Object.keys(fields).length > 0,
    'a selector names at least one of conversation, direction, place, kind, disposition, subject',
  ),
);

export type Selector = v.InferOutput<typeof selectorSchema>;

/** @returns the index of the frame that shows the step meant, or null when no step matches. */
export function selectFrame(frames: readonly Frame[], trace: Trace | null, selector: Selector): number | null {
  const matching = (trace?.steps ?? []).filter((step) => matches(step, selector));
  const count = selector.count ?? 1;
  const step = matching.at(count > 0 ? count - 1 : count);
  if (step === undefined) return null;
  const index = frames.findIndex(({ steps: [first, last] }) => first <= step.index && step.index <= last);
  return index < 0 ? null : index;
}

function matches(step: Step, selector: Selector): boolean {
  return (
    (selector.conversation === undefined || step.conversation === selector.conversation) &&
    (selector.direction === undefined || step.direction === selector.direction) &&
    (selector.place === undefined || placesOf(step).includes(selector.place)) &&
    (selector.kind === undefined || step.kind === selector.kind) &&
    (selector.disposition === undefined || (step.kind === 'drop' && step.disposition === selector.disposition)) &&
    (selector.subject === undefined || (step.kind === 'change' && step.subject.startsWith(selector.subject)))
  );
}

/** A step at an interface is also one in its namespace. */
function placesOf(step: Step): readonly string[] {
  return step.dev === undefined ? [step.netns] : [step.netns, `${step.netns}/${step.dev}`];
}
