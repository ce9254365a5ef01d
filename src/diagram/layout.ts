/**
 * The picture of a world. Deterministic; boxes are packed bottom-up, standing machines go in columns by their distance in
 * cables, and with `previous` what was there keeps its place.
 */
import type { MachineId, World } from '../engine/index.ts';
import { routeChannels } from './channels.ts';
import { defaultPanels } from './default-panels.ts';
import { groupOf } from './anchors.ts';
import { ownsNetns, subtitleOf, titleOf, visibleDevs, type Context, type LayoutOptions } from './context.ts';
import { joinGuests } from './join-guests.ts';
import { joinInner } from './join-inner.ts';
import { arrangeColumns, type Cable, type Network, type NetworkNode } from './network-columns.ts';
import { packMachine } from './pack-machine.ts';
import { busTitleRoom, placeMachines } from './place-machines.ts';
import { middleOf, putDown, type Plan, type Sink } from './plan.ts';
import { putBus } from './put-bus.ts';
import { half } from './rounding.ts';
import { routeCables } from './route-cables.ts';
import type { Sides } from './side-port.ts';
import { settle } from './settle.ts';
import type { Topology } from './topology.ts';
import { space } from './type-scale.ts';
import { diagramWords } from './words.ts';
import { indexWorld } from './world-index.ts';

/** From so many machines on, names that nobody draws are left to `anchorPoint`. */
const largeWorld = 400;

/** @throws RangeError when the machines do not nest (a broken world). */
export function layout(world: World, options: LayoutOptions = {}): Topology {
  const { language = 'en', previous } = options;
  const index = indexWorld(world);
  const panels = new Set(options.panels ?? defaultPanels(index));
  const context: Context = {
    index,
    language,
    words: options.words ?? diagramWords[language],
    panels,
    panelled: new Set([...panels].map(groupOf)),
    folded: new Set(options.folded),
    isLarge: Object.keys(world.machines).length > largeWorld,
  };
  const network = arrangeColumns(context.index);
  const plans = new Map<MachineId, Plan>();
  for (const node of network.nodes.values()) {
    if (node.machine.kind === 'switch') continue;
    plans.set(node.machine.id, packMachine(node.machine, context, 0, sidesOf(node, network, context)));
  }
  const { places, busPx } = placeMachines(network, plans, (machine) => [
    titleOf(machine, language),
    subtitleOf(machine, context) ?? '',
  ]);
  const settled = previous === undefined ? places : settle(network, plans, places, previous);
  const sink: Sink = { boxes: [], ports: [], wires: [], anchors: {} };
  for (const [id, plan] of plans) {
    const place = settled.get(id);
    if (place !== undefined)
      putDown(plan, half(place.xPx), half(place.yPx), sink, portShift(plan, place.yPx, previous));
  }
  for (const node of network.nodes.values()) {
    if (node.machine.kind !== 'switch') continue;
    const kept = previous?.boxes.find((box) => box.id === node.machine.id);
    const place = places.get(node.machine.id) ?? { xPx: space.margin, yPx: space.margin };
    const xPx = kept?.xPx ?? place.xPx + drift(node, settled, places);
    putBus(node, { xPx: half(xPx), yPx: half(place.yPx) }, busPx, context, sink);
  }
  joinGuests(context, sink);
  joinInner(context, sink);
  sink.wires.push(...routeOuter(network, sink));
  if (!context.isLarge) aliasHidden(context, sink);
  const channels = routeChannels(context, sink);
  return { ...bounds(sink, previous !== undefined), ...sink, ...(channels.length === 0 ? {} : { channels }) };
}

/** Ports keep their height though their box grew, as far as there is room. */
function portShift(plan: Plan, yPx: number, previous: Topology | undefined): number {
  const first = plan.ports.find((port) => port.side === 'left' || port.side === 'right');
  const before = first === undefined ? undefined : previous?.anchors[first.id];
  if (first === undefined || before === undefined) return 0;
  const { upPx, downPx } = plan.portSlack ?? { upPx: 0, downPx: 0 };
  return Math.min(downPx, Math.max(-upPx, before.yPx - yPx - middleOf(first).yPx));
}

/** How far a new bus's machines have moved from their fresh places. */
function drift(
  node: NetworkNode,
  settled: ReadonlyMap<MachineId, { readonly xPx: number }>,
  fresh: ReadonlyMap<MachineId, { readonly xPx: number }>,
): number {
  const id = node.children[0]?.machine.id ?? node.machine.id;
  return (settled.get(id)?.xPx ?? 0) - (fresh.get(id)?.xPx ?? 0);
}

function sidesOf(node: NetworkNode, network: Network, context: Context): Sides {
  const own = node.machine.netns;
  const devOf = (cable: Cable) => cable.ends.find((end) => end.netns === own)?.dev;
  const isLeft = (cable: Cable) => {
    const far = cable.ends.find((end) => end.machine !== node.machine.id);
    return far !== undefined && (network.nodes.get(far.machine)?.column ?? 0) < node.column;
  };
  const named = (cables: readonly Cable[]) => cables.flatMap((cable) => devOf(cable) ?? []);
  const left = named([...node.toStart, ...node.others.filter(isLeft)]);
  const right = named([...node.toChildren, ...node.others.filter((cable) => !isLeft(cable))]);
  const unplugged = ownsNetns(node.machine, context)
    ? visibleDevs(own, context).filter(
        (dev) => dev.kind === 'ethernet' && context.index.peerOf(own, dev.name) === undefined,
      )
    : [];
  (node.column > 0 ? left : right).push(...unplugged.map((dev) => dev.name));
  return { left: [...new Set(left)], right: [...new Set(right)] };
}

function routeOuter(network: Network, sink: Sink): Topology['wires'] {
  const rightEdges = new Map<number, number>();
  for (const box of sink.boxes) {
    const column = network.nodes.get(box.id)?.column;
    if (column === undefined) continue;
    rightEdges.set(column, Math.max(rightEdges.get(column) ?? -Infinity, box.xPx + box.widthPx));
  }
  const anchorOf = ({ ends }: Cable, side: 0 | 1) => sink.anchors[`${ends[side].netns}/${ends[side].dev}`];
  return routeCables(
    network,
    (cable) => {
      const from = anchorOf(cable, 0);
      const to = anchorOf(cable, 1);
      return from === undefined || to === undefined ? undefined : { from, to };
    },
    (machine) => rightEdges.get(network.nodes.get(machine)?.column ?? 0) ?? 0,
  );
}

/** Devices that are not drawn (a pair whose other end is gone) lie on their bridge, or on their machine. */
function aliasHidden(context: Context, sink: Sink): void {
  for (const netns of Object.values(context.index.world.netns)) {
    for (const dev of netns.devs) {
      const id = `${netns.id}/${dev.name}`;
      if (sink.anchors[id] !== undefined) continue;
      const master = dev.master === undefined ? undefined : sink.anchors[`${netns.id}/${dev.master}`];
      const rest = master ?? sink.anchors[netns.machine];
      if (rest !== undefined) sink.anchors[id] = rest;
    }
  }
}

function bounds(sink: Sink, isSettled: boolean): Pick<Topology, 'origin' | 'widthPx' | 'heightPx'> {
  let leftPx = Infinity;
  let topPx = Infinity;
  let rightPx = -Infinity;
  let bottomPx = -Infinity;
  for (const box of sink.boxes) {
    if (box.depth > 0) continue;
    leftPx = Math.min(leftPx, box.xPx);
    topPx = Math.min(topPx, box.yPx - (box.shape === 'bus' ? busTitleRoom : 0));
    rightPx = Math.max(rightPx, box.xPx + box.widthPx);
    bottomPx = Math.max(bottomPx, box.yPx + box.heightPx);
  }
  for (const { path } of sink.wires) {
    for (const { xPx, yPx } of path) {
      rightPx = Math.max(rightPx, xPx);
      topPx = Math.min(topPx, yPx);
    }
  }
  if (leftPx === Infinity) return { widthPx: 2 * space.margin, heightPx: 2 * space.margin };
  const origin = isSettled ? { xPx: leftPx - space.margin, yPx: topPx - space.margin } : { xPx: 0, yPx: 0 };
  return {
    ...(origin.xPx === 0 && origin.yPx === 0 ? {} : { origin }),
    widthPx: half(rightPx + space.margin - origin.xPx),
    heightPx: half(bottomPx + space.margin - origin.yPx),
  };
}
