/** What decided at a fold: the step told, or the one that led to it. */
import type { NetnsState, Step } from '../../engine/index.ts';
import type { DecisionView } from '../frame.ts';
import type { Fold, StepOf } from '../fold/fold.ts';
import type { Stage } from '../stage.ts';
import { standsAlone } from '../fold/stands-alone.ts';
import { bindDecision } from './bind-decision.ts';
import { changeDecision } from './change-decision.ts';
import { frameBefore } from '../tell/packet-words.ts';
import { chainDecision } from './chain-decision.ts';
import { routeDecision } from './route-decision.ts';
import { sourceDecision } from './source-decision.ts';
import { bridgeDecision, conntrackDecision, listenerDecision, neighbourDecision } from './table-decision.ts';

/** `state` is what the namespace remembers after the fold. */
export function decisionOf(stage: Stage, fold: Fold, state: NetnsState | null): DecisionView | null {
  const view = whatDecided(stage, fold, state);
  return view === null ? null : inItsOwnWords(stage, view);
}

/** A Windows machine has no `ip route` and no `conntrack`: what they would print is left out there, what was decided stays. */
function inItsOwnWords(stage: Stage, view: DecisionView): DecisionView {
  const { place, command } = view.listing;
  if (stage.machine(place)?.kind !== 'windows' || !LINUX_TOOLS.test(command)) return view;
  return { ...view, listing: { place, command: '', lines: [] }, panel: [] };
}

const LINUX_TOOLS = /^(ip|iptables|conntrack|bridge|ss|sysctl) /;

function whatDecided(stage: Stage, fold: Fold, state: NetnsState | null): DecisionView | null {
  const { story } = fold;
  switch (story.kind) {
    case 'ask':
    case 'again':
    case 'answer':
      return neighbourDecision(stage, story.step, state);
    case 'flight':
      return routeThatLed(stage, story.tx);
    case 'changes':
      return changeDecision(stage, story.steps);
    case 'journey':
      return null;
    case 'step':
      return ofStep(stage, fold, story.step, state);
  }
}

function ofStep(stage: Stage, fold: Fold, step: Step, state: NetnsState | null): DecisionView | null {
  switch (step.kind) {
    case 'route':
      return routeDecision(stage, step);
    case 'source-check':
      return sourceDecision(stage, step);
    case 'chain':
      return chainDecision(stage, step);
    case 'nat':
      return natDecision(stage, fold, step, state);
    case 'neighbour':
      return neighbourDecision(stage, step, state);
    case 'bridge':
      return bridgeDecision(stage, step, frameBefore(stage, step)?.dstMac ?? '', state);
    case 'deliver':
      return step.listener ? listenerDecision(stage, step) : null;
    case 'bind':
      return bindDecision(stage, step);
    case 'drop':
      return step.disposition === 'no-listener' ? listenerDecision(stage, step) : null;
    default:
      return null;
  }
}

/** A first packet is translated by the rule that the chain before it found, later ones from memory. */
function natDecision(stage: Stage, fold: Fold, step: StepOf<'nat'>, state: NetnsState | null): DecisionView {
  const chain = fold.steps.find((led): led is StepOf<'chain'> => led.kind === 'chain' && led.table === 'nat');
  return chain ? chainDecision(stage, chain) : conntrackDecision(stage, step, state);
}

/** A host with one way out still looked it up; a lookup that was shown by itself is not shown again. */
function routeThatLed(stage: Stage, tx: StepOf<'tx'>): DecisionView | null {
  const route = stage.hop(tx).find((step): step is StepOf<'route'> => step.kind === 'route');
  return route?.chosen?.type === 'unicast' && !standsAlone(stage, route) ? routeDecision(stage, route) : null;
}
