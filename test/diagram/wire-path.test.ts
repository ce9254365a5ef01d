import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layout, packetAt, pathLength, roundCorners, wirePath, type Point } from '../../src/diagram/index.ts';
import { incidentAfter } from '../support/incident-world.ts';
import { shapes, worldOf } from '../support/random-worlds.ts';

const picture = layout(incidentAfter);
const anchor = (name: string) => picture.anchors[name]!;

describe('the way from one place to another', () => {
  it.each([
    ['along one wire', 'pc/eth0', 'router/eth0'],
    ['through the router, from port to port', 'router/eth0', 'router/eth1'],
    ['through the switch', 'router/eth1', 'r550/eno8303'],
    ['over three wires', 'pc/eth0', 'r650/eno8303'],
    ['from a port to the routing table', 'r550/eno8303', 'r550#routes'],
    ['from a program to the routing table', 'r550#process', 'r550#routes'],
    ['from the routing table into the bridge', 'r550#routes', 'r550/br-80cb5a0c07bc'],
    ['from the bridge down the veth', 'r550/br-80cb5a0c07bc', 'openldap/eth0'],
    ['from the container’s edge to its core', 'openldap/eth0', 'openldap#process'],
    ['all the way', 'openldap#process', 'pc#process'],
  ])('%s begins and ends at its anchors and turns at right angles', (_, from, to) => {
    const path = wirePath(picture, from, to);
    expect([path[0], path.at(-1)]).toEqual([anchor(from), anchor(to)]);
    expect(path.every(isSquare)).toBe(true);
  });

  it('follows the wire, also backward', () => {
    const there = wirePath(picture, 'lan/port3', 'r650/eno8303');
    expect(there).toEqual(picture.wires.find(({ ends }) => ends.includes('r650/eno8303'))!.path);
    expect(wirePath(picture, 'r650/eno8303', 'lan/port3')).toEqual([...there].reverse());
  });

  it('runs along the bridge’s bar to its port', () => {
    const path = wirePath(picture, 'r550/br-80cb5a0c07bc', 'r550/veth4ac7512');
    expect(new Set(path.map(({ yPx }) => yPx))).toEqual(new Set([anchor('r550/veth4ac7512').yPx]));
  });

  it('crosses none of the parts it passes inside a machine', () => {
    const path = wirePath(picture, 'r550#routes', 'r550/br-80cb5a0c07bc');
    const docker0 = picture.boxes.find(({ id }) => id === 'r550/docker0')!;
    expect(path.some(({ xPx }) => xPx > docker0.xPx)).toBe(false);
  });

  it('is one point where nothing moves, and nothing where nothing is drawn', () => {
    expect(wirePath(picture, 'pc#process', 'pc#process')).toEqual([anchor('pc#process')]);
    expect(wirePath(picture, 'pc', 'nobody/eth0')).toEqual([]);
  });

  it('takes a name that is not drawn for the machine it belongs to', () => {
    expect(wirePath(picture, 'pc/eth0', 'r650/unknown')).toEqual(wirePath(picture, 'pc/eth0', 'r650'));
  });

  it('leads from every container to the PC, whatever the world', () => {
    fc.assert(
      fc.property(shapes(5), (shape) => {
        const random = layout(worldOf(shape));
        for (const { id } of random.boxes.filter(({ kind }) => kind === 'container')) {
          const path = wirePath(random, `${id}/eth0`, 'pc/eth0');
          expect([path[0], path.at(-1)]).toEqual([random.anchors[`${id}/eth0`], random.anchors['pc/eth0']]);
          expect(path.every(isSquare)).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('packetAt', () => {
  const path = [
    { xPx: 0, yPx: 0 },
    { xPx: 100, yPx: 0 },
    { xPx: 100, yPx: 100 },
  ];

  it.each([
    [0, 0, 0],
    [0.25, 50, 0],
    [0.5, 100, 0],
    [0.75, 100, 50],
    [1, 100, 100],
    [-1, 0, 0],
    [2, 100, 100],
  ])('after %f of the way it is at %i, %i', (t, xPx, yPx) => {
    expect(packetAt(path, t)).toEqual({ xPx, yPx });
  });

  it('never leaves the path’s rounded line, which keeps its ends and is shorter', () => {
    const round = roundCorners(path, 10);
    expect([round[0], round.at(-1)]).toEqual([path[0], path.at(-1)]);
    expect(pathLength(round)).toBeLessThan(pathLength(path));
  });
});

function isSquare(point: Point, n: number, path: readonly Point[]): boolean {
  const before = path[n - 1];
  return before === undefined || before.xPx === point.xPx || before.yPx === point.yPx;
}
