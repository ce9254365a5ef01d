/** `route print`, and `route add`, `route delete`: a route of Windows until the next boot. @see Microsoft, "route" (Windows commands) */
import { formatIp, parseIp, parseRoute, type Ip } from '../../engine/index.ts';
import { answer, fail, misused, notModelled, unverified, type Command, type Context } from '../command.ts';
import { request } from '../commands/ip-call.ts';
import type { RunResult } from '../run-result.ts';
import { printRoutes } from './route-print.ts';
import { needsElevation } from './windows-of.ts';

export const route: Command = {
  name: 'route',
  understands: ['route print', 'route add NET mask MASK GATEWAY', 'route delete NET'],
  run: (context, args) => {
    const [verb = '', net = '', ...rest] = args.map((arg) => arg.toLowerCase()).filter((arg) => arg !== '-4');
    if (verb === 'print' && rest.length === 0 && (net === '' || parseIp(net) !== null))
      return printRoutes(context, net === '' ? undefined : net);
    if (verb !== 'add' && verb !== 'delete') return notModelled(context, `route ${args.join(' ')}`.trim());
    const refusal = needsElevation(context);
    if (refusal !== null) return refusal;
    const destination = parseIp(net);
    if (destination === null) return misused(context, route, 1, `route: bad destination address ${net}`);
    return verb === 'add' ? add(context, destination, rest) : remove(context, destination, rest);
  },
};

function add(context: Context, net: Ip, words: readonly string[]): RunResult {
  const [keyword, maskText = '', gatewayText = '', ...more] = words;
  const mask = parseIp(maskText);
  const gateway = parseIp(gatewayText);
  if (keyword !== 'mask' || more.length > 0) return notModelled(context, `route add … ${words.join(' ')}`);
  const bits = mask === null ? -1 : lengthOf(mask);
  if (gateway === null || bits < 0) return badParameter(context);
  const read = parseRoute(`${formatIp(net)}/${bits} via ${formatIp(gateway)}`);
  if ('error' in read) return badParameter(context);
  const done = request(context, [{ kind: 'add-route', netns: context.netns.id, route: read }]);
  if (done.exitCode === 0) return said(context, done);
  return done.output.some(({ text }) => text.endsWith('File exists'))
    ? fail(context, 1, 'The route addition failed: The object already exists.', '', UNSEEN)
    : badParameter(context);
}

function remove(context: Context, net: Ip, words: readonly string[]): RunResult {
  if (words.length > 0) return notModelled(context, `route delete … ${words.join(' ')}`);
  const found = context.netns.routes.filter(
    ({ prefix, table, nextHop }) =>
      table === 'main' && nextHop !== undefined && formatIp(prefix.address) === formatIp(net),
  );
  if (found.length === 0) return fail(context, 1, 'The route deletion failed: Element not found.', '', UNSEEN);
  return said(
    context,
    request(
      context,
      found.map((one) => ({ kind: 'remove-route', netns: context.netns.id, route: one })),
    ),
  );
}

const UNSEEN = unverified('the usual words of route, not seen for this machine');

function said(context: Context, { world, trace }: RunResult): RunResult {
  return answer(context, [' OK!', UNSEEN], { world, trace });
}

function badParameter(context: Context): RunResult {
  return fail(context, 1, 'The route addition failed: The parameter is incorrect.', '', UNSEEN);
}

/** -1 for a mask whose ones are not all on the left. */
function lengthOf(mask: Ip): number {
  const bits = (mask >>> 0).toString(2).padStart(32, '0');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : -1;
}
