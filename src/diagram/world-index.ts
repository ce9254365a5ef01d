/** The questions a layout asks of a world, answered from tables that are made once. */
import { stratify } from 'd3';
import type { Machine, MachineId, NetnsId, World } from '../engine/index.ts';

export interface Peer {
  readonly netns: NetnsId;
  readonly dev: string;
  readonly up: boolean;
}

export interface WorldIndex {
  readonly world: World;
  /** Machines that stand on their own. */
  readonly roots: readonly Machine[];
  readonly childrenOf: (id: MachineId) => readonly Machine[];
  /** The other end of the cable or veth pair. */
  readonly peerOf: (netns: NetnsId, dev: string) => Peer | undefined;
  /** The machine that stands on its own and holds this namespace, at whatever depth. */
  readonly rootOf: (netns: NetnsId) => MachineId | undefined;
}

/** Stands above the machines that have no parent, which d3-hierarchy wants to be one. */
const outside = '#outside';

/** @throws Error (d3-hierarchy: "missing", "cycle", "ambiguous") when machines do not nest. */
export function indexWorld(world: World): WorldIndex {
  const tree = stratify<{ readonly id: string; readonly machine?: Machine }>()
    .id((entry) => entry.id)
    .parentId((entry) => (entry.machine === undefined ? null : (entry.machine.parent ?? outside)))([
    { id: outside },
    ...Object.values(world.machines).map((machine) => ({ id: machine.id, machine })),
  ]);
  const children = new Map<MachineId, Machine[]>();
  const roots = new Map<MachineId, MachineId>();
  tree.eachBefore((node) => {
    const { id, machine } = node.data;
    if (machine !== undefined) roots.set(id, machine.parent === null ? id : (roots.get(machine.parent) ?? id));
    if (node.children !== undefined) {
      children.set(
        id,
        node.children.flatMap((child) => child.data.machine ?? []),
      );
    }
  });
  const peers = new Map<string, Peer>();
  for (const { ends, up } of world.links) {
    peers.set(`${ends[0].netns}/${ends[0].dev}`, { ...ends[1], up });
    peers.set(`${ends[1].netns}/${ends[1].dev}`, { ...ends[0], up });
  }
  return {
    world,
    roots: children.get(outside) ?? [],
    childrenOf: (id) => children.get(id) ?? [],
    peerOf: (netns, dev) => peers.get(`${netns}/${dev}`),
    rootOf: (netns) => roots.get(world.netns[netns]?.machine ?? netns),
  };
}
