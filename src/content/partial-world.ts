import { formatIp, type Netns, type Step, type Trace, type World } from '../engine/index.ts';
import { withRangesDuring } from './ranges-during.ts';

type Change = Extract<Step, { readonly kind: 'change' }>;

/**
 * The world as a picture shows it while a command is still changing it: after the step `upTo` of `trace`. Devices, containers
 * and the programs that listen appear at the step that makes them and are gone after the one that removes them; a command that does both (a container made anew) changes the picture at its end only. Port ranges of Windows follow every step.
 */
export function worldDuring(before: World, after: World, trace: Trace | null, upTo: number): World {
  return withRangesDuring(partsDuring(before, after, trace, upTo), { before, after, trace, upTo });
}

function partsDuring(before: World, after: World, trace: Trace | null, upTo: number): World {
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
  return step.kind === 'change' && step.verb !== 'set' && ['netdev', 'container', 'listener'].includes(step.noun);
}

function without(world: World, { noun, netns, subject }: Change): World {
  if (noun === 'container') return withoutMachine(world, subject);
  return noun === 'listener' ? withoutListener(world, netns, subject) : withoutDevice(world, netns, subject);
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

/** @param subject `tcp 0.0.0.0:80`, as the step says it */
function withoutListener(world: World, id: string, subject: string): World {
  const netns = world.netns[id];
  if (netns === undefined) return world;
  const listeners = netns.listeners.filter(
    ({ protocol, bindAddress, port }) => `${protocol} ${formatIp(bindAddress)}:${port}` !== subject,
  );
  return { ...world, netns: { ...world.netns, [id]: { ...netns, listeners } } };
}
