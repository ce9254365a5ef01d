import { byStart, parseExcludedRange, type Step, type Trace, type World } from '../engine/index.ts';

type Change = Extract<Step, { readonly kind: 'change' }>;

/**
 * `world` with the port ranges of its Windows machines as they stand after the step `upTo`: blocks go and come in the middle of a command
 * (a restart frees the old ones and takes new ones). The very same world where the command changes no range.
 */
export function withRangesDuring(
  world: World,
  { before, after, trace, upTo }: { before: World; after: World; trace: Trace | null; upTo: number },
): World {
  const changes = (trace?.steps ?? []).filter(isAboutRanges);
  return changes
    .map(({ netns }) => world.netns[netns]?.machine ?? netns)
    .filter((id, at, ids) => ids.indexOf(id) === at)
    .reduce((next, id) => withRangesOf(next, id, { before, after, changes, upTo }), world);
}

function isAboutRanges(step: Step): step is Change {
  return step.kind === 'change' && (step.noun === 'excluded-range' || step.noun === 'dynamic-range');
}

function withRangesOf(
  world: World,
  id: string,
  given: { before: World; after: World; changes: readonly Change[]; upTo: number },
): World {
  const machine = world.machines[id];
  const start = given.before.machines[id]?.windows?.ports;
  const end = given.after.machines[id]?.windows?.ports;
  if (machine?.windows === undefined || start === undefined || end === undefined) return world;
  const done = given.changes.filter(({ index }) => index <= given.upTo);
  const isOver = done.length === given.changes.length;
  const tcp = done.reduce((ranges, { noun, verb, subject, also = [] }) => {
    if (noun !== 'excluded-range') return ranges;
    const told = [subject, ...also].flatMap((text) => parseExcludedRange(text) ?? []);
    const others = ranges.filter((range) => !told.some((one) => one.start === range.start && one.end === range.end));
    return verb === 'add' ? byStart([...others, ...told]) : others;
  }, start.excluded.tcp);
  const ports = isOver ? end : { ...start, excluded: { ...start.excluded, tcp } };
  return { ...world, machines: { ...world.machines, [id]: { ...machine, windows: { ...machine.windows, ports } } } };
}
