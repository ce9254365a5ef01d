/** `iptables -A | -I | -D | -C | -P | -F | -N | -X | -Z`: rules changed or looked for, or their counters set back, by hand. @see iptables(8) */
import { applyEdits, BUILT_IN_CHAINS, type Chain, type Edit, type Rule, type TableName } from '../../engine/index.ts';
import { answer, fail, notModelled, type Context } from '../command.ts';
import { readSpec } from '../iptables-spec.ts';
import type { RunResult } from '../run-result.ts';

export interface RuleChange {
  readonly verb: 'A' | 'I' | 'D' | 'C' | 'P' | 'F' | 'N' | 'X' | 'Z';
  /** What stands behind the verb: a chain, perhaps a number, the rule. */
  readonly args: readonly string[];
}

const NAME = 'iptables v1.8.9 (nf_tables)';
const TRY_HELP = "Try `iptables -h' or 'iptables --help' for more information.";
const NO_CHAIN = 'iptables: No chain/target/match by that name.';

/** Verbs written out, in their short form. */
const LONG: Readonly<Record<string, string>> = {
  '--append': '-A',
  '--insert': '-I',
  '--delete': '-D',
  '--check': '-C',
  '--policy': '-P',
  '--flush': '-F',
  '--new-chain': '-N',
  '--delete-chain': '-X',
  '--zero': '-Z',
};

/** What `iptables` was asked to change, and in which table; null when it was asked something else. */
export function ruleChangeIn(typed: readonly string[]): { readonly table: string; readonly change: RuleChange } | null {
  const args = typed.map((arg) => LONG[arg] ?? arg);
  const at = args.findIndex((arg) => /^-[AIDCPFNXZ]$/.test(arg));
  if (at < 0) return null;
  const rest = [...args.slice(0, at), ...args.slice(at + 1)];
  const tableAt = rest.findIndex((arg) => arg === '-t' || arg === '--table');
  const table = tableAt < 0 ? 'filter' : (rest[tableAt + 1] ?? '');
  const without = rest.filter(
    (arg, index) => arg !== '-w' && (tableAt < 0 || (index !== tableAt && index !== tableAt + 1)),
  );
  return { table, change: { verb: (args[at] ?? '').charAt(1) as RuleChange['verb'], args: without } };
}

export function changeRules(context: Context, table: TableName, { verb, args }: RuleChange): RunResult {
  const [name, ...rest] = args;
  const present = context.netns.netfilter.tables.find((other) => other.name === table)?.chains;
  const chains: readonly Chain[] =
    present ?? BUILT_IN_CHAINS[table].map((chain) => ({ name: chain, policy: 'ACCEPT', rules: [] }));
  const chain = chains.find((other) => other.name === name);
  const at = { netns: context.netns.id, table, chain: name ?? '' };
  if (verb === 'Z') return zero(context, table, name === undefined ? chains : chain, rest);
  if (verb === 'F') return flush(context, table, name === undefined ? chains : chain);
  if (name === undefined) return fail(context, 2, `${NAME}: option "-${verb}" requires an argument`);
  if (verb === 'N')
    return chain === undefined
      ? changed(context, [{ kind: 'add-chain', ...at }])
      : fail(context, 1, 'iptables: Chain already exists.');
  if (chain === undefined) return fail(context, 1, NO_CHAIN);
  if (verb === 'X') return removeChain(context, table, chain, chains);
  if (verb === 'P') {
    const [policy] = rest;
    if (chain.policy === null || (policy !== 'ACCEPT' && policy !== 'DROP'))
      return fail(context, 1, "iptables: Bad policy name. Run `dmesg' for more information.");
    return changed(context, [{ kind: 'set-policy', ...at, policy }]);
  }
  const [first = ''] = rest;
  const number = (verb === 'I' || verb === 'D') && /^\d+$/.test(first) ? Number(first) : null;
  if (verb === 'D' && number !== null) {
    const rule = chain.rules[number - 1];
    if (rule === undefined) return fail(context, 1, 'iptables: Index of deletion too big.');
    return withoutAt(context, table, chain, number - 1);
  }
  const spec = readSpec(chain.name, number === null ? rest : rest.slice(1));
  if (!spec.ok)
    return 'error' in spec ? fail(context, 2, `${NAME}: ${spec.error}`) : notModelled(context, spec.unmodelled);
  const missing = missingChain(spec.rule, chains);
  if (missing !== null) return fail(context, 2, `${NAME}: Chain '${missing}' does not exist`);
  if (verb === 'D' || verb === 'C') {
    const index = chain.rules.findIndex((rule) => rule.text === spec.rule.text);
    if (index < 0) return fail(context, 1, 'iptables: Bad rule (does a matching rule exist in that chain?).');
    if (verb === 'C') return answer(context, []);
    return withoutAt(context, table, chain, index);
  }
  if (number !== null && (number < 1 || number > chain.rules.length + 1))
    return fail(context, 1, 'iptables: Index of insertion too big.');
  const position = verb === 'I' ? { position: number ?? 1 } : {};
  return changed(context, [{ kind: 'add-rule', ...at, rule: spec.rule, ...position }]);
}

function changed(context: Context, edits: readonly Edit[]): RunResult {
  return answer(context, [], { world: applyEdits(context.world, edits) });
}

function missingChain({ target }: Rule, chains: readonly Chain[]): string | null {
  const name = target?.kind === 'JUMP' || target?.kind === 'GOTO' ? target.chain : null;
  return name === null || chains.some((chain) => chain.name === name) ? null : name;
}

/** An edit names a rule by its text and takes the first that has it: the chain is written again where an earlier twin must stay. */
function withoutAt(context: Context, table: TableName, chain: Chain, index: number): RunResult {
  const at = { netns: context.netns.id, table, chain: chain.name };
  const gone = (rule: Rule | undefined): Edit => ({ kind: 'remove-rule', ...at, text: rule?.text ?? '' });
  const first = chain.rules.findIndex(({ text }) => text === chain.rules[index]?.text);
  if (first === index) return changed(context, [gone(chain.rules[index])]);
  const kept = chain.rules.filter((_, other) => other !== index);
  return changed(context, [...chain.rules.map(gone), ...kept.map((rule): Edit => ({ kind: 'add-rule', ...at, rule }))]);
}

function flush(context: Context, table: TableName, chains: readonly Chain[] | Chain | undefined): RunResult {
  if (chains === undefined) return fail(context, 1, NO_CHAIN);
  const netns = context.netns.id;
  const flushed = 'name' in chains ? [chains] : chains;
  return changed(
    context,
    flushed.flatMap((chain) =>
      chain.rules.map(({ text }): Edit => ({ kind: 'remove-rule', netns, table, chain: chain.name, text })),
    ),
  );
}

function zero(
  context: Context,
  table: TableName,
  chains: readonly Chain[] | Chain | undefined,
  [number]: readonly string[],
): RunResult {
  if (chains === undefined) return fail(context, 1, NO_CHAIN);
  const zeroed = 'name' in chains ? [chains] : chains;
  if (number !== undefined && !/^[1-9]\d*$/.test(number))
    return fail(context, 2, `${NAME}: Invalid rule number \`${number}'`, TRY_HELP);
  return changed(context, [
    {
      kind: 'zero-rules',
      netns: context.netns.id,
      table,
      chains: zeroed.map(({ name }) => name),
      ...(number === undefined ? {} : { number: Number(number) }),
    },
  ]);
}

function removeChain(context: Context, table: TableName, chain: Chain, chains: readonly Chain[]): RunResult {
  const isUsed = chains.some(({ rules }) =>
    rules.some(({ target }) => (target?.kind === 'JUMP' || target?.kind === 'GOTO') && target.chain === chain.name),
  );
  if (chain.policy !== null || isUsed || chain.rules.length > 0)
    return fail(context, 4, `${NAME}:  CHAIN_DEL failed (Device or resource busy): chain ${chain.name}`);
  return changed(context, [{ kind: 'remove-chain', netns: context.netns.id, table, chain: chain.name }]);
}
