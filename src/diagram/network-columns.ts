/** Which column each standing machine takes: its distance in cables from where the story starts, left to right. */
import type { Machine, MachineId } from '../engine/index.ts';
import type { WorldIndex } from './world-index.ts';

export interface CableEnd {
  readonly machine: MachineId;
  readonly netns: string;
  readonly dev: string;
}

export interface Cable {
  /** The end nearer to the start comes first. */
  readonly ends: readonly [CableEnd, CableEnd];
  readonly up: boolean;
}

export interface NetworkNode {
  readonly machine: Machine;
  column: number;
  /** Machines first reached through this one, top to bottom. */
  readonly children: NetworkNode[];
  /** Cables in the order of their ports: the one towards the start, then one a child, then the others. */
  readonly toStart: Cable[];
  readonly toChildren: Cable[];
  readonly others: Cable[];
}

export interface Network {
  /** One start for each part of the network that hangs together. */
  readonly starts: readonly NetworkNode[];
  readonly nodes: ReadonlyMap<MachineId, NetworkNode>;
  readonly cables: readonly Cable[];
}

export function arrangeColumns(index: WorldIndex): Network {
  const nodes = new Map<MachineId, NetworkNode>(
    index.roots.map((machine) => [
      machine.id,
      { machine, column: -1, children: [], toStart: [], toChildren: [], others: [] },
    ]),
  );
  const cablesOf = new Map<MachineId, Cable[]>(index.roots.map(({ id }) => [id, []]));
  for (const link of index.world.links) {
    const [a, b] = link.ends.map((end): CableEnd | null => {
      const machine = index.rootOf(end.netns);
      return machine === undefined ? null : { machine, netns: end.netns, dev: end.dev };
    });
    if (!a || !b || a.machine === b.machine) continue;
    const cable: Cable = { ends: [a, b], up: link.up };
    cablesOf.get(a.machine)?.push(cable);
    cablesOf.get(b.machine)?.push(cable);
  }
  const starts: NetworkNode[] = [];
  const cables: Cable[] = [];
  for (const machine of startOrder(index.roots)) {
    const node = nodes.get(machine.id);
    if (node === undefined || node.column >= 0) continue;
    starts.push(node);
    spread(node, nodes, cablesOf, cables);
  }
  for (const node of nodes.values()) standAside(node);
  return { starts, nodes, cables };
}

/** Where people sit comes first, then servers; what only connects comes last. */
function startOrder(roots: readonly Machine[]): readonly Machine[] {
  const rank = ({ kind }: Machine) => {
    if (kind === 'pc' || kind === 'windows') return 0;
    return kind === 'router' || kind === 'switch' ? 2 : kind === 'internet' ? 3 : 1;
  };
  return [...roots].sort((a, b) => rank(a) - rank(b));
}

/** Breadth first from `start`; a cable that reaches nobody new is one of the `others`. */
function spread(
  start: NetworkNode,
  nodes: ReadonlyMap<MachineId, NetworkNode>,
  cablesOf: ReadonlyMap<MachineId, readonly Cable[]>,
  cables: Cable[],
): void {
  start.column = 0;
  const queue = [start];
  const used = new Set<Cable>();
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    const from = node;
    const next: { readonly node: NetworkNode; readonly cable: Cable }[] = [];
    for (const cable of cablesOf.get(from.machine.id) ?? []) {
      if (used.has(cable)) continue;
      used.add(cable);
      const [a, b] = cable.ends;
      const oriented: Cable = a.machine === from.machine.id ? cable : { ...cable, ends: [b, a] };
      const other = nodes.get(oriented.ends[1].machine);
      if (other === undefined) continue;
      cables.push(oriented);
      if (other.column >= 0) {
        from.others.push(oriented);
        other.others.push(oriented);
      } else {
        other.column = from.column + 1;
        next.push({ node: other, cable: oriented });
      }
    }
    next.sort((a, b) => Number(a.node.machine.kind === 'internet') - Number(b.node.machine.kind === 'internet'));
    for (const { node: child, cable } of next) {
      from.children.push(child);
      from.toChildren.push(cable);
      child.toStart.push(cable);
      queue.push(child);
    }
  }
}

/** The internet beside a switch stands in the switch's machines' column, so that a slim bus keeps its column slim. */
function standAside(node: NetworkNode): void {
  const hasSwitch = node.children.some(({ machine, children }) => machine.kind === 'switch' && children.length > 0);
  if (!hasSwitch) return;
  for (const child of node.children) {
    if (child.machine.kind === 'internet' && child.children.length === 0) child.column += 1;
  }
}
