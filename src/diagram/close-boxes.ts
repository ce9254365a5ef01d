/**
 * The same picture with some of its boxes closed: title, how much is inside, and the ports on the edge remain. What a closed
 * box no longer needs is squeezed out, so that nothing changes sides or overlaps, and opening it again gives the picture back.
 */
import { closingMap } from './closing-map.ts';
import { portLabels } from './labels.ts';
import { closable, countInside, holds, isInside } from './nesting.ts';
import { simplify } from './polyline.ts';
import { half } from './rounding.ts';
import { busTitleRoom } from './place-machines.ts';
import { measureText } from './text-metrics.ts';
import type { Anchor, Box, Channel, Point, Port, Rect, Topology, Wire } from './topology.ts';
import { fonts, space, toggleRoom } from './type-scale.ts';
import { diagramWords, type DiagramLanguage } from './words.ts';

const inset = 16;
const inlineLine = 17;

/** @param closed names of boxes; those that cannot be closed are passed over. */
export function closeBoxes(whole: Topology, closed: readonly Anchor[], language: DiagramLanguage): Topology {
  const named = whole.boxes.filter((box) => closable(box) && closed.includes(box.id));
  const outermost = named.filter((box) => !named.some((other) => holds(other, box)));
  if (outermost.length === 0) return whole;
  const hides = (rect: Rect) => outermost.some((box) => holds(box, rect));
  const covers = (point: Point) => outermost.find((box) => isInside(box, point));

  const ports = whole.ports.filter((port) => covers(middle(port)) === undefined);
  const faces = new Map(outermost.map((box) => [box.id, closedFace(whole, box, ports, language)]));
  const boxes = whole.boxes.filter((box) => !hides(box));
  const wires = whole.wires.flatMap((wire) => visiblePart(wire, covers));
  const channels = (whole.channels ?? []).flatMap((channel) => visiblePart(visibleName(channel, covers), covers));
  const { put, stretched } = closingMap({ ...whole, boxes, ports, wires, channels }, outermost, faces);
  const moved = boxes.map((box) => ({ ...movedBox(box, put), ...stretched(box), ...faces.get(box.id)?.box }));
  const rests = Object.entries(whole.anchors).map(([anchor, point]) => {
    const box = covers(point);
    return [anchor, box === undefined ? put(point) : lowerEdge(stretched(box))] as const;
  });
  return {
    ...sceneAround(whole, boxes, moved),
    closed: named.map(({ id }) => id),
    boxes: moved,
    ports: ports.map((port) => movedPort(port, put, boxAt(outermost, port), stretched)),
    wires: wires.map((wire) => ({ ...wire, path: simplify(wire.path.map(put)) })),
    ...(channels.length === 0 ? {} : { channels: channels.map((channel) => movedChannel(channel, put)) }),
    anchors: Object.fromEntries(rests),
  };
}

/** The picture's edges keep their distance from what stands nearest to them. */
function sceneAround(
  whole: Topology,
  before: readonly Box[],
  after: readonly Box[],
): Pick<Topology, 'origin' | 'widthPx' | 'heightPx'> {
  const { xPx: leftPx, yPx: topPx } = whole.origin ?? { xPx: 0, yPx: 0 };
  const was = outline(before);
  const is = outline(after);
  const origin = { xPx: leftPx + is.leftPx - was.leftPx, yPx: topPx + is.topPx - was.topPx };
  return {
    ...(origin.xPx === 0 && origin.yPx === 0 ? {} : { origin }),
    widthPx: half(whole.widthPx + (is.rightPx - is.leftPx) - (was.rightPx - was.leftPx)),
    heightPx: half(whole.heightPx + (is.bottomPx - is.topPx) - (was.bottomPx - was.topPx)),
  };
}

function outline(boxes: readonly Box[]) {
  const roots = boxes.filter(({ depth }) => depth === 0);
  return {
    leftPx: Math.min(...roots.map(({ xPx }) => xPx)),
    topPx: Math.min(...roots.map(({ yPx, shape }) => yPx - (shape === 'bus' ? busTitleRoom : 0))),
    rightPx: Math.max(...roots.map(({ xPx, widthPx }) => xPx + widthPx)),
    bottomPx: Math.max(...roots.map(({ yPx, heightPx }) => yPx + heightPx)),
  };
}

interface ClosedFace {
  readonly box: Pick<Box, 'subtitle' | 'closed' | 'lines'>;
  readonly widthPx: number;
  readonly heightPx: number;
}

function closedFace(whole: Topology, box: Box, ports: readonly Port[], language: DiagramLanguage): ClosedFace {
  const count = diagramWords[language].inside(countInside(whole, box));
  const subtitle = box.subtitle === undefined ? count : `${box.subtitle} · ${count}`;
  const own = ports.filter((port) => boxAt([box], port) !== undefined).flatMap(portLabels);
  const titlePx = measureText(box.title, fonts.machineTitle) + 8 + measureText(subtitle, fonts.note);
  return {
    box: { subtitle, closed: true, lines: [] },
    widthPx: inset + Math.max(titlePx + toggleRoom, ...own.map(({ rect }) => rect.widthPx + inset)),
    heightPx: space.titleRow + own.length * inlineLine + 4,
  };
}

function movedBox(box: Box, put: (point: Point) => Point): Box {
  const { lanes, bars, ...rest } = box;
  return {
    ...rest,
    ...(lanes === undefined
      ? {}
      : {
          lanes: {
            verticalsPx: lanes.verticalsPx.map((xPx) => put({ xPx, yPx: box.yPx }).xPx),
            corridorPx: put({ xPx: box.xPx, yPx: lanes.corridorPx }).yPx,
          },
        }),
    ...(bars === undefined
      ? {}
      : {
          bars: bars.map(({ yPx, toPx }) => ({
            yPx: put({ xPx: box.xPx, yPx }).yPx,
            toPx: put({ xPx: toPx, yPx }).xPx,
          })),
        }),
  };
}

function movedPort(
  port: Port,
  put: (point: Point) => Point,
  on: Box | undefined,
  stretched: (rect: Rect) => Rect,
): Port {
  const at = put(middle(port));
  const label = put(port.labelAt);
  const room = on === undefined ? {} : { labelWidthPx: stretched(on).widthPx - 2 * inset };
  return {
    ...port,
    xPx: at.xPx - port.widthPx / 2,
    yPx: at.yPx - port.heightPx / 2,
    labelAt: { ...port.labelAt, ...label },
    ...room,
  };
}

/** The box on whose edge a port is. */
function boxAt(boxes: readonly Box[], port: Port): Box | undefined {
  if (port.side !== 'top') return undefined;
  const { xPx, yPx } = middle(port);
  return boxes.find((box) => yPx === box.yPx && xPx > box.xPx && xPx < box.xPx + box.widthPx);
}

function movedChannel({ nameAt, ...channel }: Channel, put: (point: Point) => Point): Channel {
  return {
    ...channel,
    path: simplify(channel.path.map(put)),
    ...(nameAt === undefined ? {} : { nameAt: put(nameAt) }),
  };
}

/** A name within a closed box is not shown. */
function visibleName({ nameAt, ...channel }: Channel, covers: (point: Point) => Box | undefined): Channel {
  return nameAt === undefined || covers(nameAt) !== undefined ? channel : { ...channel, nameAt };
}

/** A wire into a closed box ends at its edge. */
function visiblePart<Way extends Wire | Channel>(wire: Way, covers: (point: Point) => Box | undefined): readonly Way[] {
  const path: Point[] = [];
  wire.path.forEach((point, n) => {
    const before = wire.path[n - 1];
    const box = covers(point);
    const boxBefore = before === undefined ? undefined : covers(before);
    if (before !== undefined && box !== boxBefore) path.push(edgePoint(box ?? boxBefore, before, point));
    if (box === undefined) path.push(point);
  });
  return path.length < 2 ? [] : [{ ...wire, path }];
}

/** Where the straight way between two points, one of them inside, meets the box's edge. */
function edgePoint(box: Rect | undefined, a: Point, b: Point): Point {
  if (box === undefined) return b;
  const clamp = (px: number, from: number, size: number) => Math.max(from, Math.min(from + size, px));
  const outside = isInside(box, a) ? b : a;
  return {
    xPx: a.xPx === b.xPx ? a.xPx : clamp(outside.xPx, box.xPx, box.widthPx),
    yPx: a.yPx === b.yPx ? a.yPx : clamp(outside.yPx, box.yPx, box.heightPx),
  };
}

/** Where packets rest that are inside a closed box: clear of its title, and of the ports at its top. */
function lowerEdge({ xPx, yPx, widthPx, heightPx }: Rect): Point {
  return { xPx: half(xPx + widthPx / 2), yPx: half(yPx + heightPx) };
}

function middle({ xPx, yPx, widthPx, heightPx }: Rect): Point {
  return { xPx: half(xPx + widthPx / 2), yPx: half(yPx + heightPx / 2) };
}
