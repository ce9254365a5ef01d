/** `iptables-save`, `iptables -S` and `iptables -nL`: the rule sets as they stand. Read iptables(8) before editing. */
import { BUILT_IN_CHAINS, type Table, type TableName } from '../../engine/index.ts';
import { answer, fail, misused, notModelled, type Command, type Context } from '../command.ts';
import { last, readLong, readShort } from '../options.ts';
import { chainTables } from '../print/rule-table.ts';
import { saveLines, specLines } from '../print/rules.ts';
import type { RunResult } from '../run-result.ts';
import { changeRules, ruleChangeIn } from './iptables-edit.ts';
import { ruleSource } from './rule-source.ts';

const TABLES: readonly string[] = ['filter', 'nat', 'mangle', 'raw', 'security'];

function tableNamed({ netns }: Context, name: string): Table | undefined {
  return netns.netfilter.tables.find((table) => table.name === name);
}

export const iptablesSave: Command = {
  name: 'iptables-save',
  understands: ['iptables-save [-c] [-t TABLE]'],
  run: (context, args) => {
    const options = readLong(args, [
      { name: 'table', short: 't', value: true },
      { name: 'counters', short: 'c', value: false },
    ]);
    if (options.fault !== null)
      return misused(context, iptablesSave, 1, `iptables-save: unrecognized option '${options.fault.option}'`);
    const wanted = last(options, 'table');
    if (wanted !== undefined && !TABLES.includes(wanted))
      return fail(context, 1, `iptables-save: invalid option "--table": table "${wanted}" is unknown`);
    const tables = context.netns.netfilter.tables.filter((table) => wanted === undefined || table.name === wanted);
    const counted = options.values.has('counters');
    return answer(context, [
      ...tables.flatMap((table) => saveLines(table, context.netns.state, counted)),
      ...ruleSource(context),
    ]);
  },
};

/** Long options in their short form. */
const LONG: Readonly<Record<string, string>> = {
  '--wait': '-w',
  '--numeric': '-n',
  '--verbose': '-v',
  '--list': '-L',
  '--list-rules': '-S',
  '--table': '-t',
  '--exact': '-x',
};

const NUMBERS = '--line-numbers';

export const iptables: Command = {
  name: 'iptables',
  understands: [
    'iptables [-t TABLE] -S [CHAIN]',
    'iptables [-t TABLE] -nL[v] [CHAIN]',
    'iptables [-t TABLE] -A|-I|-D|-C CHAIN RULE',
    'iptables [-t TABLE] -P CHAIN ACCEPT|DROP',
    'iptables [-t TABLE] -F|-N|-X [CHAIN]',
    'iptables [-t TABLE] -Z [CHAIN [NUMBER]]',
    'iptables-save [-c] [-t TABLE]',
  ],
  run: (context, args) => {
    const asked = ruleChangeIn(args);
    if (asked !== null)
      return isTable(asked.table) ? changeRules(context, asked.table, asked.change) : noTable(context, asked.table);
    const options = readShort(
      args.filter((arg) => arg !== NUMBERS).map((arg) => LONG[arg] ?? arg),
      't:SLnvwxR:E:',
    );
    for (const verb of ['R', 'E']) if (options.values.has(verb)) return notModelled(context, `iptables -${verb}`);
    if (options.fault !== null)
      return misused(
        context,
        iptables,
        2,
        `iptables v1.8.9 (nf_tables): unknown option "-${options.fault.option}"`,
        TRY_HELP,
      );
    if (!options.values.has('S') && !options.values.has('L'))
      return misused(context, iptables, 2, 'iptables v1.8.9 (nf_tables): no command specified', TRY_HELP);
    const name = last(options, 't') ?? 'filter';
    if (!isTable(name)) return noTable(context, name);
    const chains =
      tableNamed(context, name)?.chains ??
      BUILT_IN_CHAINS[name].map((chain) => ({ name: chain, policy: 'ACCEPT', rules: [] }) as const);
    const [only] = options.operands;
    const shown = chains.filter((chain) => only === undefined || chain.name === only);
    if (shown.length === 0) return fail(context, 1, 'iptables: No chain/target/match by that name.');
    const { state } = context.netns;
    const verbose = options.values.has('v');
    if (!options.values.has('L'))
      return answer(context, [...specLines(shown, name, verbose ? state : null), ...ruleSource(context)]);
    if (!options.values.has('n')) return notModelled(context, 'iptables -L without -n (it asks DNS for every address)');
    const layout = { verbose, numbered: args.includes(NUMBERS), exact: options.values.has('x') };
    return answer(context, [...chainTables(shown, chains, { table: name, state }, layout), ...ruleSource(context)]);
  },
};

function isTable(name: string): name is TableName {
  return TABLES.includes(name);
}

function noTable(context: Context, name: string): RunResult {
  return fail(
    context,
    3,
    `iptables v1.8.9 (nf_tables): table '${name}' does not exist`,
    'Perhaps iptables or your kernel needs to be upgraded.',
  );
}

const TRY_HELP = "Try `iptables -h' or 'iptables --help' for more information.";
