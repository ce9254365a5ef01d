import { deviceOf } from '../../engine/index.ts';
import { answer, fail, misused, notModelled } from '../command.ts';
import { briefLine, linkLines } from '../print/link.ts';
import type { RunResult } from '../run-result.ts';
import { inOrder } from './ip-address.ts';
import { abbreviated, isShow, request, unknownCommand, type IpCall } from './ip-call.ts';

/** @see ip-link(8) */
export function ipLink(call: IpCall): RunResult {
  const { context } = call;
  const [verb, ...rest] = call.words;
  if (verb === 'set') return set(call, rest);
  if (isShow(verb)) return show(call, rest);
  if (verb !== undefined && (abbreviated(verb, 'delete') || verb === 'del')) return remove(call, rest);
  if (verb === 'add' || verb === 'a') return notModelled(context, 'ip link add');
  return unknownCommand(call, 'link');
}

function show({ context, command, brief }: IpCall, words: readonly string[]): RunResult {
  const { world, netns } = context;
  const wanted: { name?: string; master?: string; kind?: string; up?: boolean } = {};
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === 'up') wanted.up = true;
    else if (word === 'master') wanted.master = rest.shift() ?? '';
    else if (word === 'type') wanted.kind = rest.shift() ?? '';
    else wanted.name = word === 'dev' ? (rest.shift() ?? '') : word;
  }
  const named = wanted.name ?? wanted.master;
  if (named !== undefined && deviceOf(netns, named) === undefined)
    return misused(context, command, 1, `Device "${named}" does not exist.`);
  const lines = inOrder(netns.devs)
    .filter((dev) => wanted.name === undefined || dev.name === wanted.name)
    .filter((dev) => wanted.master === undefined || dev.master === wanted.master)
    .filter((dev) => wanted.kind === undefined || dev.kind === wanted.kind)
    .filter((dev) => wanted.up === undefined || dev.up)
    .flatMap((dev) => (brief ? [briefLine(world, netns, dev, 'link')] : linkLines(world, netns, dev)));
  return answer(context, lines);
}

function set({ context, command }: IpCall, words: readonly string[]): RunResult {
  const [dev = '', ...rest] = words.filter((word) => word !== 'dev');
  if (dev === '') return misused(context, command, 255, 'Not enough of information: "dev" argument is required.');
  if (deviceOf(context.netns, dev) === undefined) return fail(context, 1, `Cannot find device "${dev}"`);
  const netns = context.netns.id;
  const [what, value] = rest;
  if (what === 'up' || what === 'down')
    return request(context, [{ kind: 'set-netdev', netns, dev, up: what === 'up' }]);
  if (what === 'nomaster') return request(context, [{ kind: 'set-netdev', netns, dev, master: null }]);
  if (what === 'master' && value !== undefined)
    return request(context, [{ kind: 'set-netdev', netns, dev, master: value }]);
  if (what === undefined) return answer(context, []);
  if (['mtu', 'address', 'name', 'netns', 'promisc', 'txqueuelen', 'arp', 'multicast'].includes(what))
    return notModelled(context, `ip link set … ${what}`);
  return misused(context, command, 255, `Error: either "dev" is duplicate, or "${what}" is a garbage.`);
}

function remove({ context, command }: IpCall, words: readonly string[]): RunResult {
  const [dev = ''] = words.filter((word) => word !== 'dev');
  const found = deviceOf(context.netns, dev);
  if (dev === '') return misused(context, command, 255, 'Not enough of information: "dev" argument is required.');
  if (found === undefined) return fail(context, 1, `Cannot find device "${dev}"`);
  if (found.kind === 'loopback' || found.kind === 'ethernet')
    return fail(context, 2, 'RTNETLINK answers: Operation not supported');
  return request(context, [{ kind: 'remove-netdev', netns: context.netns.id, dev }]);
}
