import { deviceOf, parseIp } from '../../engine/index.ts';
import { answer, fail, misused } from '../command.ts';
import { neighbourLine } from '../print/neighbour.ts';
import type { RunResult } from '../run-result.ts';
import { abbreviated, isShow, request, unknownCommand, type IpCall } from './ip-call.ts';

/** @see ip-neighbour(8) */
export function ipNeighbour(call: IpCall): RunResult {
  const { context, command } = call;
  const [verb, ...rest] = call.words;
  const at = rest.indexOf('dev');
  const dev = at < 0 ? undefined : (rest[at + 1] ?? '');
  if (dev !== undefined && deviceOf(context.netns, dev) === undefined)
    return fail(context, 1, `Cannot find device "${dev}"`);
  const target = parseIp(rest.find((word, index) => word !== 'dev' && word !== 'to' && index !== at + 1) ?? '');
  const entries = context.netns.state.neighbours.filter(
    (entry) => (dev === undefined || entry.dev === dev) && (target === null || entry.ip === target),
  );
  if (isShow(verb)) return answer(context, entries.map(neighbourLine));
  if (verb === undefined || !(abbreviated(verb, 'flush') || abbreviated(verb, 'delete') || verb === 'del'))
    return unknownCommand(call, 'neigh');
  if (abbreviated(verb, 'flush') && rest.length === 0)
    return misused(context, command, 255, 'Flush requires arguments.');
  const gone = abbreviated(verb, 'flush') ? entries.filter((entry) => entry.state !== 'PERMANENT') : entries;
  if (!abbreviated(verb, 'flush') && gone.length === 0)
    return fail(context, 2, 'RTNETLINK answers: No such file or directory');
  return request(
    context,
    gone.map((entry) => ({ kind: 'remove-neighbour', netns: context.netns.id, dev: entry.dev, ip: entry.ip })),
  );
}
