/** Rule sets as `iptables-save` and `iptables -S` print them, with the counters of `state` where those are asked for. */
import {
  ruleCounters,
  type Chain,
  type NetnsState,
  type RuleCounters,
  type Table,
  type TableName,
} from '../../engine/index.ts';

/**
 * With the comment lines around each table that carry version and date left out, as the recordings have it.
 * @param counted `-c`: what each rule counted stands before it
 */
export function saveLines({ name, chains }: Table, state: NetnsState, counted: boolean): readonly string[] {
  return [
    `*${name}`,
    ...chains.map((chain) => `:${chain.name} ${chain.policy ?? '-'} [0:0]`),
    ...chains.flatMap((chain) =>
      chain.rules.map(({ text }, index) =>
        counted ? `${inBrackets(ruleCounters(state, name, chain, index))} ${text}` : text,
      ),
    ),
    'COMMIT',
  ];
}

function inBrackets({ packets, bytes }: RuleCounters): string {
  return `[${packets}:${bytes}]`;
}

/** Policies and user chains first, then the rules; one chain alone when named. `state` where counters are to be told (`-v`). */
export function specLines(chains: readonly Chain[], table: TableName, state: NetnsState | null): readonly string[] {
  const told = ({ packets, bytes }: RuleCounters) => `-c ${packets} ${bytes}`;
  return [
    ...chains.map(({ name, policy }) => {
      if (policy === null) return `-N ${name}`;
      return `-P ${name} ${policy}${state === null ? '' : ' -c 0 0'}`;
    }),
    ...chains.flatMap((chain) =>
      chain.rules.map(({ text }, index) =>
        state === null ? text : withCounters(text, told(ruleCounters(state, table, chain, index))),
      ),
    ),
  ];
}

/** They stand behind the matches, before the target. */
function withCounters(text: string, counters: string): string {
  const target = text.search(/ -[jg] /);
  return target < 0 ? `${text} ${counters}` : `${text.slice(0, target)} ${counters}${text.slice(target)}`;
}
