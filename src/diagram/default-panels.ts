import type { Anchor } from './topology.ts';
import type { WorldIndex } from './world-index.ts';

/** The routing tables worth showing when nobody says which: of the machines where bridges compete with cables. */
export function defaultPanels({ roots, childrenOf, world }: WorldIndex): readonly Anchor[] {
  const bridged = roots.filter(({ netns }) => world.netns[netns]?.devs.some(({ kind }) => kind === 'bridge') === true);
  const hosts = bridged.filter(({ id, kind }) => kind !== 'switch' && childrenOf(id).length > 0);
  const shown = hosts.length > 0 ? hosts : bridged.filter(({ kind }) => kind !== 'switch').slice(0, 1);
  return shown.map(({ netns }) => `${netns}#routes`);
}
