/** Where the standing machines go: each subtree of the network in a band of its own, so that no wire need cross a box. */
import type { Machine, MachineId } from '../engine/index.ts';
import type { Network, NetworkNode } from './network-columns.ts';
import { middleOf, type Plan } from './plan.ts';
import { measureText } from './text-metrics.ts';
import { fonts, space } from './type-scale.ts';

export interface Place {
  xPx: number;
  yPx: number;
}

export const busWidth = 10;
/** Beyond the outermost port, at both ends of a bus. */
export const busOverhang = 18;
/** Above a bus: its title, and what is to be said of it. */
export const busTitleRoom = 39;

/** The words above a bus reach into the gaps beside it, where no wire is at their height. */
const busTextReach = 30;

interface Band {
  readonly heightPx: number;
  /** Height at which the wire towards the start arrives. */
  readonly portPx: number;
  readonly items: (readonly [MachineId, number])[];
  /** For buses: the height at which the wire towards the start arrives. */
  readonly busPx: (readonly [MachineId, number])[];
}

export interface Placement {
  readonly places: ReadonlyMap<MachineId, Place>;
  /** Heights of the wires that arrive at a switch from the start's side. */
  readonly busPx: ReadonlyMap<MachineId, number>;
}

/** @param busTexts what stands above a switch, line by line. */
export function placeMachines(
  network: Network,
  plans: ReadonlyMap<MachineId, Plan>,
  busTexts: (machine: Machine) => readonly string[],
): Placement {
  const places = new Map<MachineId, Place>();
  const busPx = new Map<MachineId, number>();
  const columns = columnStarts(network, plans, busTexts);
  let topPx = space.margin;
  for (const start of network.starts) {
    const band = bandOf(start, plans);
    for (const [id, yPx] of band.items) {
      const column = network.nodes.get(id)?.column ?? 0;
      places.set(id, { xPx: columns[column]?.xPx ?? space.margin, yPx: topPx + yPx });
    }
    for (const [id, yPx] of band.busPx) {
      busPx.set(id, topPx + yPx);
      const { column = 0 } = network.nodes.get(id) ?? {};
      const slot = columns[column];
      if (slot !== undefined) places.set(id, { xPx: slot.xPx + (slot.widthPx - busWidth) / 2, yPx: topPx + yPx });
    }
    topPx += band.heightPx + space.stack;
  }
  return { places, busPx };
}

function bandOf(node: NetworkNode, plans: ReadonlyMap<MachineId, Plan>): Band {
  const items: [MachineId, number][] = [];
  const busPx: [MachineId, number][] = [];
  let below = 0;
  let firstWirePx: number | null = null;
  let lastWirePx = 0;
  for (const child of node.children) {
    const band = bandOf(child, plans);
    for (const [id, yPx] of band.items) items.push([id, yPx + below]);
    for (const [id, yPx] of band.busPx) busPx.push([id, yPx + below]);
    lastWirePx = below + band.portPx;
    firstWirePx ??= lastWirePx;
    below += band.heightPx + space.stack;
  }
  below = Math.max(0, below - space.stack);
  if (node.machine.kind === 'switch') {
    const wirePx = firstWirePx ?? busOverhang;
    const shiftPx = Math.max(0, busTitleRoom + busOverhang - wirePx);
    busPx.push([node.machine.id, wirePx]);
    return {
      heightPx: Math.max(below, lastWirePx + busOverhang) + shiftPx,
      portPx: wirePx + shiftPx,
      items: items.map(([id, yPx]) => [id, yPx + shiftPx]),
      busPx: busPx.map(([id, yPx]) => [id, yPx + shiftPx]),
    };
  }
  const plan = plans.get(node.machine.id);
  const heightPx = plan?.heightPx ?? 0;
  const firstRight = portLevel(plan, 'right') ?? heightPx / 2;
  const ownPx = firstWirePx === null ? 0 : firstWirePx - firstRight;
  const shiftPx = Math.max(0, -ownPx);
  const atPx = ownPx + shiftPx;
  return {
    heightPx: Math.max(atPx + heightPx, below + shiftPx),
    portPx: atPx + (portLevel(plan, 'left') ?? heightPx / 2),
    items: [...items.map(([id, yPx]): [MachineId, number] => [id, yPx + shiftPx]), [node.machine.id, atPx]],
    busPx: busPx.map(([id, yPx]) => [id, yPx + shiftPx]),
  };
}

function portLevel(plan: Plan | undefined, side: 'left' | 'right'): number | undefined {
  const port = plan?.ports.find((candidate) => candidate.side === side);
  return port === undefined ? undefined : middleOf(port).yPx;
}

interface Column {
  readonly xPx: number;
  readonly widthPx: number;
}

/** Columns left to right; between two, room for every wire that may have to turn there. */
function columnStarts(
  network: Network,
  plans: ReadonlyMap<MachineId, Plan>,
  busTexts: (machine: Machine) => readonly string[],
): readonly Column[] {
  const widths: number[] = [];
  for (const { column, machine } of network.nodes.values()) {
    const widthPx =
      machine.kind === 'switch'
        ? Math.max(busWidth, ...busTexts(machine).map((text) => measureText(text, fonts.note) - 2 * busTextReach))
        : (plans.get(machine.id)?.widthPx ?? 0);
    widths[column] = Math.max(widths[column] ?? 0, widthPx);
  }
  const gaps = gapsAfter(network);
  let xPx: number = space.margin;
  return Array.from({ length: widths.length }, (_, column) => {
    const width = widths[column] ?? 0;
    const at = { xPx, widthPx: width };
    xPx += width + (gaps[column] ?? space.gap);
    return at;
  });
}

/** The least room to the right of each column: every wire that may have to turn there gets a track. */
export function gapsAfter(network: Network): readonly number[] {
  const turns: number[] = [];
  for (const { column, machine, children, others } of network.nodes.values()) {
    const turning = machine.kind === 'switch' ? 0 : Math.max(0, children.length - 1) + others.length;
    turns[column] = (turns[column] ?? 0) + turning;
  }
  return Array.from({ length: turns.length }, (_, column) => {
    const count = turns[column] ?? 0;
    return space.gap + count * trackStep(count);
  });
}

/** Distance of two turning wires; many of them draw closer. */
export function trackStep(count: number): number {
  return Math.min(space.track, 160 / Math.max(1, count));
}
