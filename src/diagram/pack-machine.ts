/** A machine with its ports at the sides, its programs at the left, and tables, bridges and guests beside them. */
import type { Machine } from '../engine/index.ts';
import { ownsNetns, subtitleOf, titleOf, type Context } from './context.ts';
import { attach, bridgesOf, guestsSuffix, packLoose } from './guests.ts';
import { packBridge } from './pack-bridge.ts';
import { coreRests, edgeDevs, packLeaf, topPorts } from './pack-leaf.ts';
import { packNetfilter, packRoutes } from './pack-panel.ts';
import { packPrograms, programsWidth } from './pack-programs.ts';
import { faceOf, type Face, type Plan } from './plan.ts';
import { half } from './rounding.ts';
import { labelWidth, sidePort, type Sides } from './side-port.ts';
import { measureText } from './text-metrics.ts';
import { fonts, space, toggleRoom } from './type-scale.ts';

const partsInColumn = 3;
const coreRoom = 30;
const firstSlot = 30;
const lineHeight = 17;

export function packMachine(machine: Machine, context: Context, depth: number, sides: Sides | null, cellPx = 0): Plan {
  const parts = partsOf(machine, context, depth + 1);
  if (sides === null && parts.length === 0) return packLeaf(machine, context, depth, cellPx);
  const title = titleOf(machine, context.language);
  const subtitle = subtitleOf(machine, context);
  const titlePx =
    measureText(title, fonts.machineTitle) + (subtitle === undefined ? 0 : 8 + measureText(subtitle, fonts.note));
  const box = faceOf(machine.id, 'machine', depth, title, [], machine.assumed === true);
  if (subtitle !== undefined) box.subtitle = subtitle;
  if (machine.kind === 'internet') box.shape = 'quiet';
  // Closed, a box within a box says how much is inside, beside the button that opens it.
  const countPx = sides === null ? 8 + measureText(context.words.inside(99), fonts.note) + toggleRoom : coreRoom;
  const headPx = space.pad + 4 + titlePx + countPx;
  return parts.length === 0
    ? packPlain(machine, context, box, headPx, sides ?? { left: [], right: [] })
    : packFull(machine, context, box, headPx, sides, parts);
}

/** A machine of which nothing but its ports matters. Left and right ports share no row, so the box stays narrow. */
function packPlain(machine: Machine, context: Context, box: Face, headPx: number, sides: Sides): Plan {
  const names = [...sides.left, ...sides.right];
  const labels = names.map((name) => labelWidth(machine, name, context));
  const bothPx = sides.left.length > 0 && sides.right.length > 0 ? space.labelInset : space.pad;
  const widthPx = half(Math.max(headPx, 110, ...labels.map((width) => width + space.labelInset + bothPx)));
  const slotPx = (n: number) => space.titleRow + 21 + n * space.slot;
  const ports = [
    ...sides.left.map((name, n) => sidePort(machine, name, 'left', 0, slotPx(n), widthPx, context)),
    ...sides.right.map((name, n) =>
      sidePort(machine, name, 'right', widthPx, slotPx(sides.left.length + n), widthPx, context),
    ),
  ];
  const core = { xPx: widthPx - space.lane, yPx: 20 };
  return {
    widthPx,
    heightPx: space.titleRow + Math.max(0.4, names.length) * space.slot + 4,
    box,
    inner: [],
    ports,
    wires: [],
    rests: coreRests(machine, core, context),
    lanes: { verticalsPx: [space.lane, widthPx - space.lane], corridorPx: space.titleRow - 4 },
  };
}

function packFull(
  machine: Machine,
  context: Context,
  box: Face,
  headPx: number,
  sides: Sides | null,
  parts: readonly Plan[],
): Plan {
  const { left, right } = sides ?? { left: [], right: [] };
  const leftLabels = Math.max(0, ...left.map((name) => labelWidth(machine, name, context)));
  const rightLabels = Math.max(0, ...right.map((name) => labelWidth(machine, name, context)));
  const onTop = sides === null ? edgeDevs(machine, context) : [];
  const corridorPx = space.titleRow + onTop.length * lineHeight + 2;
  const topPx = corridorPx + 10;
  const programsPx = Math.max(leftLabels, programsWidth(machine));
  const programs = packPrograms(machine, context, box.depth + 1, programsPx);
  const hasLeft = left.length > 0 || programs !== null;
  const leftPx = hasLeft ? space.labelInset + (programs === null ? leftLabels : programsPx) : 0;
  const inner: Plan['inner'] = (programs?.plans ?? []).map(({ plan, downPx }) => ({
    plan,
    xPx: space.labelInset,
    yPx: topPx + downPx,
  }));
  const firstPx = topPx + (programs?.heightPx ?? 0) + firstSlot;
  const verticalsPx: number[] = [];
  let xPx = leftPx;
  let bottomPx = firstPx + Math.max(left.length, right.length) * space.slot - firstSlot + 6;
  for (const column of columnsOf(parts)) {
    verticalsPx.push(xPx + space.channel / 2);
    xPx += space.channel;
    const widthPx = Math.max(...column.map((part) => part.widthPx));
    let yPx = topPx;
    for (const part of column) {
      part.widthPx = widthPx;
      inner.push({ plan: part, xPx, yPx });
      yPx += part.heightPx + space.part;
    }
    xPx += widthPx;
    bottomPx = Math.max(bottomPx, yPx - space.part);
  }
  if (right.length > 0) verticalsPx.push(xPx + space.channel / 2);
  const rightPx = right.length > 0 ? space.channel + rightLabels + space.labelInset : space.pad;
  const widthPx = half(Math.max(headPx, xPx + rightPx));
  const heightPx = bottomPx + space.pad;
  // Ports stand at half height where they can, so that the wires before them run through the middle of the picture.
  const groupPx = (Math.max(left.length, right.length) - 1) * space.slot;
  const lowestPx = Math.max(firstPx, heightPx - space.pad - 18 - groupPx);
  const portPx = half(Math.min(lowestPx, Math.max(firstPx, (heightPx - groupPx) / 2)));
  const ports = [
    ...left.map((name, n) => sidePort(machine, name, 'left', 0, portPx + n * space.slot, leftPx + space.pad, context)),
    ...right.map((name, n) =>
      sidePort(
        machine,
        name,
        'right',
        widthPx,
        portPx + n * space.slot,
        rightLabels + space.labelInset + space.pad,
        context,
      ),
    ),
    ...topPorts(machine, onTop, context, widthPx, space.titleRow + 9, 'left'),
  ];
  const core = { xPx: verticalsPx[0] ?? space.lane, yPx: corridorPx };
  const drawn = new Set(inner.flatMap(({ plan }) => plan.rests.map(([anchor]) => anchor)));
  const rests = coreRests(machine, core, context).filter(([anchor]) => !drawn.has(anchor));
  return {
    widthPx,
    heightPx,
    box,
    inner,
    ports,
    wires: [],
    rests,
    lanes: { verticalsPx, corridorPx },
    portSlack: { upPx: portPx - firstPx, downPx: lowestPx - portPx },
  };
}

/** So many parts a column; guests that hang from nothing are often on their way to a bridge and take no column of their own. */
function columnsOf(parts: readonly Plan[]): readonly (readonly Plan[])[] {
  const columns: Plan[][] = [];
  for (const part of parts) {
    const last = columns.at(-1);
    if (last === undefined || (last.length >= partsInColumn && !isLoose(part))) columns.push([part]);
    else last.push(part);
  }
  return columns;
}

function isLoose({ box }: Plan): boolean {
  return box.id.endsWith(guestsSuffix);
}

/** Panels, bridges and guests, in that order; each bridge and guest once. */
function partsOf(machine: Machine, context: Context, depth: number): Plan[] {
  const { index, panels } = context;
  const children = index.childrenOf(machine.id);
  const owns = ownsNetns(machine, context);
  // Bridges that nothing hangs from, in a machine that nothing is shown of, are no part of the story.
  if (children.length === 0 && !(owns && context.panelled.has(machine.netns))) return [];
  const bridges = bridgesOf(machine, context);
  const shows = (what: 'routes' | 'netfilter') =>
    owns && (panels.has(`${machine.netns}#${what}`) || (what === 'routes' && panels.has(machine.netns)));
  const { attached, loose } = attach(machine, children, context);
  const packInner = (child: Machine, at: number, cellPx: number) => packMachine(child, context, at, null, cellPx);
  return [
    ...(shows('routes') ? [packRoutes(machine.netns, context, depth)] : []),
    ...(shows('netfilter') ? [packNetfilter(machine.netns, context, depth)] : []),
    ...bridges.map((dev) => packBridge(machine, dev, attached.get(dev.name) ?? [], context, depth, packInner)),
    ...(loose.length > 0 ? [packLoose(machine, loose, context, depth, packInner)] : []),
  ];
}
