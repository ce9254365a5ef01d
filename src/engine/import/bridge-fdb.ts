/** `bridge -j fdb` to the bridges' memory. Group addresses and entries of devices that are no ports (`self`) are left out. @see bridge(8) */
import type { FdbEntry } from '../world/world.ts';
import { listOf, readRows, textOf } from './json.ts';
import type { Report } from './problem.ts';

export function readBridgeFdb(text: string, report: Report): readonly FdbEntry[] {
  return readRows(text, report).flatMap((row) => {
    const bridge = textOf(row, 'master');
    const port = textOf(row, 'ifname');
    const mac = textOf(row, 'mac');
    if (bridge === undefined || port === undefined || mac === undefined || listOf(row, 'flags').includes('self'))
      return [];
    return [{ bridge, port, mac, learned: textOf(row, 'state') !== 'permanent' }];
  });
}
