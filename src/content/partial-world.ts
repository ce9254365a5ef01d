import type { Netns, Step, Trace, World } from '../engine/index.ts';

type Change = Extract<Step, { readonly kind: 'change' }>;

/**
 * The world as a picture shows it while a command is still changing it: after the step `upTo` of `trace`. Devices and
 * containers appear at the step that makes them and are gone after the one that removes them; a command that does both (a container made anew) changes the picture at its end only.
 */
export function worldDuring(before: World, after: World, trace: Trace | null, upTo: number): World {
  const changes = (trace?.steps ?? []).filter(isVisible);
  const last = changes.at(-1);
  if (!last) return before;
  if (changes.every(({ verb }) => verb === 'remove')) {
    const gone = changes.filter(({ index }) => index < upTo);
    return gone.length === changes.length ? after : gone.reduce(without, before);
  }
  if (upTo >= last.index) return after;
  if (changes.every(({ verb }) => verb === 'add'))
    return changes.filter(({ index }) => index > upTo).reduce(without, after);
  return before;
}

function isVisible(step: Step): step is Change {
  return step.kind === 'change' && step.verb !== 'set' && (step.noun === 'netdev' || step.noun === 'container');
}

function without(world: World, { noun, netns, subject }: Change): World {
  return noun === 'container' ? withoutMachine(world, subject) : withoutDevice(world, netns, subject);
}

function withoutMachine(world: World, id: string): World {
  const { [id]: gone, ...machines } = world.machines;
  if (!gone) return world;
  const { [gone.netns]: _netns, ...netns } = world.netns;
  const links = world.links.filter(({ ends }) => ends.every((end) => end.netns !== gone.netns));
  return { ...world, machines, netns, links };
}

function withoutDevice(world: World, id: string, dev: string): World {
  const netns = world.netns[id];
  if (!netns?.devs.some(({ name }) => name === dev)) return world;
  const smaller: Netns = {
    ...netns,
    devs: netns.devs.filter(({ name }) => name !== dev),
    routes: netns.routes.filter(({ netdev }) => netdev !== dev),
  };
  const links = world.links.filter(({ ends }) => ends.every((end) => end.netns !== id || end.dev !== dev));
  return { ...world, netns: { ...world.netns, [id]: smaller }, links };
}
