import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildWorld } from '../../src/engine/index.ts';
import { labelsOf, layout, measureText, type Box, type Rect, type Topology } from '../../src/diagram/index.ts';
import { incidentAfter, incidentBefore } from '../support/incident-world.ts';
import { shapes, worldOf } from '../support/random-worlds.ts';

const runs = { numRuns: 60 };

describe('the picture of the incident', () => {
  const picture = layout(incidentAfter);

  it('goes from the PC over the router and the switch to the servers, left to right', () => {
    const lefts = ['pc', 'router', 'lan', 'r550'].map((id) => boxOf(picture, id).xPx);
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
    expect(boxOf(picture, 'r650').xPx).toBe(boxOf(picture, 'r550').xPx);
  });

  it('draws the switch as a slim bus that spans the ports of both servers', () => {
    const bus = boxOf(picture, 'lan');
    expect(bus.shape).toBe('bus');
    expect(bus.widthPx).toBeLessThan(20);
    for (const port of ['r550/eno8303', 'r650/eno8303']) {
      expect(picture.anchors[port]!.yPx).toBeGreaterThan(bus.yPx);
      expect(picture.anchors[port]!.yPx).toBeLessThan(bus.yPx + bus.heightPx);
    }
  });

  it('runs straight from the PC to the router, and from the router through the switch to R550', () => {
    const level = (anchor: string) => picture.anchors[anchor]!.yPx;
    expect(level('pc/eth0')).toBe(level('router/eth0'));
    expect(level('router/eth1')).toBe(level('r550/eno8303'));
  });

  it('puts openldap in its bridge and the bridge in R550', () => {
    expect(isWithin(boxOf(picture, 'openldap'), boxOf(picture, 'r550/br-80cb5a0c07bc'))).toBe(true);
    expect(isWithin(boxOf(picture, 'r550/br-80cb5a0c07bc'), boxOf(picture, 'r550'))).toBe(true);
  });

  it('shows R550’s routing table and leaves R650 closed', () => {
    expect(boxOf(picture, 'r550#routes').lines).toContain('172.22.0.0/16 dev br-80cb5a0c07bc');
    expect(picture.boxes.map(({ id }) => id)).not.toContain('r650#routes');
    expect(picture.anchors['r650#routes']).toBeDefined();
  });

  it('is low and narrow enough that every label can be read on a laptop’s board of 877 by 460', () => {
    expect(Math.min(877 / picture.widthPx, 460 / picture.heightPx) * 12).toBeGreaterThanOrEqual(11);
  });

  it('says its titles in Korean when asked to', () => {
    const titles = layout(incidentAfter, { language: 'ko' }).boxes.map(({ title }) => title);
    expect(titles).toContain('개발자 PC');
    expect(titles).toContain('라우팅 테이블');
  });

  it('marks what is assumed', () => {
    expect(boxOf(picture, 'router')).toMatchObject({ assumed: true, subtitle: 'assumed' });
  });

  it('has a place for every interface of the world, drawn or not', () => {
    for (const netns of Object.values(incidentAfter.netns)) {
      for (const dev of netns.devs) expect(picture.anchors, dev.name).toHaveProperty([`${netns.id}/${dev.name}`]);
      for (const part of ['process', 'routes', 'netfilter']) {
        expect(picture.anchors).toHaveProperty([`${netns.id}#${part}`]);
      }
    }
  });

  it('draws only the panels it is asked for', () => {
    const panels = layout(incidentAfter, { panels: ['r650#routes', 'r550#netfilter'] }).boxes.filter(
      ({ kind }) => kind === 'panel',
    );
    expect(panels.map(({ id }) => id).sort()).toEqual(['r550#netfilter', 'r650#routes']);
  });

  it('folds a bridge’s containers away and lets their packets rest on the bridge', () => {
    const folded = layout(incidentAfter, { folded: ['r550/br-80cb5a0c07bc'] });
    expect(folded.boxes.map(({ id }) => id)).not.toContain('openldap');
    expect(boxOf(folded, 'r550/br-80cb5a0c07bc').lines).toContain('1 container');
    expect(folded.anchors['openldap/eth0']).toEqual(folded.anchors['r550/br-80cb5a0c07bc']);
  });
});

describe('whatever the world', () => {
  it('no two labels overlap, and none is cut by a box that it is not in', () => {
    fc.assert(
      fc.property(shapes(12), (shape) => {
        const picture = layout(worldOf(shape));
        expect(overlapping(labelsOf(picture).map(({ rect, text }) => ({ ...rect, text })))).toEqual([]);
      }),
      runs,
    );
  });

  it('boxes either nest or lie apart', () => {
    fc.assert(
      fc.property(shapes(12), (shape) => {
        const { boxes } = layout(worldOf(shape));
        const torn = boxes.flatMap((a, n) =>
          boxes.slice(n + 1).flatMap((b) => (areApart(a, b) || isWithin(b, a) ? [] : [`${a.id} and ${b.id}`])),
        );
        expect(torn).toEqual([]);
      }),
      runs,
    );
  });

  it('every text fits the box it stands in', () => {
    fc.assert(
      fc.property(shapes(12), (shape) => {
        const picture = layout(worldOf(shape));
        const boxes = new Map(picture.boxes.map((box) => [box.id, box]));
        const spilt = labelsOf(picture).filter(({ owner, rect, text, font }) => {
          const box = boxes.get(owner) ?? boxes.get(owner.split('/')[0]!);
          if (box === undefined || box.shape === 'bus') return false;
          return !isWithin({ ...rect, widthPx: measureText(text, font) }, box);
        });
        expect(spilt).toEqual([]);
      }),
      runs,
    );
  });

  it('everything is inside the picture', () => {
    fc.assert(
      fc.property(shapes(12), (shape) => {
        const picture = layout(worldOf(shape));
        const whole = { xPx: 0, yPx: 0, widthPx: picture.widthPx, heightPx: picture.heightPx };
        const points = picture.wires.flatMap(({ path }) =>
          path.map((point) => ({ ...point, widthPx: 0, heightPx: 0 })),
        );
        expect(
          [...picture.boxes, ...labelsOf(picture).map(({ rect }) => rect), ...points].every((rect) =>
            isWithin(rect, whole),
          ),
        ).toBe(true);
      }),
      runs,
    );
  });

  it('wires join the ports they name, at right angles', () => {
    fc.assert(
      fc.property(shapes(12), (shape) => {
        const { wires, anchors } = layout(worldOf(shape));
        for (const { ends, path } of wires) {
          expect([path[0], path.at(-1)]).toEqual(ends.map((end) => anchors[end]));
          path.slice(1).forEach((point, n) => {
            expect(point.xPx === path[n]!.xPx || point.yPx === path[n]!.yPx).toBe(true);
          });
        }
      }),
      runs,
    );
  });

  it('the same world gives the same picture', () => {
    fc.assert(
      fc.property(shapes(), (shape) => {
        expect(layout(worldOf(shape))).toEqual(layout(worldOf(shape)));
      }),
      { numRuns: 20 },
    );
  });

  it('holds with a thousand containers', () => {
    const picture = layout(
      worldOf({
        hosts: Array.from({ length: 5 }, () => [200]),
        routers: 1,
        hasSwitch: true,
        hasInternet: true,
        name: 'web',
      }),
    );
    expect(picture.boxes.filter(({ kind }) => kind === 'container')).toHaveLength(1000);
    expect(overlapping(labelsOf(picture).map(({ rect, text }) => ({ ...rect, text })))).toEqual([]);
  });
});

describe('a container on two bridges', () => {
  const picture = layout(
    buildWorld({
      hosts: {
        host: {
          addrs: { br1: '192.0.2.1/25', br2: '192.0.2.129/25' },
          bridges: { br1: ['va', 'vb'], br2: ['vc'] },
        },
        a: { parent: 'host', addrs: { eth0: '192.0.2.2/25', eth1: '192.0.2.130/25' } },
        b: { parent: 'host', addrs: { eth0: '192.0.2.3/25' } },
      },
      links: [
        ['host:va', 'a:eth0'],
        ['host:vb', 'b:eth0'],
        ['host:vc', 'a:eth1'],
      ],
    }),
  );

  it('stands in the first and has a wire to the second', () => {
    expect(isWithin(boxOf(picture, 'a'), boxOf(picture, 'host/br1'))).toBe(true);
    expect(picture.wires.map(({ ends }) => ends)).toContainEqual(['host/vc', 'a/eth1']);
    expect(picture.anchors['host/vc']).toEqual(picture.anchors['host/br2']);
  });
});

describe('when something is added', () => {
  it('nothing but R550 changes when a bridge and its container come into it', () => {
    const before = layout(incidentBefore);
    const after = layout(incidentAfter, { previous: before });
    for (const id of ['pc', 'router', 'r650']) expect(boxOf(after, id)).toEqual(boxOf(before, id));
    expect(after.wires.filter(({ id }) => !id.includes('veth'))).toEqual(before.wires);
    expect(boxOf(after, 'r550').heightPx).toBeGreaterThan(boxOf(before, 'r550').heightPx);
    expect(areApart(boxOf(after, 'r550'), boxOf(after, 'r650'))).toBe(true);
  });

  it('all of it is inside the picture, whose corner has moved', () => {
    const after = layout(incidentAfter, { previous: layout(incidentBefore) });
    const whole = {
      xPx: after.origin?.xPx ?? 0,
      yPx: after.origin?.yPx ?? 0,
      widthPx: after.widthPx,
      heightPx: after.heightPx,
    };
    expect(after.boxes.every((box) => isWithin(box, whole))).toBe(true);
  });

  it('comes back to where it was when it is taken away again', () => {
    const before = layout(incidentBefore);
    const after = layout(incidentAfter, { previous: before });
    const again = layout(incidentBefore, { previous: after });
    for (const id of ['pc', 'router', 'r650']) expect(boxOf(again, id)).toEqual(boxOf(before, id));
    expect(again.anchors['r550/eno8303']).toEqual(before.anchors['r550/eno8303']);
  });

  it('one more container moves no other machine, and no container of its bridge', () => {
    fc.assert(
      fc.property(shapes(9), fc.nat(), (shape, pick) => {
        const h = pick % shape.hosts.length;
        const bridges = shape.hosts[h]!;
        fc.pre(bridges.length > 0);
        const more = {
          ...shape,
          hosts: shape.hosts.map((own, n) => (n === h ? [...own.slice(0, -1), own.at(-1)! + 1] : own)),
        };
        fc.pre(worldOf(shape).machines[`host${h}`] !== undefined);
        const before = layout(worldOf({ ...shape, name: 'web' }), { panels: [] });
        const after = layout(worldOf({ ...more, name: 'web' }), { panels: [], previous: before });
        const host = `host${h}`;
        const order = (picture: Topology) =>
          picture.boxes
            .filter(({ depth }) => depth === 0)
            .toSorted((a, b) => a.yPx - b.yPx || a.xPx - b.xPx)
            .map(({ id }) => id);
        expect(overlappingBoxes(after)).toEqual([]);
        expect(order(after)).toHaveLength(order(before).length);
        const bridge = `c${h}-${bridges.length - 1}-`;
        for (const box of before.boxes.filter(({ id }) => id.startsWith(bridge))) {
          const moved = boxOf(after, box.id);
          const from = boxOf(before, host);
          const to = boxOf(after, host);
          expect([moved.xPx - to.xPx, moved.yPx - to.yPx]).toEqual([box.xPx - from.xPx, box.yPx - from.yPx]);
        }
      }),
      runs,
    );
  });
});

it('a world whose machines do not nest is refused by name', () => {
  const pc = incidentBefore.machines['pc']!;
  const broken = { ...incidentBefore, machines: { ...incidentBefore.machines, pc: { ...pc, parent: 'nowhere' } } };
  expect(() => layout(broken)).toThrow(/missing: nowhere/);
});

function boxOf(picture: Topology, id: string): Box {
  const box = picture.boxes.find((candidate) => candidate.id === id);
  if (box === undefined) throw new Error(`the picture has no ${id}`);
  return box;
}

function isWithin(inner: Rect, outer: Rect): boolean {
  return (
    inner.xPx >= outer.xPx &&
    inner.yPx >= outer.yPx &&
    inner.xPx + inner.widthPx <= outer.xPx + outer.widthPx + 0.01 &&
    inner.yPx + inner.heightPx <= outer.yPx + outer.heightPx + 0.01
  );
}

function areApart(a: Rect, b: Rect): boolean {
  return (
    a.xPx + a.widthPx <= b.xPx ||
    b.xPx + b.widthPx <= a.xPx ||
    a.yPx + a.heightPx <= b.yPx ||
    b.yPx + b.heightPx <= a.yPx
  );
}

function overlappingBoxes({ boxes }: Topology): string[] {
  return boxes
    .filter(({ depth }) => depth === 0)
    .flatMap((a, n, all) => all.slice(n + 1).flatMap((b) => (areApart(a, b) ? [] : [`${a.id} and ${b.id}`])));
}

/** Pairs of overlapping rectangles, by a sweep from left to right. */
function overlapping(rects: readonly (Rect & { readonly text: string })[]): string[] {
  const sorted = rects.toSorted((a, b) => a.xPx - b.xPx);
  return sorted.flatMap((a, n) => {
    const found: string[] = [];
    for (let m = n + 1; m < sorted.length && sorted[m]!.xPx < a.xPx + a.widthPx; m += 1) {
      if (!areApart(a, sorted[m]!)) found.push(`${a.text} and ${sorted[m]!.text}`);
    }
    return found;
  });
}
