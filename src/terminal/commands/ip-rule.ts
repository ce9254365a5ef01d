import { formatPrefix, parsePolicyRule, type PolicyRule } from '../../engine/index.ts';
import { answer, misused } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { abbreviated, isShow, request, unknownCommand, type IpCall } from './ip-call.ts';

/** @see ip-rule(8) */
export function ipRule(call: IpCall): RunResult {
  const { context, command } = call;
  const [verb, ...rest] = call.words;
  if (isShow(verb)) return answer(context, context.netns.rules.map(ruleLine));
  if (verb === undefined || !(abbreviated(verb, 'add') || abbreviated(verb, 'delete') || verb === 'del'))
    return unknownCommand(call, 'rule');
  const rule = parsePolicyRule(rest.join(' '), context.netns.rules);
  if ('error' in rule)
    return misused(context, command, 255, `Error: argument "${rule.error}" is wrong: Failed to parse rule type`);
  const netns = context.netns.id;
  if (abbreviated(verb, 'add')) return request(context, [{ kind: 'add-policy-rule', netns, rule }]);
  const present = context.netns.rules.find((other) =>
    sameRule(
      other,
      rule,
      rest.some((word) => word.startsWith('pr')),
    ),
  );
  return request(context, [{ kind: 'remove-policy-rule', netns, rule: present ?? rule }]);
}

function sameRule(a: PolicyRule, b: PolicyRule, withPriority: boolean): boolean {
  const text = (rule: PolicyRule) => ruleLine(withPriority ? rule : { ...rule, priority: 0 });
  return text(a) === text(b);
}

function ruleLine(rule: PolicyRule): string {
  const prefix = (value: PolicyRule['from']) => {
    if (value === undefined) return 'all';
    return value.lengthBits === 32 ? formatPrefix(value).slice(0, -3) : formatPrefix(value);
  };
  const mark = rule.mark;
  const markText = mark === undefined ? '' : `0x${(mark.value >>> 0).toString(16)}`;
  const maskText = mark === undefined || mark.mask === -1 ? '' : `/0x${(mark.mask >>> 0).toString(16)}`;
  const words = [
    ...(rule.not === true ? ['not'] : []),
    `from ${prefix(rule.from)}`,
    ...(rule.to === undefined ? [] : [`to ${prefix(rule.to)}`]),
    ...(mark === undefined ? [] : [`fwmark ${markText}${maskText}`]),
    ...(rule.iif === undefined ? [] : [`iif ${rule.iif}`]),
    ...(rule.oif === undefined ? [] : [`oif ${rule.oif}`]),
    rule.action.kind === 'lookup' ? `lookup ${rule.action.table}` : rule.action.kind,
  ];
  return `${rule.priority}:\t${words.join(' ')}`;
}
