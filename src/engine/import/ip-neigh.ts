/** `ip neigh`, as JSON or text, to neighbour entries. @see ip-neighbour(8) */
import { parseIp } from '../address/ip.ts';
import type { NeighbourEntry } from '../world/world.ts';
import { neighRows } from './ip-neigh-text.ts';
import { listOf, textOf } from './json.ts';
import { lineOf, readListing } from './listing.ts';
import type { Report } from './problem.ts';

const STATES = ['PERMANENT', 'REACHABLE', 'STALE', 'DELAY', 'PROBE', 'INCOMPLETE', 'FAILED'] as const;

export function readIpNeigh(text: string, report: Report): readonly NeighbourEntry[] {
  return readListing(text, report, neighRows).flatMap((row) => {
    const dst = textOf(row, 'dst') ?? '';
    const ip = parseIp(dst);
    const dev = textOf(row, 'dev');
    if (dst.includes(':')) return [];
    if (ip === null || dev === undefined) {
      report(lineOf(row), `"${dst}" is not a neighbour with an IPv4 address and a device`);
      return [];
    }
    const state = STATES.find((name) => listOf(row, 'state').includes(name));
    const mac = textOf(row, 'lladdr');
    if (state === undefined) {
      report(lineOf(row), `${dst}: state ${listOf(row, 'state').join(' ') || '(none)'} is not modelled`);
      return [];
    }
    return [{ ip, dev, state, ...(mac === undefined ? {} : { mac }) }];
  });
}
