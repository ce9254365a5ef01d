/** What the counters read after a trace: the rules', and everybody's once more for each repeat that was told and not traced. */
import { countedOnce, ruleKey, type RuleCounts } from '../netfilter/rule-counters.ts';
import type { Ruleset } from '../netfilter/rule.ts';
import { lengthBytes } from '../packet/length.ts';
import { counted, countedBytes } from '../walk/counters.ts';
import type { Netns, NetnsState, World } from '../world/world.ts';
import type { Step } from './step.ts';
import type { Trace } from './trace.ts';

/** The world after `trace`, in which the rules have counted too. */
export function withRuleCounts(after: World, trace: Trace): World {
  const touched = new Map<string, Netns>();
  const count = (step: Step, change: (netns: Netns) => NetnsState) => {
    const netns = touched.get(step.netns) ?? after.netns[step.netns];
    if (netns !== undefined) touched.set(step.netns, { ...netns, state: change(netns) });
  };
  for (const step of trace.steps) {
    if (step.kind === 'chain') count(step, (netns) => countRules(netns.state, netns.netfilter, step, 1));
    if (step.kind !== 'wait') continue;
    for (const again of repeatedBy(trace, step))
      count(again, (netns) => countAgain(netns, again, step.repeatsMs.length));
  }
  return touched.size === 0 ? after : { ...after, netns: { ...after.netns, ...Object.fromEntries(touched) } };
}

/** What a step of a packet adds to the counters of its namespace's rules. */
export function countRules(state: NetnsState, ruleset: Ruleset, step: Step, times: number): NetnsState {
  const { packet } = step;
  const keys = step.kind === 'chain' ? keysOf(step, ruleset) : [];
  if (packet === null || keys.length === 0) return state;
  const bytes = lengthBytes(packet);
  const rules = keys.reduce<RuleCounts>((counts, key) => countedOnce(counts, key, bytes, times), state.rules);
  return { ...state, rules };
}

function keysOf({ table, visits }: Extract<Step, { kind: 'chain' }>, ruleset: Ruleset): readonly string[] {
  const chains = ruleset.tables.find(({ name }) => name === table)?.chains ?? [];
  return visits.flatMap(({ chain, number, matched }) => {
    // Neither a policy nor the end of a chain has a counter.
    if (!matched || number < 1) return [];
    const present = chains.find(({ name }) => name === chain);
    return present === undefined ? [] : [ruleKey(table, present, number - 1)];
  });
}

/** The steps that a repeated SYN takes again: those of the conversation so far, both ways, but what conntrack or ARP knows by now. */
export function repeatedBy({ steps }: Trace, wait: Extract<Step, { kind: 'wait' }>): readonly Step[] {
  if (wait.repeatsMs.length === 0) return [];
  const before = steps.filter((step) => step.index < wait.index && step.conversation === wait.conversation);
  const confirmed = new Set(before.filter(confirms).map(({ hop }) => hop));
  return before.filter((step) => {
    if (step.packet === null) return false;
    // A flow that got through is known: its translation is remembered and the nat table is not asked again.
    return step.kind !== 'chain' || step.table !== 'nat' || !confirmed.has(step.hop);
  });
}

function confirms({ kind, packet }: Step): boolean {
  return packet !== null && (kind === 'tx' || kind === 'neighbour' || kind === 'deliver');
}

/** One step taken again `times` times: frames at devices, packets at rules, and the source check's own counter. */
export function countAgain({ state, netfilter, devs }: Netns, step: Step, times: number): NetnsState {
  switch (step.kind) {
    case 'rx':
    case 'tx': {
      const dev = devs.find(({ name }) => name === step.dev);
      if (dev === undefined) return state;
      const bytes = countedBytes(dev.kind, step.kind, step.frame.payload);
      let sum = state.counters[dev.name];
      for (let repeat = 0; repeat < times; repeat += 1) sum = counted(sum, step.kind, bytes);
      return sum === undefined ? state : { ...state, counters: { ...state.counters, [dev.name]: sum } };
    }
    case 'drop': {
      if (step.reason !== 'IP_RPFILTER') return state;
      const name = 'TcpExtIPReversePathFilter';
      return { ...state, stats: { ...state.stats, [name]: (state.stats[name] ?? 0) + times } };
    }
    default:
      return countRules(state, netfilter, step, times);
  }
}
