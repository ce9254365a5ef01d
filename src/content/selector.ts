import * as v from 'valibot';
import type { Disposition, StepKind } from '../engine/index.ts';
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
  'neighbour',
  'deliver',
  'relay',
  'wait',
  'drop',
  'result',
  'call',
  'change',
);

export const DISPOSITIONS = all<Disposition>()(
  'delivered',
  'refused',
  'dropped-by-rule',
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
 * Names one frame of a scene by what happens in it, so that authored text stays at its step when the trace grows finer.
 * All given fields must hold; `count` picks among the frames that match: 1 the first (default), -1 the last.
 */
export const selectorSchema = v.pipe(
  v.strictObject({
    conversation: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    direction: v.optional(v.picklist(['forward', 'reply'])),
    place: v.optional(v.pipe(v.string(), v.nonEmpty())),
    kind: v.optional(v.picklist(STEP_KINDS)),
    disposition: v.optional(v.picklist(DISPOSITIONS)),
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
    'a selector names at least one of conversation, direction, place, kind, disposition',
  ),
);

export type Selector = v.InferOutput<typeof selectorSchema>;

/** @returns the index of the frame meant, or null when none matches. */
export function selectFrame(frames: readonly Frame[], selector: Selector): number | null {
  const matching = frames.flatMap((frame, index) => (matches(frame, selector) ? [index] : []));
  const count = selector.count ?? 1;
  return matching.at(count > 0 ? count - 1 : count) ?? null;
}

function matches(frame: Frame, selector: Selector): boolean {
  return (
    (selector.conversation === undefined || frame.conversation === selector.conversation) &&
    (selector.direction === undefined || frame.direction === selector.direction) &&
    (selector.place === undefined || frame.place === selector.place) &&
    (selector.kind === undefined || frame.kind === selector.kind) &&
    (selector.disposition === undefined || frame.disposition === selector.disposition)
  );
}
