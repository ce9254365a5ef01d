import {
  deviceOf,
  formatPrefix,
  parseIp,
  parsePrefix,
  parseRoute,
  routeGet,
  tableName,
  type Ip,
  type Step,
  type Trace,
} from '../../engine/index.ts';
import { answer, fail, misused, notModelled, type Context } from '../command.ts';
import { routeGetLines, routeLine } from '../print/route.ts';
import type { RunResult } from '../run-result.ts';
import { abbreviated, isShow, request, unknownCommand, type IpCall } from './ip-call.ts';

/** @see ip-route(8) */
export function ipRoute(call: IpCall): RunResult {
  const [verb, ...rest] = call.words;
  if (isShow(verb)) return show(call, rest);
  if (verb === undefined) return unknownCommand(call, 'route');
  if (abbreviated(verb, 'get')) return get(call, rest);
  if (['add', 'delete', 'del', 'replace', 'change', 'append'].some((name) => abbreviated(verb, name)))
    return change(call, verb, rest);
  if (abbreviated(verb, 'flush')) return notModelled(call.context, 'ip route flush');
  return unknownCommand(call, 'route');
}

function show({ context, command }: IpCall, words: readonly string[]): RunResult {
  const { world, netns } = context;
  let table = 'main';
  let dev: string | undefined;
  let prefix: string | undefined;
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === 'table') table = tableName(rest.shift() ?? '');
    else if (word === 'dev') dev = rest.shift() ?? '';
    else {
      const value = ['to', 'exact', 'root'].includes(word) ? (rest.shift() ?? '') : word;
      const parsed = value === 'default' ? parsePrefix('0.0.0.0/0') : parsePrefix(value);
      if (parsed === null)
        return misused(context, command, 1, `Error: any valid prefix is expected rather than "${value}".`);
      prefix = formatPrefix(parsed);
    }
  }
  if (dev !== undefined && deviceOf(netns, dev) === undefined) return fail(context, 1, `Cannot find device "${dev}"`);
  const shown = netns.routes.filter(
    (route) =>
      (table === 'all' || route.table === table) &&
      (dev === undefined || route.netdev === dev) &&
      (prefix === undefined || formatPrefix(route.prefix) === prefix),
  );
  return answer(
    context,
    shown.map((route) => routeLine(world, netns, route, table === 'all')),
  );
}

/** The kernel's own answer to "which way": its trace is the one decision. */
function get({ context, command }: IpCall, words: readonly string[]): RunResult {
  const rest = words.filter((word) => word !== 'to');
  const [text = '', ...options] = rest;
  const dst = parseIp(text.replace(/\/32$/, ''));
  if (text.includes(':')) return notModelled(context, 'IPv6');
  if (dst === null) return misused(context, command, 1, `Error: any valid prefix is expected rather than "${text}".`);
  const [option, value = ''] = options;
  const src = option === 'from' ? parseIp(value) : undefined;
  if (src === null || (option !== undefined && option !== 'from'))
    return notModelled(context, `ip route get … ${option ?? ''}`);
  const found = routeGet(context.netns, dst, src);
  const { chosen, source, tables, error } = found;
  if (chosen === null || error !== null) {
    const text = { EHOSTUNREACH: 'No route to host', EACCES: 'Permission denied', EINVAL: 'Invalid argument' };
    const words = text[error as keyof typeof text] as string | undefined;
    return fail(context, 2, `RTNETLINK answers: ${words ?? 'Network is unreachable'}`);
  }
  const detail: Decision = { kind: 'route', purpose: 'output', destination: dst, tables, chosen };
  const trace = decisionTrace(context, source === null ? detail : { ...detail, chosenSource: source });
  return answer(context, routeGetLines(dst, chosen, source), { trace });
}

type Decision = Pick<Extract<Step, { kind: 'route' }>, 'kind' | 'purpose' | 'destination' | 'tables' | 'chosen'> & {
  readonly chosenSource?: Ip;
};

function decisionTrace({ world, netns }: Context, decision: Decision): Trace {
  const step: Step = {
    ...decision,
    index: 0,
    conversation: 0,
    direction: 'forward',
    hop: 0,
    netns: netns.id,
    packet: null,
    atMs: world.nowMs,
  };
  return {
    conversations: [{ client: netns.id, tuple: null, disposition: 'delivered' }],
    steps: [step],
    disposition: 'delivered',
    outcome: null,
    error: null,
    answeredBy: null,
  };
}

function change({ context, command }: IpCall, verb: string, words: readonly string[]): RunResult {
  const netns = context.netns.id;
  if (words.some((word) => word.includes(':'))) return notModelled(context, 'IPv6');
  const route = parseRoute(words.join(' '));
  if ('error' in route) {
    const wantsPrefix = words.length > 0 && words.indexOf(route.error) <= 1;
    const text = wantsPrefix
      ? `Error: any valid prefix is expected rather than "${route.error}".`
      : `Error: either "to" is duplicate, or "${route.error}" is a garbage.`;
    return misused(context, command, 1, words.length === 0 ? 'RTNETLINK answers: Invalid argument' : text);
  }
  const { netdev, nextHop } = route;
  if (netdev !== undefined && deviceOf(context.netns, netdev) === undefined)
    return fail(context, 1, `Cannot find device "${netdev}"`);
  if (abbreviated(verb, 'delete') && !abbreviated(verb, 'add'))
    return request(context, [{ kind: 'remove-route', netns, route }]);
  if (netdev === undefined && nextHop === undefined && route.type === 'unicast')
    return fail(context, 2, 'RTNETLINK answers: No such device');
  const replaced = abbreviated(verb, 'replace') || abbreviated(verb, 'change') ? sameDestination(context, route) : [];
  return request(context, [
    ...replaced.map((old) => ({ kind: 'remove-route', netns, route: old }) as const),
    { kind: 'add-route', netns, route },
  ]);
}

function sameDestination({ netns }: Context, route: Parameters<typeof routeLine>[2]) {
  return netns.routes.filter(
    (other) =>
      other.table === route.table &&
      formatPrefix(other.prefix) === formatPrefix(route.prefix) &&
      other.metric === route.metric,
  );
}
