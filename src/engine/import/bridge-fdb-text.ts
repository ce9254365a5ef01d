/** `bridge fdb` as people paste it: `02:42:ac:11:00:02 dev veth1 master docker0`. @see bridge(8) */
import type { JsonObject } from './json.ts';
import { linesOf } from './listing.ts';
import type { Report } from './problem.ts';
import { readWords } from './words.ts';

const STATES = ['permanent', 'static', 'stale'];
const GRAMMAR = {
  texts: { dev: 'ifname', master: 'master', dst: 'dst', via: 'viaIf', used: 'used' },
  numbers: { vlan: 'vlan', vni: 'vni', port: 'port' },
  flags: ['self', 'router', 'extern_learn', 'offload', 'sticky', 'locked', ...STATES],
} as const;

export function fdbRows(text: string, report: Report): readonly JsonObject[] {
  return linesOf(text).map(({ number, words }) => {
    const [mac = '', ...rest] = words;
    const { row, unknown } = readWords(rest, GRAMMAR);
    if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(mac) || unknown.length > 0)
      report(number, `"${words.join(' ')}" is not an entry of a bridge's memory`);
    return { ...row, line: number, mac, state: STATES.find((state) => row.flags.includes(state)) };
  });
}
