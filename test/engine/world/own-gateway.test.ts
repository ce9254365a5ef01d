import { expect, it } from 'vitest';
import { applyEdits, buildWorld, parseRoute, type Edit, type World } from '../../../src/engine/index.ts';

/** eth0 leads to 10.0.0.0/24 by the longer prefix; eth1 has 10.0.0.1 itself. */
function host(): World {
  return buildWorld({
    hosts: {
      host: { addrs: { eth0: '10.0.0.10/24', eth1: '10.0.0.1/16' } },
      a: { kind: 'switch' },
      b: { kind: 'switch' },
    },
    links: [
      ['host:eth0', 'a:p1'],
      ['host:eth1', 'b:p1'],
    ],
  });
}

function deviceOfRoute(world: World): string | undefined {
  const route = parseRoute('198.51.100.0/24 via 10.0.0.1');
  if ('error' in route) throw new Error(route.error);
  const changed = applyEdits(world, [{ kind: 'add-route', netns: 'host', route }]);
  return changed.netns['host']?.routes.find(({ nextHop }) => nextHop !== undefined)?.netdev;
}

it('[EDT-5] sends a route by an own address to the device that has it, until policy rules part the tables', () => {
  expect(deviceOfRoute(host())).toBe('eth1');
  const rule: Edit = {
    kind: 'add-policy-rule',
    netns: 'host',
    rule: { priority: 100, action: { kind: 'lookup', table: '100' } },
  };
  expect(deviceOfRoute(applyEdits(host(), [rule]))).toBe('eth0');
});
