/** Which steps a reader must see by themselves. What is not here is told together with its neighbour. */
import type { Route, RuleVisit, Step } from '../../engine/index.ts';
import type { Stage } from '../stage.ts';
import type { StepOf } from './fold.ts';

/** Routes of a host that has nothing to choose: its own network and the default. */
const TRIVIAL_ROUTES = 2;

export function standsAlone(stage: Stage, step: Step): boolean {
  switch (step.kind) {
    case 'route':
      return isRealChoice(stage, step);
    case 'chain':
      return step.verdict !== 'ACCEPT' || (step.table !== 'nat' && decidingVisit(step) !== null);
    case 'conntrack':
      return step.ctstate === 'invalid';
    case 'neighbour':
      return step.answer !== 'cached' && step.packet !== null;
    case 'source-check':
      return !step.ok || step.mode === 1;
    case 'bridge':
      return step.decision === 'drop' || (!stage.isSwitch(step.netns) && !step.toLocal);
    case 'tx':
    case 'rx':
    case 'forward':
      return false;
    case 'send':
    case 'nat':
    case 'deliver':
    case 'steer':
    case 'relay':
    case 'wait':
    case 'drop':
    case 'result':
    case 'call':
    case 'bind':
    case 'change':
      return true;
  }
}

/**
 * A lookup teaches something when routes compete, when a table of several routes leaves only one, when a policy rule took
 * part, or when the answer is no. An address of the machine's own needs no words.
 */
function isRealChoice(stage: Stage, step: StepOf<'route'>): boolean {
  if (step.chosen === null || isSpecial(step.chosen)) return true;
  if (step.chosen.type !== 'unicast') return false;
  const deciding = decidingLookup(step);
  if (deciding === null) return false;
  const others = stage.routes(step.netns, deciding.table).length > TRIVIAL_ROUTES;
  return deciding.candidates.length > 1 || others || isPolicyRouted(step);
}

export function isSpecial(route: Route): boolean {
  return route.type === 'blackhole' || route.type === 'unreachable' || route.type === 'prohibit';
}

/** The table whose answer was taken: the last one consulted that had a candidate. */
export function decidingLookup(step: StepOf<'route' | 'source-check'>): StepOf<'route'>['tables'][number] | null {
  return step.tables.findLast(({ candidates }) => candidates.length > 0) ?? null;
}

/** Decided by a rule a person added, not by the three every Linux starts with. */
export function isPolicyRouted(step: StepOf<'route'>): boolean {
  const rule = decidingLookup(step)?.rule;
  return rule !== undefined && rule.priority !== 0 && rule.priority < 32766;
}

/** The rule that settled a chain; null when nothing but its policy did. */
export function decidingVisit(step: StepOf<'chain'>): RuleVisit | null {
  const settles = ({ matched, verdict, number }: RuleVisit): boolean =>
    matched && number > 0 && (verdict === 'ACCEPT' || verdict === 'DROP');
  return step.visits.findLast(settles) ?? null;
}
