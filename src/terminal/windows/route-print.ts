/** `route print`: the IPv4 routes of this Windows, in the columns of the real one. @see route (Windows commands) */
import { formatIp, type Netns, type Route } from '../../engine/index.ts';
import { answer, notModelledLine, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { maskText } from './mask.ts';

const LINE = '='.repeat(75);

/** @param only routes to this network alone, as `route print 10.*` would show; `-4` has been taken away */
export function printRoutes(context: Context, only: string | undefined): RunResult {
  const { netns } = context;
  const shown = netns.routes.filter(
    ({ table, prefix }) => table === 'main' && (only === undefined || formatIp(prefix.address) === only),
  );
  return answer(context, [
    LINE,
    '',
    'IPv4 Route Table',
    LINE,
    'Active Routes:',
    ...(shown.length === 0
      ? ['  None']
      : [
          'Network Destination        Netmask          Gateway       Interface',
          ...shown.map((route) => row(netns, route)),
        ]),
    LINE,
    notModelledLine('the list of interfaces, metrics, IPv6, and the routes that Windows has to its own addresses'),
  ]);
}

function row({ devs }: Netns, { prefix, nextHop, netdev, source }: Route): string {
  const own = source ?? devs.find(({ name }) => name === netdev)?.addresses[0]?.address;
  const cells = [
    formatIp(prefix.address),
    maskText(prefix.lengthBits),
    nextHop === undefined ? 'On-link' : formatIp(nextHop),
    own === undefined ? '' : formatIp(own),
  ];
  const [to = '', ...rest] = cells;
  return to.padStart(17) + rest.map((cell) => cell.padStart(17)).join('');
}
