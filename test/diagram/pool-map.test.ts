/** The map of a Docker Engine's pools. Addresses are the engine's own; the office behind the router is one of them. */
import { describe, expect, it } from 'vitest';
import { poolMap, subnetInRow, type PoolMap } from '../../src/diagram/index.ts';
import { buildWorld, installDocker, type DockerInstall, type World } from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';

const POOLS = ':write /etc/docker/daemon.json\n{"default-address-pools": [{"base": "10.210.0.0/16", "size": 24}]}';

function world(install: Partial<DockerInstall> = {}): World {
  const built = buildWorld({
    hosts: {
      pc: { kind: 'pc', addrs: { eth0: '172.22.10.119/24' }, routes: ['default via 172.22.10.1'] },
      router: { kind: 'router', addrs: { lan0: '172.22.10.1/24', lan1: '198.51.100.1/24' } },
      server: { addrs: { eth0: '198.51.100.10/24' }, routes: ['default via 198.51.100.1'] },
    },
    links: [
      ['pc:eth0', 'router:lan0'],
      ['router:lan1', 'server:eth0'],
    ],
  });
  return installDocker(built, 'server', { version: '24.0.7', ...install });
}

/** The map at a step of the last line (its end where none is named), `from` being the first step told with it. */
function mapAfter(
  lines: readonly string[],
  [from, to]: readonly [number, number] = [0, Infinity],
  start = world(),
): PoolMap {
  const before = lines.slice(0, -1).reduce((last, line) => run(last, 'server', line).world, start);
  const result = run(before, 'server', lines.at(-1) ?? '');
  const last = Math.min(to, (result.trace?.steps.length ?? 1) - 1);
  return poolMap({ before, after: result.world, trace: result.trace, steps: [from, last] }, 'server')!;
}

/** `172.22.0.0/16` to what is said of it. */
function marksOf(map: PoolMap): Readonly<Record<string, Omit<PoolMap['marks'][number], 'at'>>> {
  return Object.fromEntries(
    map.marks.map(({ at, ...mark }) => {
      const row = map.rows.findLast(({ from }) => from <= at)!;
      return [subnetInRow(row, at - row.from), mark];
    }),
  );
}

describe('poolMap', () => {
  it('draws the built-in pools as two rulers: fifteen /16 and sixteen /20', () => {
    expect(mapAfter(['docker network ls']).rows).toEqual([
      { from: 0, first: '172.17.0.0/16', count: 15, lengthBits: 16 },
      { from: 15, first: '192.168.0.0/20', count: 16, lengthBits: 20 },
    ]);
    const [, small] = mapAfter(['docker network ls']).rows;
    expect([subnetInRow(small!, 0), subnetInRow(small!, 15)]).toEqual(['192.168.0.0/20', '192.168.240.0/20']);
  });

  it('says who holds a subnet, and which came at this step', () => {
    const marks = marksOf(mapAfter(['docker network create a', 'docker network create b']));
    expect(marks).toMatchObject({
      '172.17.0.0/16': { given: ['bridge'] },
      '172.18.0.0/16': { given: ['a'] },
      '172.19.0.0/16': { given: ['b'], news: 'given' },
    });
    expect(marks['172.18.0.0/16']).not.toHaveProperty('news');
  });

  it('follows the steps of a command: nothing is given before the engine gives it', () => {
    expect(marksOf(mapAfter(['docker network create a'], [0, 0]))).not.toHaveProperty('172.18.0.0/16');
    expect(marksOf(mapAfter(['docker network create a'], [1, 1]))).toHaveProperty('172.18.0.0/16');
  });

  it('shows what has just been freed', () => {
    expect(marksOf(mapAfter(['docker network create a', 'docker network rm a']))).toMatchObject({
      '172.18.0.0/16': { news: 'freed' },
    });
  });

  it('shows where the next search begins: behind the last one up to 26, at the first from 27 on', () => {
    const lines = ['docker network create a', 'docker network rm a'];
    expect(mapAfter(lines)).toMatchObject({ engine: '24.0.7', search: 'next-fit', next: 2 });
    expect(mapAfter(lines, [0, Infinity], world({ version: '27.5.1' }))).toMatchObject({
      search: 'first-fit',
      next: 0,
    });
  });

  it('shows the search begin anew in the middle of a line that restarts the daemon', () => {
    const lines = ['docker network create a', 'systemctl restart docker && docker network create b'];
    expect([mapAfter(lines, [0, 0]).next, mapAfter(lines, [0, 1]).next, mapAfter(lines).next]).toEqual([2, 0, 3]);
  });

  it('marks what the engine keeps clear of, and why', () => {
    const avoided = mapAfter([
      ':write /etc/resolv.conf\nnameserver 172.20.0.53',
      'ip route add 172.18.5.0/24 dev eth0',
    ]);
    expect(marksOf(avoided)).toMatchObject({
      '172.18.0.0/16': { avoided: { by: 'route', what: '172.18.5.0/24 dev eth0' } },
      '172.20.0.0/16': { avoided: { by: 'nameserver', what: '172.20.0.53' } },
    });
  });

  it('marks the networks behind the router, which the engine does not see', () => {
    expect(marksOf(mapAfter(['docker network ls']))).toEqual({
      '172.17.0.0/16': { given: ['bridge'] },
      '172.22.0.0/16': { offices: ['172.22.10.0/24'] },
    });
  });

  it('takes the pools that the daemon has read, and shows networks that keep another subnet beside them', () => {
    const map = mapAfter(['docker network create --subnet 172.22.0.0/16 a', POOLS, 'systemctl restart docker']);
    expect(map.rows).toEqual([{ from: 0, first: '10.210.0.0/24', count: 256, lengthBits: 24 }]);
    expect(map.outside).toEqual([
      { name: 'bridge', subnet: '172.17.0.0/16', news: false, offices: [] },
      { name: 'a', subnet: '172.22.0.0/16', news: false, offices: ['172.22.10.0/24'] },
    ]);
  });

  it('is none for a machine without an engine', () => {
    expect(poolMap({ before: world(), after: world(), trace: null, steps: [0, 0] }, 'pc')).toBeNull();
  });
});
