/** A switch: a slim bar that spans the ports of what is plugged in, each wire straight into it. */
import type { Context } from './context.ts';
import { subtitleOf, titleOf, visibleDevs } from './context.ts';
import type { Cable, NetworkNode } from './network-columns.ts';
import { coreRests } from './pack-leaf.ts';
import { busOverhang, busWidth } from './place-machines.ts';
import type { Sink } from './plan.ts';
import type { Point, Port } from './topology.ts';

const portWidth = 6;
const portHeight = 10;

/** `arrivals`: heights at which wires from other switches come in, by switch. Other ports stand level with their peers'. */
export function putBus(
  node: NetworkNode,
  at: Point,
  arrivals: ReadonlyMap<string, number>,
  context: Context,
  sink: Sink,
): void {
  const { machine } = node;
  const ports = [...node.toStart, ...node.toChildren, ...node.others].map((cable) => {
    const isFirst = cable.ends[0].machine === machine.id;
    const [own, far] = isFirst ? cable.ends : ([cable.ends[1], cable.ends[0]] as const);
    const level = sink.anchors[`${far.netns}/${far.dev}`]?.yPx ?? arrivals.get(isFirst ? far.machine : machine.id);
    return busPort(cable, `${own.netns}/${own.dev}`, isFirst ? 'right' : 'left', level ?? at.yPx, at.xPx);
  });
  const heights = ports.length === 0 ? [at.yPx] : ports.map((port) => port.yPx + portHeight / 2);
  const topPx = Math.min(...heights) - busOverhang;
  const bottomPx = Math.max(...heights) + busOverhang;
  const core = { xPx: at.xPx + busWidth / 2, yPx: (topPx + bottomPx) / 2 };
  const subtitle = subtitleOf(machine, context);
  sink.boxes.push({
    id: machine.id,
    kind: 'machine',
    depth: 0,
    title: titleOf(machine, context.language),
    ...(subtitle === undefined ? {} : { subtitle }),
    lines: [],
    assumed: machine.assumed === true,
    shape: 'bus',
    xPx: at.xPx,
    yPx: topPx,
    widthPx: busWidth,
    heightPx: bottomPx - topPx,
    lanes: { verticalsPx: [core.xPx], corridorPx: core.yPx },
  });
  for (const [anchor] of coreRests(machine, core, context)) sink.anchors[anchor] = core;
  for (const dev of visibleDevs(machine.netns, context)) sink.anchors[`${machine.netns}/${dev.name}`] = core;
  for (const port of ports) {
    sink.ports.push(port);
    sink.anchors[port.id] = { xPx: port.xPx + portWidth / 2, yPx: port.yPx + portHeight / 2 };
  }
}

function busPort(cable: Cable, id: string, side: 'left' | 'right', yPx: number, busPx: number): Port {
  const xPx = side === 'left' ? busPx : busPx + busWidth;
  return {
    id,
    label: '',
    labelAt: { xPx, yPx, anchor: 'start' },
    side,
    up: cable.up,
    xPx: xPx - portWidth / 2,
    yPx: yPx - portHeight / 2,
    widthPx: portWidth,
    heightPx: portHeight,
  };
}
