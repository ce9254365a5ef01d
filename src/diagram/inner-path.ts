/** Ways inside one machine: out of a part into the nearest free lane, along it, and into the other part. */
import { tableOf } from './anchors.ts';
import { boxLabels } from './labels.ts';
import { pathLength, simplify } from './polyline.ts';
import type { Anchor, Box, Point, Rect, Topology } from './topology.ts';

/** One way out of a part: from its point to a vertical lane. The last point lies on the lane. */
type Exit = readonly Point[];

/** From the left edge of a bridge to the lane that joins its bars. */
const barLane = 7;
/** Between a machine's edge and its title. */
const insideEdge = 7;

/** Both anchors are of the machine `machine`; straight when it has no lanes. */
export function innerPath(topology: Topology, machine: Box | undefined, from: Anchor, to: Anchor): Point[] {
  const start = topology.anchors[from];
  const end = topology.anchors[to];
  if (start === undefined || end === undefined) return [];
  if (from === to || (start.xPx === end.xPx && start.yPx === end.yPx)) return [start];
  const { ports } = tableOf(topology);
  const isThrough = [from, to].every((anchor) => ports.get(anchor)?.side === 'top') && start.xPx === end.xPx;
  if (isThrough && machine !== undefined) return throughSwitch(machine, start, end);
  const alongBars = barPath(topology, from, to);
  if (alongBars !== null) return simplify(alongBars);
  if (machine?.lanes === undefined) return [start, end];
  const { corridorPx } = machine.lanes;
  let best: Point[] | null = null;
  for (const out of exitsOf(topology, machine, from, start)) {
    for (const back of exitsOf(topology, machine, to, end)) {
      const a = out.at(-1) ?? start;
      const b = back.at(-1) ?? end;
      const corner = a.xPx === b.xPx ? [] : [at(a.xPx, corridorPx), at(b.xPx, corridorPx)];
      const path = simplify([...out, ...corner, ...[...back].reverse()]);
      if (best === null || pathLength(path) < pathLength(best)) best = path;
    }
  }
  return best ?? [start, end];
}

function exitsOf(topology: Topology, machine: Box, anchor: Anchor, point: Point): readonly Exit[] {
  const { boxes, ports } = tableOf(topology);
  const verticals = machine.lanes?.verticalsPx ?? [];
  const port = ports.get(anchor);
  if (port?.side === 'top') return [besideTitle(machine, point)];
  if (port?.side === 'bar') {
    const bridge = bridgeAround(topology, point);
    const edge = bridge === undefined ? undefined : topology.anchors[bridge.id];
    if (bridge === undefined || edge === undefined) return [[point]];
    const onBar = barRun(bridge, edge, point);
    return edgeExits(bridge, edge, verticals).map((exit) => [...[...onBar].reverse(), ...exit]);
  }
  const box = boxes.get(anchor);
  if (box !== undefined && box.id !== machine.id) return edgeExits(box, point, verticals);
  return edgeExits({ ...point, widthPx: 0, heightPx: 0 }, point, verticals);
}

/** Through a virtual switch, in above and out below: along its left edge, as its name stands between the two. */
function throughSwitch(machine: Box, start: Point, end: Point): Point[] {
  const leftPx = machine.xPx + insideEdge;
  const inPx = Math.sign(end.yPx - start.yPx) * 4;
  const [herePx, therePx] = [start.yPx + inPx, end.yPx - inPx];
  return [start, at(start.xPx, herePx), at(leftPx, herePx), at(leftPx, therePx), at(end.xPx, therePx), end];
}

/** From a port on the upper edge down to the corridor: straight, or along the left edge where that way would strike through a label. */
function besideTitle(machine: Box, port: Point): Exit {
  const corridorPx = machine.lanes?.corridorPx ?? port.yPx;
  const isStruck = boxLabels(machine).some(
    ({ rect }) =>
      rect.xPx <= port.xPx &&
      port.xPx <= rect.xPx + rect.widthPx &&
      rect.yPx > port.yPx &&
      rect.yPx + rect.heightPx < corridorPx + 2,
  );
  if (!isStruck) return [port];
  const belowPx = port.yPx + insideEdge;
  return [port, at(port.xPx, belowPx), at(machine.xPx + insideEdge, belowPx)];
}

/** Left to the next lane, and right to the next lane. */
function edgeExits(rect: Rect, { yPx }: Point, verticals: readonly number[]): readonly Exit[] {
  const rightPx = rect.xPx + rect.widthPx;
  const lefts = verticals.filter((x) => x <= rect.xPx);
  const rights = verticals.filter((x) => x >= rightPx);
  return [
    ...(lefts.length === 0 ? [] : [[at(rect.xPx, yPx), at(Math.max(...lefts), yPx)]]),
    ...(rights.length === 0 ? [] : [[at(rightPx, yPx), at(Math.min(...rights), yPx)]]),
  ];
}

/** Between a bridge and one of its own ports, or two of them: along the bars. Null for anything else. */
function barPath(topology: Topology, from: Anchor, to: Anchor): Point[] | null {
  const start = topology.anchors[from];
  const end = topology.anchors[to];
  if (start === undefined || end === undefined) return null;
  const { ports } = tableOf(topology);
  const hangs = (anchor: Anchor) => ports.get(anchor)?.side === 'bar';
  if (!hangs(from) && !hangs(to)) return null;
  const bridge = bridgeAround(topology, hangs(from) ? start : end);
  const edge = bridge === undefined ? undefined : topology.anchors[bridge.id];
  if (bridge === undefined || edge === undefined) return null;
  if (from === bridge.id) return barRun(bridge, edge, end);
  if (to === bridge.id) return barRun(bridge, edge, start).reverse();
  if (!hangs(from) || !hangs(to) || bridgeAround(topology, start)?.id !== bridgeAround(topology, end)?.id) return null;
  if (start.yPx === end.yPx) return [start, end];
  const lanePx = bridge.xPx + barLane;
  return [start, at(lanePx, start.yPx), at(lanePx, end.yPx), end];
}

/** From the bridge's edge to a port on one of its bars. */
function barRun(bridge: Box, edge: Point, port: Point): Point[] {
  if (edge.yPx === port.yPx) return [edge, port];
  const lanePx = bridge.xPx + barLane;
  return [edge, at(lanePx, edge.yPx), at(lanePx, port.yPx), port];
}

function bridgeAround(topology: Topology, point: Point): Box | undefined {
  return topology.boxes.find(
    (box) =>
      box.kind === 'bridge' &&
      point.xPx >= box.xPx &&
      point.xPx <= box.xPx + box.widthPx &&
      box.bars?.some((bar) => bar.yPx === point.yPx) === true,
  );
}

function at(xPx: number, yPx: number): Point {
  return { xPx, yPx };
}
