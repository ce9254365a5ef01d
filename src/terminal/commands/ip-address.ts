import { deviceOf, parseIp, parsePrefix, type InterfaceAddress, type Netdev } from '../../engine/index.ts';
import { answer, fail } from '../command.ts';
import { addressLines, briefLine } from '../print/link.ts';
import type { RunResult } from '../run-result.ts';
import { isShow, request, unknownCommand, type IpCall } from './ip-call.ts';

/** @see ip-address(8) */
export function ipAddress(call: IpCall): RunResult {
  const [verb, ...rest] = call.words;
  if (verb === 'add' || verb === 'a' || verb === 'del' || verb === 'delete')
    return change(call, verb.startsWith('a'), rest);
  if (isShow(verb)) return show(call, rest);
  return unknownCommand(call, 'addr');
}

function show({ context, brief }: IpCall, words: readonly string[]): RunResult {
  const { world, netns } = context;
  const name = words.find((word) => word !== 'dev');
  if (name !== undefined && deviceOf(netns, name) === undefined)
    return fail(context, 1, `Device "${name}" does not exist.`);
  const lines = inOrder(netns.devs)
    .filter((dev) => name === undefined || dev.name === name)
    .flatMap((dev) => (brief ? [briefLine(world, netns, dev, 'addr')] : addressLines(world, netns, dev)));
  return answer(context, lines);
}

export function inOrder(devs: readonly Netdev[]): readonly Netdev[] {
  return [...devs].sort((a, b) => a.index - b.index);
}

function change({ context }: IpCall, adds: boolean, words: readonly string[]): RunResult {
  const [text = '', ...rest] = words;
  const prefix = parsePrefix(text);
  const address = parseIp(text.split('/')[0] ?? '');
  if (prefix === null || address === null)
    return fail(context, 1, `Error: any valid prefix is expected rather than "${text}".`);
  const at = rest.indexOf('dev');
  const dev = at < 0 ? undefined : rest[at + 1];
  if (dev === undefined) return fail(context, 255, 'Not enough information: "dev" argument is required.');
  if (deviceOf(context.netns, dev) === undefined) return fail(context, 1, `Cannot find device "${dev}"`);
  const { lengthBits } = prefix;
  const netns = context.netns.id;
  if (!adds) return request(context, [{ kind: 'remove-address', netns, dev, address: { address, lengthBits } }]);
  const scope: InterfaceAddress['scope'] = address >>> 24 === 127 ? 'host' : 'global';
  return request(context, [{ kind: 'add-address', netns, dev, address: { address, lengthBits, scope } }]);
}
