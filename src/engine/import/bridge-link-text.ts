/** `bridge -d link` as people paste it: a line a port, its settings on the next. @see bridge(8) */
import type { JsonObject } from './json.ts';
import { linesOf } from './listing.ts';
import type { Report } from './problem.ts';
import { readWords } from './words.ts';

const GRAMMAR = {
  texts: { master: 'master', state: 'state' },
  numbers: { mtu: 'mtu', priority: 'priority', cost: 'cost' },
} as const;
const SETTINGS = ['hairpin', 'learning', 'flood', 'isolated'];

export function bridgeLinkRows(text: string, report: Report): readonly JsonObject[] {
  const rows: Record<string, unknown>[] = [];
  for (const { number, isIndented, words } of linesOf(text)) {
    const head = /^\d+: ([^:\s@]+)(?:@\S+)?:$/.exec(words.slice(0, 2).join(' '));
    const row = rows.at(-1);
    if (head !== null) rows.push({ ...readWords(words.slice(3), GRAMMAR).row, line: number, ifname: head[1] });
    else if (isIndented && row !== undefined) {
      for (const setting of SETTINGS) {
        const at = words.indexOf(setting);
        if (at >= 0) row[setting] = words[at + 1] === 'on';
      }
    } else report(number, `"${words.join(' ')}" is not a port of a bridge`);
  }
  return rows;
}
