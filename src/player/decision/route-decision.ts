/** A routing decision as `ip route` shows it: the winner marked, every loser with its reason. */
import { formatIp, formatPrefix, type Route } from '../../engine/index.ts';
import type { DecisionView, Sentence } from '../frame.ts';
import type { StepOf } from '../fold/fold.ts';
import { decidingLookup, isPolicyRouted, isSpecial } from '../fold/stands-alone.ts';
import { policyRuleText, routePrefix } from '../print.ts';
import { isSameRoute } from '../same-route.ts';
import { routeRow } from './rows.ts';
import type { Stage } from '../stage.ts';
import { nameOf } from '../tell/describe-route.ts';

const PANEL_LINES = 3;

export function routeDecision(stage: Stage, step: StepOf<'route'>): DecisionView {
  const lookup = decidingLookup(step);
  const table = lookup?.table ?? 'main';
  const candidates = lookup?.candidates ?? [];
  const routes = stage.routes(step.netns, table);
  const losers = candidates.filter((route) => !isSameRoute(route, step.chosen));
  const strangers = routes.filter((route) => !candidates.some((candidate) => isSameRoute(candidate, route)));
  return {
    listing: {
      place: step.netns,
      command: table === 'main' ? 'ip route' : `ip route show table ${table}`,
      lines: routes.map((route) => routeLine(stage, step, route, losers)),
    },
    verdict: verdictOf(stage, step),
    losers: [
      ...policyLosers(stage, step),
      ...losers.map((route) => loserOf(stage, step, route)),
      ...noMatch(stage, strangers, formatIp(step.destination)),
    ],
    panel: panelOf(step.chosen, [...losers, ...strangers]),
  };
}

/** The winner first, then those it beat. */
export function panelOf(chosen: Route | null, others: readonly Route[]): DecisionView['panel'] {
  return [
    ...(chosen ? [{ text: panelText(chosen), mark: 'decided' as const }] : []),
    ...others.map((route) => ({ text: panelText(route) })),
  ].slice(0, PANEL_LINES);
}

function panelText(route: Route): string {
  if (route.type !== 'unicast') return `${route.type} ${routePrefix(route)}`;
  const way = route.nextHop === undefined ? `dev ${route.netdev ?? ''}` : `via ${formatIp(route.nextHop)}`;
  return `${routePrefix(route)} ${way}`;
}

function routeLine(stage: Stage, step: StepOf<'route'>, route: Route, losers: readonly Route[]) {
  const text = routeRow(stage, step.netns, route);
  if (isSameRoute(route, step.chosen)) return { text, mark: 'decided' as const };
  if (!losers.some((loser) => isSameRoute(loser, route))) return { text };
  return { text, mark: 'lost' as const, why: loserOf(stage, step, route).label };
}

function loserOf(stage: Stage, step: StepOf<'route'>, route: Route) {
  const { loser } = stage.messages;
  const text = panelText(route);
  return route.prefix.lengthBits === step.chosen?.prefix.lengthBits
    ? loser.metric({ metric: route.metric, route: text })
    : loser.shorter({ bits: route.prefix.lengthBits, route: text });
}

/** All routes that do not contain the destination, in one line: there may be hundreds. */
export function noMatch(stage: Stage, routes: readonly Route[], destination: string): DecisionView['losers'] {
  const names = routes.filter((route) => route.prefix.lengthBits > 0).map((route) => formatPrefix(route.prefix));
  return names.length === 0 ? [] : [stage.messages.loser['no-match']({ routes: names, destination })];
}

/** Tables that a rule asked before, in vain. Every Linux asks `local` first; that is not told. */
function policyLosers(stage: Stage, step: StepOf<'route'>): DecisionView['losers'] {
  return step.tables
    .filter(({ rule, candidates }) => candidates.length === 0 && rule.priority !== 0)
    .map(({ rule }) => stage.messages.loser['policy-rule']({ rule: policyRuleText(rule) }));
}

function verdictOf(stage: Stage, step: StepOf<'route'>): Sentence {
  const { verdict } = stage.messages;
  const { chosen } = step;
  if (chosen === null) return verdict['no-route']({ destination: formatIp(step.destination) });
  const prefix = nameOf(stage, chosen);
  if (isSpecial(chosen)) return verdict.special({ prefix, type: chosen.type });
  const lookup = decidingLookup(step);
  if (lookup && isPolicyRouted(step)) return verdict.policy({ rule: policyRuleText(lookup.rule), prefix });
  const rivals = lookup?.candidates.filter((route) => !isSameRoute(route, chosen)) ?? [];
  if (rivals.length === 0) return verdict.only({ prefix });
  return rivals[0]?.prefix.lengthBits === chosen.prefix.lengthBits
    ? verdict.metric({ prefix, metric: chosen.metric })
    : verdict.longest({ prefix, bits: chosen.prefix.lengthBits });
}
