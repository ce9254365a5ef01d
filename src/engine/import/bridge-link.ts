/** `bridge link`, as JSON or text: the settings of bridge ports, for listings of addresses that do not tell them. @see bridge(8) */
import type { Netdev } from '../world/world.ts';
import { bridgeLinkRows } from './bridge-link-text.ts';
import { textOf, type JsonObject } from './json.ts';
import { lineOf, readListing } from './listing.ts';
import type { Report } from './problem.ts';

/** `ip addr` without `-d` tells which bridge a device belongs to, and nothing else about the port. */
export function withPortSettings(devs: readonly Netdev[], text: string, report: Report): readonly Netdev[] {
  const rows = readListing(text, report, bridgeLinkRows);
  for (const row of rows) {
    const name = textOf(row, 'ifname') ?? '';
    if (!devs.some((dev) => dev.name === name)) report(lineOf(row), `there is no device ${name}`);
  }
  return devs.map((dev) => {
    const row = rows.find((candidate) => textOf(candidate, 'ifname') === dev.name);
    // A number is only told by `-d`, and with it everything else.
    if (row === undefined || dev.port?.number !== undefined) return dev;
    return withSettings({ ...dev, master: textOf(row, 'master') ?? dev.master ?? '' }, row);
  });
}

function withSettings(dev: Netdev, row: JsonObject): Netdev {
  const is = (key: string, usual: boolean) => (typeof row[key] === 'boolean' ? row[key] : usual);
  const state = textOf(row, 'state');
  const isHeldBack = state === 'blocking' || state === 'listening' || state === 'learning';
  return {
    ...dev,
    port: {
      hairpin: is('hairpin', false),
      learning: is('learning', true),
      flood: is('flood', true),
      isolated: is('isolated', false),
    },
    ...(isHeldBack ? { unmodelled: `a bridge port that is ${state}` } : {}),
  };
}
