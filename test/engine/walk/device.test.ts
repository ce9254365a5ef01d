/** What a walk believes about its devices is what the world says. */
import { describe, expect, it } from 'vitest';
import { applyEdits, hasCarrier, type World } from '../../../src/engine/index.ts';
import { wiresOf } from '../../../src/engine/link/wires.ts';
import { siteOf } from '../../../src/engine/walk/site.ts';
import { bridgedWorld, ping } from '../../support/worlds.ts';

/** Every device of every namespace: whether it runs, as a walk sees it, and as the world has it. */
function running(world: World) {
  return Object.values(world.netns).flatMap((netns) => {
    const { devices } = siteOf(netns, wiresOf(world.links));
    return netns.devs.map(({ name }) => ({
      name: `${netns.id}/${name}`,
      walked: devices.get(name)?.isRunning(world),
      plain: hasCarrier(world, netns.id, name),
    }));
  });
}

describe('a device while a walk lasts', () => {
  const world = bridgedWorld();
  const down = applyEdits(world, [{ kind: 'set-netdev', netns: 'a', dev: 'eth0', up: false }]);

  it('[BRG-5] runs where the world says that it has carrier, also after the far end went down and came back', () => {
    for (const now of [world, down, world])
      for (const { name, walked, plain } of running(now)) expect({ name, walked }).toEqual({ name, walked: plain });
    expect(running(down)).not.toEqual(running(world));
  });

  it('is what it was in the world', () => {
    for (const netns of Object.values(world.netns)) {
      const { devices } = siteOf(netns, wiresOf(world.links));
      for (const dev of netns.devs) expect(devices.get(dev.name)).toMatchObject(dev);
    }
  });

  it('is put together anew once its namespace has other settings', () => {
    const host = world.netns['host'];
    if (host === undefined) throw new Error('no host');
    const wires = wiresOf(world.links);
    const edited = { ...host, sysctl: { ...host.sysctl, 'net.ipv4.ip_default_ttl': '7' } };
    expect(siteOf(host, wires)).toBe(siteOf({ ...host }, wires));
    expect(siteOf(edited, wires).settings.defaultTtlHops).toBe(7);
  });

  it('is looked at anew by a walk that comes over the wire once it has been changed', () => {
    const changed = { ...world.netns };
    const far = changed['b'];
    if (far === undefined) throw new Error('no b');
    changed['b'] = { ...far, devs: far.devs.map((dev) => ({ ...dev, mac: '02:00:00:00:00:99' })) };
    const answersFrom = (now: World) => {
      const steps = ping(now, 'a', '203.0.113.3').steps.filter(({ netns }) => netns === 'b');
      return new Set(steps.flatMap((step) => (step.kind === 'tx' ? [step.frame.srcMac] : [])));
    };
    const before = answersFrom(world);
    expect(answersFrom({ ...world, netns: changed })).toEqual(new Set(['02:00:00:00:00:99']));
    expect(answersFrom(world)).toEqual(before);
  });

  it('stands for one namespace in a walk, also after an edit was taken back', () => {
    const host = world.netns['host'];
    if (host === undefined) throw new Error('no host');
    const edited = { ...world, netns: { ...world.netns, host: { ...host, routes: [...host.routes] } } };
    const before = JSON.stringify(ping(world, 'a', '203.0.113.3'));
    // Only one of the two stations meets the edited host.
    ping(edited, 'a', '203.0.113.1');
    expect(JSON.stringify(ping(world, 'a', '203.0.113.3'))).toBe(before);
  });
});
