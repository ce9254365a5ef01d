import { describe, expect, it } from 'vitest';
import {
  boxesAround,
  callPath,
  closable,
  closeBoxes,
  labelsOf,
  layout,
  type Anchor,
  type Box,
  type Point,
  type Rect,
  type Topology,
  wirePath,
} from '../../src/diagram/index.ts';
import { run } from '../../src/terminal/index.ts';
import { windowsWorld } from '../support/nested-windows.ts';
import { podmanPcWithNginx } from '../support/podman-on-windows.ts';

const whole = layout(windowsWorld);
const machines = whole.boxes.filter(closable).map(({ id }) => id);
/** Every choice of boxes to close. */
const choices: readonly (readonly Anchor[])[] = machines.reduce<readonly (readonly Anchor[])[]>(
  (all, id) => [...all, ...all.map((chosen) => [...chosen, id])],
  [[]],
);

describe('machines within machines', () => {
  it('stand in each other as they run: PC, virtual machine, distribution, LinuxKit, container', () => {
    const chain = ['windows', 'wsl', 'docker-desktop', 'linuxkit', 'linuxkit/docker0', 'mattermost'];
    const depths = chain.map((id) => boxOf(whole, id).depth);
    expect(depths).toEqual([0, 1, 2, 3, 4, 5]);
    chain.slice(1).forEach((id, n) => expect(isWithin(boxOf(whole, id), boxOf(whole, chain[n]!))).toBe(true));
  });

  it('has a bridge drawn where its containers are, though the namespace is the virtual machine’s', () => {
    expect(isWithin(boxOf(whole, 'wsl/podman0'), boxOf(whole, 'podman-machine'))).toBe(true);
    expect(isWithin(boxOf(whole, 'web'), boxOf(whole, 'wsl/podman0'))).toBe(true);
  });

  it('shows the adapter that leads to the virtual machine, with its name and address, above the machine’s own port', () => {
    const adapter = whole.ports.find(({ id }) => id === 'windows/vEthernet (WSL (Hyper-V firewall))')!;
    expect(adapter).toMatchObject({ label: 'vEthernet (WSL (Hyper-V firewall))', address: '172.28.240.1/20' });
    expect(whole.anchors['wsl/eth0']!.xPx).toBe(whole.anchors[adapter.id]!.xPx);
    expect(whole.anchors['wsl/eth0']!.yPx).toBe(boxOf(whole, 'wsl').yPx);
  });

  it('gives that name and address the room they need', () => {
    const texts = labelsOf(whole).map(({ text }) => text);
    expect(texts).toContain('vEthernet (WSL (Hyper-V firewall)) 172.28.240.1/20');
  });

  it('shows a port that no cable leads to', () => {
    expect(whole.ports.find(({ id }) => id === 'linuxkit/eth0')).toMatchObject({ address: '192.168.65.3' });
  });
});

describe('a virtual switch in a machine', () => {
  const ADAPTER = 'windows/vEthernet (WSL (Hyper-V firewall))';
  const lines = ['podman machine stop', 'podman machine set --user-mode-networking', 'podman machine start'];
  const usual = layout(podmanPcWithNginx());
  const userMode = layout(lines.reduce((world, line) => run(world, 'windows', line).world, podmanPcWithNginx()));
  const wireOf = ({ wires }: Topology, ...ends: readonly Anchor[]) =>
    wires.find((wire) => ends.every((end) => wire.ends.includes(end)))?.path;

  it('stands between the adapter of its host and the guest, with a wire straight down from each', () => {
    const down = [wireOf(usual, ADAPTER, 'vswitch/host')!, wireOf(usual, 'vswitch/vm', 'wsl/eth0')!];
    expect(new Set(down.flat().map(({ xPx }) => xPx)).size).toBe(1);
    expect(down.map((path) => Math.max(...path.map(({ yPx }) => yPx)))).toEqual([
      boxOf(usual, 'vswitch').yPx,
      boxOf(usual, 'wsl').yPx,
    ]);
    expect(labelsOf(usual).map(({ text }) => text)).toContain('vEthernet (WSL (Hyper-V firewall)) 172.28.240.1/20');
  });

  it('leaves the wire of another guest to go round the boxes between', () => {
    expect(wireOf(userMode, 'gvproxy/tap', 'wsl/podman-usermode')!.length).toBeGreaterThan(2);
  });
});

describe('whichever boxes are closed', () => {
  it.each(choices.map((closed) => [closed.join(', ') || 'none', closed] as const))(
    '%s: nothing overlaps, all is inside',
    (_, closed) => {
      for (const language of ['en', 'ko'] as const) {
        const picture = closeBoxes(layout(windowsWorld, { language }), closed, language);
        const labels = labelsOf(picture).map(({ rect, text }) => ({ ...rect, text }));
        expect(overlapping(labels)).toEqual([]);
        expect(
          picture.boxes.flatMap((a, n) => picture.boxes.slice(n + 1).filter((b) => !areApart(a, b) && !isWithin(b, a))),
        ).toEqual([]);
        const scene = {
          xPx: picture.origin?.xPx ?? 0,
          yPx: picture.origin?.yPx ?? 0,
          widthPx: picture.widthPx,
          heightPx: picture.heightPx,
        };
        expect([...picture.boxes, ...labels].filter((rect) => !isWithin(rect, scene))).toEqual([]);
        for (const { ends, path } of picture.wires) {
          expect([path[0], path.at(-1)]).toEqual(ends.map((end) => picture.anchors[end]));
          path
            .slice(1)
            .forEach((point, n) => expect(point.xPx === path[n]!.xPx || point.yPx === path[n]!.yPx).toBe(true));
        }
      }
    },
  );
});

describe('a closed box', () => {
  const closed = closeBoxes(whole, ['docker-desktop'], 'en');

  it('keeps its title and says how much is inside', () => {
    expect(boxOf(closed, 'docker-desktop')).toMatchObject({
      title: 'docker-desktop',
      subtitle: '3 inside',
      closed: true,
    });
    expect(boxOf(closeBoxes(whole, ['docker-desktop'], 'ko'), 'docker-desktop').subtitle).toBe('안에 3개');
  });

  it('shows nothing of what is inside', () => {
    expect(closed.boxes.map(({ id }) => id)).not.toContain('linuxkit');
    expect(closed.ports.map(({ id }) => id)).not.toContain('mattermost/eth0');
    expect(closed.wires.flatMap(({ ends }) => ends)).not.toContain('mattermost/eth0');
  });

  it('keeps the ports on its edge, and their wires', () => {
    const wsl = closeBoxes(whole, ['wsl'], 'en');
    expect(wsl.ports.find(({ id }) => id === 'wsl/eth0')).toMatchObject({ label: 'eth0', address: '172.28.241.140' });
    expect(wsl.anchors['wsl/eth0']!.yPx).toBe(boxOf(wsl, 'wsl').yPx);
    expect(wsl.wires.flatMap(({ ends }) => ends)).toContain('wsl/eth0');
  });

  it('has the packets of all that is inside rest on its lower edge', () => {
    const box = boxOf(closed, 'docker-desktop');
    const edge = { xPx: box.xPx + box.widthPx / 2, yPx: box.yPx + box.heightPx };
    for (const anchor of ['linuxkit', 'linuxkit/docker0', 'mattermost/eth0', 'mattermost#process']) {
      expect(closed.anchors[anchor]!.xPx).toBeCloseTo(edge.xPx, 0);
      expect(closed.anchors[anchor]!.yPx).toBeCloseTo(edge.yPx, 0);
    }
  });

  it('gives its room back: the picture is smaller in both directions', () => {
    expect(closed.widthPx).toBeLessThan(whole.widthPx);
    expect(closed.heightPx).toBeLessThan(whole.heightPx);
  });

  it('leaves every other box its size, and all of them their order', () => {
    for (const box of closed.boxes.filter(
      ({ id }) => !['windows', 'wsl', 'docker-desktop'].includes(id) && !id.endsWith('#guests'),
    )) {
      const before = boxOf(whole, box.id);
      expect([box.widthPx, box.heightPx], box.id).toEqual([before.widthPx, before.heightPx]);
    }
    const order = (picture: Topology) =>
      closed.boxes
        .map(({ id }) => boxOf(picture, id))
        .toSorted((a, b) => a.yPx - b.yPx)
        .map(({ id }) => id);
    expect(order(closed)).toEqual(order(whole));
  });

  it('is the same each time', () => {
    expect(closeBoxes(layout(windowsWorld), ['docker-desktop'], 'en')).toEqual(closed);
  });
});

const podmanTopology = layout(podmanPcWithNginx());

describe('a channel', () => {
  const channel = whole.channels!.find(({ ends }) => ends.includes('linuxkit'))!;

  it('leads from the programs on Windows to the edge of the machine that runs the engine, and is no wire', () => {
    const box = boxOf(whole, 'linuxkit');
    expect(channel.path.at(-1)!.xPx).toBe(box.xPx);
    expect(whole.wires.flatMap(({ ends }) => ends)).not.toContain('linuxkit');
  });

  it('says what it is, in the reader’s language', () => {
    expect(channel.nameAt).toBeDefined();
    expect([channel, ...layout(windowsWorld, { language: 'ko' }).channels!].map(({ name }) => name)).toEqual([
      'hypervisor socket',
      '하이퍼바이저 소켓',
    ]);
  });

  it('ends at the edge of a closed box around its end', () => {
    const closed = closeBoxes(whole, ['wsl'], 'en');
    expect(closed.channels![0]!.path.at(-1)!.xPx).toBe(boxOf(closed, 'wsl').xPx);
  });

  it('is the way of a call between its ends, there and back', () => {
    expect(callPath(whole, 'windows#process', 'linuxkit#process')).toEqual(channel.path);
    expect(callPath(whole, 'linuxkit#process', 'windows#process')).toEqual(channel.path.toReversed());
  });

  it('is not left for a program further in: the one that is asked is none of those drawn', () => {
    const { channels } = podmanTopology;
    expect(callPath(podmanTopology, 'windows#relay', 'wsl#process')).toEqual(channels![0]!.path);
  });
});

describe('a packet that comes in from above', () => {
  it('goes along the edges of the switch and of its machine, not through the names that stand below the ports', () => {
    const adapter = 'windows/vEthernet (WSL (Hyper-V firewall))';
    const path = wirePath(podmanTopology, adapter, 'wsl#process');
    const struck = labelsOf(podmanTopology)
      .filter(({ owner }) => ['wsl', 'vswitch'].includes(owner))
      .filter(({ rect }) => path.some((end, n) => n > 0 && meets(rect, path[n - 1]!, end)));
    expect(path.at(-1)).toEqual(podmanTopology.anchors['wsl#process']);
    expect(struck.map(({ text }) => text)).toEqual([]);
  });
});

describe('the boxes around a place', () => {
  it('are all that must be open to see it', () => {
    expect(boxesAround(whole, ['mattermost#process'])).toEqual(['wsl', 'docker-desktop', 'linuxkit']);
    expect(boxesAround(whole, ['wsl/podman0'])).toEqual(['wsl', 'podman-machine']);
  });

  it('are none for a port on the outermost one’s edge', () => {
    expect(boxesAround(whole, ['wsl/eth0', 'windows/Wi-Fi'])).toEqual([]);
  });
});

function boxOf(picture: Topology, id: string): Box {
  const box = picture.boxes.find((candidate) => candidate.id === id);
  if (box === undefined) throw new Error(`the picture has no ${id}`);
  return box;
}

/** Whether a straight way, level or upright, passes through `rect`. */
function meets(rect: Rect, start: Point, end: Point): boolean {
  const [leftPx, rightPx] = [start.xPx, end.xPx].toSorted((a, b) => a - b) as [number, number];
  const [topPx, bottomPx] = [start.yPx, end.yPx].toSorted((a, b) => a - b) as [number, number];
  return (
    leftPx < rect.xPx + rect.widthPx && rightPx > rect.xPx && topPx < rect.yPx + rect.heightPx && bottomPx > rect.yPx
  );
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

function overlapping(rects: readonly (Rect & { readonly text: string })[]): string[] {
  return rects.flatMap((a, n) =>
    rects.slice(n + 1).flatMap((b) => (areApart(a, b) ? [] : [`${a.text} and ${b.text}`])),
  );
}
