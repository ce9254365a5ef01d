/** Rules into the kernel and out of it, told as one change. */
import { parseRule } from '../netfilter/parse-rule.ts';
import type { Edit } from '../world/edit.ts';
import type { Netns, NetnsId } from '../world/world.ts';
import type { ControlPlane } from './control-plane.ts';
import type { RuleLine } from './rule-set.ts';

/** Lines to take out that are gone already are passed over. */
export function putRules(
  plane: ControlPlane,
  verb: 'add' | 'remove',
  netns: NetnsId,
  lines: readonly RuleLine[],
): void {
  const [first, ...others] = lines;
  if (first === undefined) return;
  for (const line of lines)
    plane.quietly(verb === 'add' ? [added(plane.world.netns[netns], line)] : removed(plane.world.netns[netns], line));
  const subject = (line: RuleLine) => `-t ${line.table} ${line.text}`;
  const also = others.length > 0 ? { also: others.map(subject) } : {};
  plane.change(netns, { verb, noun: 'rule', subject: subject(first), ...also }, []);
}

function added(netns: Netns | undefined, line: RuleLine): Edit {
  const parsed = parseRule(line.text);
  if (parsed === null || netns === undefined) throw new Error(`not a rule: ${line.text}`);
  const rule = { kind: 'add-rule', netns: netns.id, table: line.table, chain: line.chain, rule: parsed.rule } as const;
  if (line.at === 'end') return rule;
  return { ...rule, position: line.at === 'top' ? 1 : belowJumps(netns) };
}

/** Docker moves its two jumps back to the top of FORWARD after each change; new rules thus stand right below them. */
function belowJumps(netns: Netns): number {
  return ruleTexts(netns, 'filter', 'FORWARD').lastIndexOf('-A FORWARD -j DOCKER-ISOLATION-STAGE-1') + 2;
}

function removed(netns: Netns | undefined, line: RuleLine): readonly Edit[] {
  if (netns === undefined || !ruleTexts(netns, line.table, line.chain).includes(line.text)) return [];
  return [{ kind: 'remove-rule', netns: netns.id, table: line.table, chain: line.chain, text: line.text }];
}

/** The rules of a chain as text, first to last; none where there is no such chain. */
export function ruleTexts(netns: Netns, table: string, chain: string): readonly string[] {
  return chainNamed(netns, table, chain)?.rules.map((rule) => rule.text) ?? [];
}

export function chainNamed(netns: Netns, table: string, chain: string) {
  return netns.netfilter.tables.find((other) => other.name === table)?.chains.find((other) => other.name === chain);
}
