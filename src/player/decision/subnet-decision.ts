/** Why a new network got the subnet it got: the candidates that lost, by what spoke against them. */
import {
  allocatesNextFit,
  DEFAULT_POOLS,
  formatPrefix,
  overlaps,
  subnetsAfter,
  subnetsOf,
  type SubnetChoice,
} from '../../engine/index.ts';
import type { StepOf } from '../fold/fold.ts';
import type { DecisionView, Listing } from '../frame.ts';
import type { Stage } from '../stage.ts';

const REASONS = [
  ['network', 'subnet-network'],
  ['route', 'subnet-route'],
  ['nameserver', 'subnet-nameserver'],
] as const;

export function subnetDecision(
  stage: Stage,
  step: StepOf<'change'>,
  choice: SubnetChoice,
  listing: Listing,
): DecisionView {
  const goesOn = beganBehindFirst(stage, step, choice);
  const { loser, verdict } = stage.messages;
  const lostTo = REASONS.flatMap(([obstacle, reason]) => {
    const subnets = choice.looked.filter(({ taken }) => taken === obstacle).map(({ subnet }) => formatPrefix(subnet));
    return subnets.length === 0 ? [] : [loser[reason]({ subnets })];
  });
  const behind = goesOn ? freeBehind(stage, step, choice) : [];
  return {
    listing,
    verdict: verdict.subnet({ subnet: choice.chosen === null ? step.subject : formatPrefix(choice.chosen), goesOn }),
    losers: [...lostTo, ...(behind.length === 0 ? [] : [loser['subnet-behind']({ subnets: behind })])],
    panel: choice.chosen === null ? [] : [{ text: formatPrefix(choice.chosen), mark: 'decided' }],
  };
}

/** False as well for an older engine whose search has only just begun anew. */
function beganBehindFirst(stage: Stage, step: StepOf<'change'>, { looked }: SubnetChoice): boolean {
  const docker = stage.machine(step.netns)?.docker;
  if (docker === undefined || !allocatesNextFit(docker.version)) return false;
  const [first] = subnetsOf(docker.pools ?? DEFAULT_POOLS);
  const [start] = looked;
  return first === undefined || start === undefined || formatPrefix(first) !== formatPrefix(start.subnet);
}

/** Free at this step, never looked at, and earlier in the pools than the chosen one. */
function freeBehind(stage: Stage, step: StepOf<'change'>, { chosen, looked }: SubnetChoice): readonly string[] {
  const machine = stage.machine(step.netns)?.id ?? step.netns;
  const inUse = subnetsAfter(stage.before, stage.after, stage.trace, step.index, machine);
  if (inUse === null || chosen === null) return [];
  const text = formatPrefix(chosen);
  const seen = new Set(looked.map(({ subnet }) => formatPrefix(subnet)));
  const subnets = subnetsOf(inUse.pools);
  const at = subnets.findIndex((subnet) => formatPrefix(subnet) === text);
  return subnets
    .slice(0, Math.max(0, at))
    .filter((subnet) => !seen.has(formatPrefix(subnet)))
    .filter((subnet) => !inUse.networks.some((network) => overlaps(network.subnet, subnet)))
    .map(formatPrefix);
}
