/** What really happens at each hook of a rule set: the stages of `hook.ts` without those that hold nothing. */
import type { Hook, TableName } from '../trace/step.ts';
import { CompiledChain } from './compiled-chain.ts';
import { CHAIN_OF_HOOK, STAGES, type Stage } from './hook.ts';
import type { Ruleset } from './rule.ts';

export interface PlannedStage {
  readonly stage: Stage;
  readonly ruleset: Ruleset;
  readonly table: TableName;
  readonly chain: string;
  /** Null where the table has nothing to say at this hook, or the stage is no table. */
  readonly rules: CompiledChain | null;
}

export type HookPlan = Readonly<Record<Hook, readonly PlannedStage[]>>;

const plans = new WeakMap<Ruleset, HookPlan>();

/** One property by its own name at a time: V8 makes a call of its own of `plan[hook]`. */
export function stagesAt(plan: HookPlan, hook: Hook): readonly PlannedStage[] {
  switch (hook) {
    case 'prerouting':
      return plan.prerouting;
    case 'input':
      return plan.input;
    case 'forward':
      return plan.forward;
    case 'output':
      return plan.output;
    case 'postrouting':
      return plan.postrouting;
  }
}

/** Made once for every rule set. */
export function planOf(ruleset: Ruleset): HookPlan {
  let plan = plans.get(ruleset);
  if (plan === undefined) {
    const tables = new Map(ruleset.tables.map((table) => [table.name, compileTable(table)]));
    const at = (hook: Hook) => STAGES[hook].flatMap((stage) => planStage(ruleset, tables, hook, stage));
    plan = {
      prerouting: at('prerouting'),
      input: at('input'),
      forward: at('forward'),
      output: at('output'),
      postrouting: at('postrouting'),
    };
    plans.set(ruleset, plan);
  }
  return plan;
}

type CompiledTable = ReadonlyMap<string, CompiledChain>;

function compileTable(table: Ruleset['tables'][number]): CompiledTable {
  const chains = new Map<string, CompiledChain>();
  for (const chain of table.chains) chains.set(chain.name, new CompiledChain(chain, chains));
  return chains;
}

/** Without rules nothing is tracked either; translation is applied wherever there is a nat table. */
function planStage(
  ruleset: Ruleset,
  tables: ReadonlyMap<TableName, CompiledTable>,
  hook: Hook,
  stage: Stage,
): readonly PlannedStage[] {
  if (ruleset.tables.length === 0) return [];
  const chain = CHAIN_OF_HOOK[hook];
  if (stage === 'conntrack' || stage === 'confirm') return [{ stage, ruleset, table: 'raw', chain, rules: null }];
  const table = tables.get(stage);
  const found = table?.get(chain);
  const rules = found === undefined || found.isIdle ? null : found;
  if (rules === null && (stage !== 'nat' || table === undefined)) return [];
  return [{ stage, ruleset, table: stage, chain, rules }];
}
