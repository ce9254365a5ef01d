/** `bridge fdb`, as JSON or text, to the bridges' memory. Entries of devices that are no ports (`self`) are left out. @see bridge(8) */
import type { FdbEntry } from '../world/world.ts';
import { fdbRows } from './bridge-fdb-text.ts';
import { listOf, numberOf, textOf } from './json.ts';
import { lineOf, readListing } from './listing.ts';
import type { Report } from './problem.ts';

export function readBridgeFdb(text: string, report: Report): readonly FdbEntry[] {
  return readListing(text, report, fdbRows).flatMap((row) => {
    const bridge = textOf(row, 'master');
    const port = textOf(row, 'ifname');
    const mac = textOf(row, 'mac');
    if (bridge === undefined || port === undefined || mac === undefined || listOf(row, 'flags').includes('self'))
      return [];
    const vlan = numberOf(row, 'vlan');
    if (vlan !== undefined) {
      report(lineOf(row), `${mac}: an entry of VLAN ${vlan} is not modelled`);
      return [];
    }
    return [{ bridge, port, mac, learned: textOf(row, 'state') !== 'permanent' }];
  });
}
