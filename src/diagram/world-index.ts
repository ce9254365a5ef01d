/** The questions a layout asks of a world, answered from tables that are made once. */
import type { Machine, MachineId, Netdev, NetnsId, World } from '../engine/index.ts';

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
  /** Machines in a namespace that another one owns. */
  readonly sharersOf: (netns: NetnsId) => readonly Machine[];
  /** The other end of the cable or veth pair. */
  readonly peerOf: (netns: NetnsId, dev: string) => Peer | undefined;
  /** The machine that stands on its own and holds this namespace, at whatever depth. */
  readonly rootOf: (netns: NetnsId) => MachineId | undefined;
  /** Interfaces that can be seen from outside: all but loopback. */
  readonly devsOf: (netns: NetnsId) => readonly Netdev[];
}

interface Pair {
  readonly dev: string;
  readonly peer: Peer;
}

const none: readonly never[] = [];

/** @throws RangeError when machines do not nest: a parent is missing, or a machine is its own ancestor. */
export function indexWorld(world: World): WorldIndex {
  const machines = Object.values(world.machines);
  const children = new Map<MachineId, Machine[]>();
  const roots: Machine[] = [];
  const sharers = new Map<NetnsId, Machine[]>();
  for (const machine of machines) {
    const { id, parent } = machine;
    const owner = world.netns[machine.netns]?.machine;
    if (owner !== undefined && owner !== id) add(sharers, machine.netns, machine);
    if (parent === null) roots.push(machine);
    else if (world.machines[parent] === undefined) throw new RangeError(`missing: ${parent}, the parent of ${id}`);
    else add(children, parent, machine);
  }
  const rootIds = new Map<MachineId, MachineId>();
  for (const root of roots) spread(root.id, root.id, children, rootIds);
  const lost = machines.find(({ id }) => !rootIds.has(id));
  if (lost !== undefined) throw new RangeError(`cycle: ${lost.id} is its own ancestor`);
  const pairs = new Map<NetnsId, Pair[]>();
  for (const { ends, up } of world.links) {
    const [a, b] = ends;
    add(pairs, a.netns, { dev: a.dev, peer: { netns: b.netns, dev: b.dev, up } });
    add(pairs, b.netns, { dev: b.dev, peer: { netns: a.netns, dev: a.dev, up } });
  }
  const devs = new Map<NetnsId, readonly Netdev[]>();
  for (const { id, devs: all } of Object.values(world.netns)) {
    devs.set(id, all.some(isLoopback) ? all.filter((dev) => !isLoopback(dev)) : all);
  }
  return {
    world,
    roots,
    childrenOf: (id) => children.get(id) ?? none,
    sharersOf: (netns) => sharers.get(netns) ?? none,
    peerOf: (netns, dev) => pairs.get(netns)?.find((pair) => pair.dev === dev)?.peer,
    rootOf: (netns) => rootIds.get(world.netns[netns]?.machine ?? netns),
    devsOf: (netns) => devs.get(netns) ?? none,
  };
}

function spread(
  id: MachineId,
  root: MachineId,
  children: ReadonlyMap<MachineId, readonly Machine[]>,
  rootIds: Map<MachineId, MachineId>,
): void {
  rootIds.set(id, root);
  for (const child of children.get(id) ?? none) spread(child.id, root, children, rootIds);
}

function add<Value>(table: Map<string, Value[]>, key: string, value: Value): void {
  const known = table.get(key);
  if (known === undefined) table.set(key, [value]);
  else known.push(value);
}

function isLoopback(dev: Netdev): boolean {
  return dev.kind === 'loopback';
}
