import { applyEdits } from '../world/apply-edits.ts';
import type { Edit } from '../world/edit.ts';
import type { World } from '../world/world.ts';
import { relayChanges, type RelayChange } from './relays.ts';

export function editFor({ verb, netns, listener }: RelayChange): Edit {
  return { kind: verb === 'add' ? 'add-listener' : 'remove-listener', netns, listener };
}

/** A world in which Windows' relays have caught up, without a word of it: for a base world, or an edit that nobody watches. */
export function settleRelays(world: World): World {
  const changes = relayChanges(world);
  return changes.length === 0 ? world : applyEdits(world, changes.map(editFor));
}
