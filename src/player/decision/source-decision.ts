/** A reverse path check: the setting, and the route an answer would take. @see ip-sysctl rp_filter */
import { formatIp } from '../../engine/index.ts';
import type { DecisionView } from '../frame.ts';
import type { StepOf } from '../fold/fold.ts';
import { decidingLookup } from '../fold/stands-alone.ts';
import type { Stage } from '../stage.ts';
import { isSameRoute } from '../same-route.ts';
import { routeRow } from './rows.ts';
import { noMatch, panelOf } from './route-decision.ts';

export function sourceDecision(stage: Stage, step: StepOf<'source-check'>): DecisionView {
  const { messages } = stage;
  const dev = step.dev ?? '';
  const lookup = decidingLookup(step);
  const routes = stage.routes(step.netns, lookup?.table ?? 'main');
  const candidates = lookup?.candidates ?? [];
  const returning = candidates.filter((route) => !isSameRoute(route, step.chosen));
  const source = formatIp(step.source);
  return {
    listing: {
      place: step.netns,
      command: `sysctl ${settings(dev).join(' ')}; ip route`,
      lines: [
        ...settings(dev).map((key) => ({ text: `${key} = ${stage.netns(step.netns)?.sysctl[key] ?? '0'}` })),
        ...routes.map((route) => {
          const text = routeRow(stage, step.netns, route);
          return isSameRoute(route, step.chosen) ? { text, mark: 'decided' as const } : { text };
        }),
      ],
    },
    verdict: step.ok
      ? messages.verdict['source-ok']({ source, dev: step.chosen?.netdev ?? dev })
      : messages.verdict['source-failed']({ source, wouldLeaveBy: step.chosen?.netdev ?? null, dev }),
    losers: [
      ...returning.map((route) =>
        messages.loser['sends-back']({ route: routeRow(stage, step.netns, route), dev: route.netdev ?? '' }),
      ),
      ...noMatch(
        stage,
        routes.filter((route) => !candidates.some((candidate) => isSameRoute(candidate, route))),
        source,
      ),
    ],
    panel: panelOf(step.chosen, returning),
  };
}

/** The effective value is the larger of the two. */
function settings(dev: string): readonly string[] {
  return [`net.ipv4.conf.all.rp_filter`, `net.ipv4.conf.${dev}.rp_filter`];
}
