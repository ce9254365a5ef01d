/** A routing decision in words: which sort of choice it was, and what it was between. */
import { formatIp, formatPrefix, type Route } from '../../engine/index.ts';
import type { StepOf } from '../fold/fold.ts';
import { decidingLookup, isPolicyRouted, isSpecial } from '../fold/stands-alone.ts';
import { policyRuleText } from '../print.ts';
import { isSameRoute } from '../same-route.ts';
import type { Stage } from '../stage.ts';
import { told, type Told } from './told.ts';

export function describeRoute(stage: Stage, step: StepOf<'route'>): Told {
  const { chosen } = step;
  const values = routeWords(stage, step, chosen);
  if (chosen === null) return told(stage, 'route.none', values);
  if (isSpecial(chosen)) return told(stage, 'route.special', values);
  if (chosen.type === 'local' || chosen.type === 'broadcast') return told(stage, 'route.local', values);
  const lookup = decidingLookup(step);
  if (lookup && isPolicyRouted(step))
    return told(stage, 'route.policy', { ...values, rule: policyRuleText(lookup.rule) });
  const loser = lookup?.candidates.find((route) => !isSameRoute(route, chosen));
  if (!loser) return told(stage, 'route.only', values);
  if (loser.prefix.lengthBits === chosen.prefix.lengthBits)
    return told(stage, 'route.metric', { ...values, loserMetric: loser.metric });
  return told(stage, 'route.longest', {
    ...values,
    loser: nameOf(stage, loser),
    loserBits: loser.prefix.lengthBits,
  });
}

function routeWords(stage: Stage, step: StepOf<'route'>, chosen: Route | null) {
  return {
    at: stage.name(step.netns),
    destination: formatIp(step.destination),
    prefix: chosen ? nameOf(stage, chosen) : '',
    bits: chosen?.prefix.lengthBits ?? 0,
    dev: chosen?.netdev ?? '',
    nextHop: chosen?.nextHop === undefined ? null : formatIp(chosen.nextHop),
    table: chosen?.table ?? 'main',
    metric: chosen?.metric ?? 0,
    type: chosen?.type ?? 'unicast',
  };
}

/** A route in a sentence: its prefix, or the words for the default one. */
export function nameOf(stage: Stage, route: Route): string {
  return route.prefix.lengthBits === 0 ? stage.messages.defaultRoute : formatPrefix(route.prefix);
}
