/** A cable between two machines inside the same one: Docker's gateway on Windows, and LinuxKit three boxes further in. */
import { describe, expect, it } from 'vitest';
import { closeBoxes, layout, wirePath } from '../../src/diagram/index.ts';
import { buildWorld } from '../../src/engine/index.ts';

const world = buildWorld({
  hosts: {
    windows: { kind: 'windows', addrs: { 'Wi-Fi': '192.168.0.12/24' } },
    backend: { kind: 'router', parent: 'windows', addrs: { gateway: '192.168.65.1/24' } },
    vswitch: { kind: 'switch', parent: 'windows' },
    wsl: { kind: 'vm', parent: 'windows', addrs: { eth0: '172.28.241.140/20' } },
    linuxkit: { kind: 'vm', parent: 'wsl', addrs: { eth0: '192.168.65.3/24' } },
    router: { kind: 'router', addrs: { lan: '192.168.0.1/24' } },
  },
  links: [
    ['windows:Wi-Fi', 'router:lan'],
    ['wsl:eth0', 'vswitch:vm'],
    ['backend:gateway', 'linuxkit:eth0'],
  ],
});
const whole = layout(world);
const wire = whole.wires.find(({ ends }) => ends.includes('backend/gateway'));
const boxOf = (id: string) => whole.boxes.find((box) => box.id === id)!;

describe('a cable inside a machine', () => {
  it('is drawn from port to port', () => {
    expect(wire?.ends).toEqual(['backend/gateway', 'linuxkit/eth0']);
    expect(wire?.path[0]).toEqual(whole.anchors['backend/gateway']);
    expect(wire?.path.at(-1)).toEqual(whole.anchors['linuxkit/eth0']);
  });

  it('turns at right angles, and passes through no box that has no part in it', () => {
    const path = wire?.path ?? [];
    const legs = path.slice(1).map((to, at) => [path[at]!, to] as const);
    expect(legs.every(([a, b]) => a.xPx === b.xPx || a.yPx === b.yPx)).toBe(true);
    for (const box of [boxOf('backend'), boxOf('vswitch')]) {
      const crosses = legs.some(
        ([a, b]) =>
          Math.max(a.xPx, b.xPx) > box.xPx &&
          Math.min(a.xPx, b.xPx) < box.xPx + box.widthPx &&
          Math.max(a.yPx, b.yPx) > box.yPx &&
          Math.min(a.yPx, b.yPx) < box.yPx + box.heightPx,
      );
      expect(crosses, box.id).toBe(false);
    }
  });

  it('is the way that a packet takes', () => {
    expect(wirePath(whole, 'linuxkit/eth0', 'backend/gateway')).toEqual([...(wire?.path ?? [])].reverse());
  });

  it('ends at the edge of a closed box', () => {
    const closed = closeBoxes(whole, ['wsl'], 'en');
    const end = closed.wires.find(({ ends }) => ends.includes('backend/gateway'))?.path.at(-1);
    const box = closed.boxes.find(({ id }) => id === 'wsl')!;
    expect(end?.xPx).toBe(box.xPx + box.widthPx);
  });
});
