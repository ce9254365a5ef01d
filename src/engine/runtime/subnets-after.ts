/** Which subnets a Docker Engine has given away while a command is still under way. */
import { parsePrefix, type Prefix } from '../address/prefix.ts';
import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { MachineId, World } from '../world/world.ts';
import type { AddressPool, DockerState } from './docker-state.ts';
import { allocatesNextFit } from './engine-version.ts';
import { DEFAULT_POOLS } from './pools.ts';

export interface SubnetsInUse {
  readonly pools: readonly AddressPool[];
  readonly networks: readonly { readonly name: string; readonly subnet: Prefix }[];
  /** Where the next search begins, as an index into the subnets of the pools; null where it always begins at the first. */
  readonly next: number | null;
}

/** @returns the state after step `last` of what happened between the two worlds (-1: before the first); null without an engine. */
export function subnetsAfter(
  before: World,
  after: World,
  trace: Trace | null,
  last: number,
  machine: MachineId,
): SubnetsInUse | null {
  const steps = trace?.steps ?? [];
  const netns = before.machines[machine]?.netns;
  const start = before.machines[machine]?.docker;
  const end = after.machines[machine]?.docker;
  if (start === undefined || end === undefined) return null;
  if (last >= steps.length - 1 && last >= 0) return inUse(end);
  return steps
    .slice(0, last + 1)
    .filter((step) => step.netns === netns)
    .reduce((state, step) => follow(state, step, end), inUse(start));
}

function inUse(docker: DockerState): SubnetsInUse {
  return {
    pools: docker.pools ?? DEFAULT_POOLS,
    networks: docker.networks.flatMap(({ name, subnet }) => (subnet === undefined ? [] : [{ name, subnet }])),
    next: allocatesNextFit(docker.version) ? docker.nextSubnet : null,
  };
}

function follow(state: SubnetsInUse, step: Step, end: DockerState): SubnetsInUse {
  if (step.kind !== 'change') return state;
  if (step.noun === 'pool')
    return { ...state, pools: end.pools ?? DEFAULT_POOLS, next: state.next === null ? null : 0 };
  if (step.noun !== 'network') return state;
  const [name = '', text = ''] = step.subject.split(' ');
  const others = state.networks.filter((network) => network.name !== name);
  const subnet = parsePrefix(text);
  return {
    ...state,
    networks: step.verb === 'add' && subnet !== null ? [...others, { name, subnet }] : others,
    next: state.next === null ? null : (step.choice?.nextSubnet ?? state.next),
  };
}
