/** The further interfaces of guests: each gets a port on its bridge's edge and a wire along the machine's free lanes. */
import type { Context } from './context.ts';
import type { Sink } from './plan.ts';
import { simplify } from './polyline.ts';
import type { Box, Point } from './topology.ts';

const laneAbove = 7;
const portSize = { widthPx: 8, heightPx: 10 };

/** Reads what is already put down; adds to it. */
export function joinGuests(context: Context, sink: Sink): void {
  const tops = sink.ports.reduce((count, { side }) => count + (side === 'top' ? 1 : 0), 0);
  if (tops === sink.wires.length) return;
  const wired = new Set(sink.wires.flatMap((wire) => wire.ends));
  const topPorts = new Map(sink.ports.filter((port) => port.side === 'top').map((port) => [port.id, port]));
  const boxes = new Map(sink.boxes.map((box) => [box.id, box]));
  let count = 0;
  for (const { ends, up } of context.index.world.links) {
    const ids = ends.map((end) => `${end.netns}/${end.dev}`);
    const own = ids.findIndex((id) => topPorts.has(id) && !wired.has(id));
    const guestPort = topPorts.get(ids[own] ?? '');
    const hostEnd = ends[1 - own];
    if (guestPort === undefined || hostEnd === undefined) continue;
    const dev = context.index.world.netns[hostEnd.netns]?.devs.find(({ name }) => name === hostEnd.dev);
    const bridge = dev?.master === undefined ? undefined : boxes.get(`${hostEnd.netns}/${dev.master}`);
    const machine = boxes.get(hostEnd.netns);
    const start = sink.anchors[guestPort.id];
    const edge = bridge === undefined ? undefined : sink.anchors[bridge.id];
    if (machine?.lanes === undefined || start === undefined || edge === undefined) continue;
    const hostId = `${hostEnd.netns}/${hostEnd.dev}`;
    const path = guestPath(start, edge, machine.lanes, count);
    count += 1;
    sink.anchors[hostId] = edge;
    sink.ports.push({
      id: hostId,
      label: '',
      labelAt: { ...edge, anchor: 'start' },
      side: 'left',
      up,
      xPx: edge.xPx - portSize.widthPx / 2,
      yPx: edge.yPx - portSize.heightPx / 2,
      ...portSize,
    });
    sink.wires.push({ id: `${hostId}--${guestPort.id}`, ends: [hostId, guestPort.id], path, up });
  }
}

/** From the bridge's edge out to the lane at its left, along it, and in above the guest. */
function guestPath(guest: Point, edge: Point, lanes: NonNullable<Box['lanes']>, count: number): readonly Point[] {
  const offset = ((count % 5) - 2) * 4;
  const laneOf = (px: number) => Math.max(...lanes.verticalsPx.filter((x) => x <= px), -Infinity) + offset;
  const edgeLane = laneOf(edge.xPx);
  const guestLane = laneOf(guest.xPx);
  const abovePx = guest.yPx - laneAbove;
  const across =
    edgeLane === guestLane
      ? []
      : [
          { xPx: edgeLane, yPx: lanes.corridorPx },
          { xPx: guestLane, yPx: lanes.corridorPx },
        ];
  return simplify([
    edge,
    { xPx: edgeLane, yPx: edge.yPx },
    ...across,
    { xPx: guestLane, yPx: abovePx },
    { xPx: guest.xPx, yPx: abovePx },
    guest,
  ]);
}
