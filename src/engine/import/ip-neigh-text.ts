/** `ip neigh` as people paste it: `192.0.2.1 dev eth0 lladdr 00:00:5e:00:53:01 REACHABLE`. @see ip-neighbour(8) */
import type { JsonObject } from './json.ts';
import { linesOf } from './listing.ts';
import type { Report } from './problem.ts';
import { readWords } from './words.ts';

const STATES = 'PERMANENT NOARP REACHABLE STALE DELAY PROBE INCOMPLETE FAILED NONE'.split(' ');
const GRAMMAR = {
  texts: { dev: 'dev', lladdr: 'lladdr', used: 'used', proto: 'protocol' },
  numbers: { ref: 'ref', probes: 'probes' },
  flags: ['router', 'proxy', 'extern_learn', 'offload', 'managed', ...STATES],
} as const;

export function neighRows(text: string, report: Report): readonly JsonObject[] {
  return linesOf(text).flatMap(({ number, words }) => {
    const [dst = '', ...rest] = words;
    if (dst.includes(':')) return [];
    const { row, unknown } = readWords(rest, GRAMMAR);
    if (unknown.length > 0) report(number, `"${unknown.join(' ')}" is not understood`);
    return [{ ...row, line: number, dst, state: row.flags.filter((flag) => STATES.includes(flag)) }];
  });
}
