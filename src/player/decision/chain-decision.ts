/** A walk through netfilter as `iptables -S` shows the chains it visited. @see iptables(8) */
import type { Chain, RuleVisit } from '../../engine/index.ts';
import type { DecisionView, Listing, Sentence } from '../frame.ts';
import type { StepOf } from '../fold/fold.ts';
import { decidingVisit } from '../fold/stands-alone.ts';
import type { Stage } from '../stage.ts';

const PANEL_LINES = 3;

export function chainDecision(stage: Stage, step: StepOf<'chain'>): DecisionView {
  const chains = visitedChains(stage, step);
  return {
    listing: {
      place: step.netns,
      command: chains.map(({ name }) => `iptables -t ${step.table} -S ${name}`).join('; '),
      lines: chains.flatMap((chain) => chainLines(step, chain)),
    },
    verdict: verdictOf(stage, step),
    losers: step.visits.flatMap((visit, index) => loserOf(stage, visit, step.visits.slice(index + 1))),
    panel: panelOf(step),
  };
}

/** In the order in which the packet first entered them. */
function visitedChains(stage: Stage, step: StepOf<'chain'>): readonly Chain[] {
  const names = new Set([step.chain, ...step.visits.map(({ chain }) => chain)]);
  const table = stage.netns(step.netns)?.netfilter.tables.find(({ name }) => name === step.table);
  return [...names].flatMap((name) => table?.chains.find((chain) => chain.name === name) ?? []);
}

function chainLines(step: StepOf<'chain'>, chain: Chain): Listing['lines'] {
  const settled = decidingVisit(step) !== null;
  const head = chain.policy === null ? `-N ${chain.name}` : `-P ${chain.name} ${chain.policy}`;
  const byPolicy = !settled && chain.name === step.chain && chain.policy !== null;
  return [
    byPolicy ? { text: head, mark: 'decided' } : { text: head },
    ...chain.rules.map((rule, index) => ruleLine(step, chain.name, index + 1, rule.text)),
  ];
}

function ruleLine(step: StepOf<'chain'>, chain: string, number: number, text: string): Listing['lines'][number] {
  const visit = step.visits.findLast((candidate) => candidate.chain === chain && candidate.number === number);
  if (!visit) return { text };
  if (!visit.matched) return { text, mark: 'lost', ...(visit.failed !== undefined && { why: visit.failed }) };
  return { text, mark: visit === decidingVisit(step) ? 'decided' : 'matched' };
}

function verdictOf(stage: Stage, step: StepOf<'chain'>): Sentence {
  const visit = decidingVisit(step);
  const verdict = targetOf(visit) ?? step.verdict;
  if (visit) return stage.messages.verdict.rule({ chain: visit.chain, number: visit.number, verdict });
  return stage.messages.verdict['chain-policy']({ chain: step.chain, verdict: step.verdict });
}

/** What the rule says, where it says more than accept or drop: `DNAT`, `REJECT`. */
function targetOf(visit: RuleVisit | null): string | null {
  return /(?:^| )-j (\S+)/.exec(visit?.rule ?? '')?.[1] ?? null;
}

/** A jump lost only if its chain came back; else the decision fell inside it. */
function loserOf(stage: Stage, visit: RuleVisit, later: readonly RuleVisit[]): DecisionView['losers'] {
  const { loser } = stage.messages;
  if (visit.number <= 0) return [];
  if (!visit.matched)
    return [loser.rule({ number: visit.number, chain: visit.chain, failed: visit.failed ?? visit.rule })];
  const cameBack = later.some(({ chain }) => chain === visit.chain);
  if (!cameBack || (visit.verdict !== 'JUMP' && visit.verdict !== 'GOTO')) return [];
  return [loser.jump({ number: visit.number, chain: visit.chain, target: targetOf(visit) ?? '' })];
}

/** The deciding line and the last ones before it. */
function panelOf(step: StepOf<'chain'>): DecisionView['panel'] {
  const deciding = decidingVisit(step);
  const passed = step.visits.filter(({ number }) => number > 0).filter((visit) => visit !== deciding);
  return [
    { text: deciding?.rule ?? `-P ${step.chain} ${step.verdict}`, mark: 'decided' as const },
    ...passed.slice(1 - PANEL_LINES).map(({ rule }) => ({ text: rule })),
  ];
}
