/** Who was met before is who would be found: an exit remembers its neighbour only for as long as the list is the same. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ip } from '../../../src/engine/index.ts';
import { NeighbourIndex, type Meeting } from '../../../src/engine/link/neighbour-index.ts';
import type { NeighbourEntry } from '../../../src/engine/world/world.ts';

const anyIp = fc.constantFrom(1, 2, 3).map((last) => (0x0a000000 + last) as Ip);
const anyDev = fc.constantFrom('eth0', 'eth1');
const anyEntry: fc.Arbitrary<NeighbourEntry> = fc.record({
  ip: anyIp,
  dev: anyDev,
  mac: fc.constantFrom('02:00:00:00:00:01', '02:00:00:00:00:02'),
  state: fc.constantFrom('REACHABLE', 'FAILED', 'INCOMPLETE'),
});
const anyList = fc.array(anyEntry, { maxLength: 6 });

it('[ARP-1] meets at an address whom a scan of the list finds there, from list to list', () => {
  fc.assert(
    fc.property(fc.array(anyList, { maxLength: 4 }), (lists) => {
      const exits = new Map<string, Meeting>();
      let index: NeighbourIndex | null = null;
      for (const list of [...lists, ...lists]) {
        index = NeighbourIndex.of(list, index);
        for (const dev of ['eth0', 'eth1'])
          for (const ip of [0x0a000001, 0x0a000002, 0x0a000003] as Ip[]) {
            const exit = exits.get(`${dev} ${ip}`) ?? { index: null, neighbour: null };
            exits.set(`${dev} ${ip}`, exit);
            const plain = list.findLast((entry) => entry.ip === ip && entry.dev === dev) ?? null;
            for (const met of [index.meet(exit, dev, ip), index.meet(exit, dev, ip), index.find(dev, ip)])
              expect(met?.entry ?? null).toBe(plain);
          }
      }
    }),
  );
});
