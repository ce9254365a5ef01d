import { deviceOf } from './carrier.ts';
import type { Machine, Netdev, Netns, Place, World } from './world.ts';

export interface ResolvedPlace {
  readonly machine: Machine;
  readonly netns: Netns;
  readonly netdev?: Netdev;
}

/** Reads `r550`, `openldap` or `r550/eno8303`. A machine's name means its namespace. @returns null when nothing has that name. */
export function resolvePlace(world: World, place: Place): ResolvedPlace | null {
  const slash = place.indexOf('/');
  const name = slash < 0 ? place : place.slice(0, slash);
  const netns = world.netns[name] ?? world.netns[world.machines[name]?.netns ?? ''];
  const machine = world.machines[name] ?? world.machines[netns?.machine ?? ''];
  if (netns === undefined || machine === undefined) return null;
  if (slash < 0) return { machine, netns };
  const netdev = deviceOf(netns, place.slice(slash + 1));
  return netdev === undefined ? null : { machine, netns, netdev };
}
