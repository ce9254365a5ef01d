/** `ip -j neigh` to neighbour entries. @see ip-neighbour(8) */
import { parseIp } from '../address/ip.ts';
import type { NeighbourEntry } from '../world/world.ts';
import { listOf, readRows, textOf } from './json.ts';
import type { Report } from './problem.ts';

const STATES = ['PERMANENT', 'REACHABLE', 'STALE', 'DELAY', 'PROBE', 'INCOMPLETE', 'FAILED'] as const;

export function readIpNeigh(text: string, report: Report): readonly NeighbourEntry[] {
  return readRows(text, report).flatMap((row) => {
    const ip = parseIp(textOf(row, 'dst') ?? '');
    const dev = textOf(row, 'dev');
    if (ip === null || dev === undefined) return [];
    const state = STATES.find((name) => listOf(row, 'state').includes(name));
    const mac = textOf(row, 'lladdr');
    if (state === undefined) {
      report(0, `${textOf(row, 'dst') ?? '?'}: state ${JSON.stringify(row['state'])} is not modelled`);
      return [];
    }
    return [{ ip, dev, state, ...(mac === undefined ? {} : { mac }) }];
  });
}
