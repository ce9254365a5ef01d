/** Ways between two machines that no packet takes: hypervisor sockets, over which programs hand each other bytes and wishes. */
import type { NetnsId, World } from '../engine/index.ts';
import type { Context } from './context.ts';
import { holds } from './nesting.ts';
import type { Sink } from './plan.ts';
import { boxLabels, portLabels } from './labels.ts';
import { simplify } from './polyline.ts';
import { measureText } from './text-metrics.ts';
import type { Box, Channel, Point, Rect } from './topology.ts';
import { fonts } from './type-scale.ts';

const clear = 5;
const nameAbove = 6;

/** Draws each channel from the programs of one machine to the edge of the other, between what stands in the way. */
export function routeChannels(context: Context, sink: Sink): readonly Channel[] {
  return pairsOf(context.index.world).flatMap(([from, to], n) => {
    const boxes = new Map(sink.boxes.map((box) => [box.id, box]));
    const programs = boxes.get(`${from}#relay`) ?? boxes.get(`${from}#process`);
    const host = boxes.get(context.index.world.netns[from]?.machine ?? from);
    const target = boxes.get(context.index.world.netns[to]?.machine ?? to);
    const lanePx = host?.lanes?.verticalsPx[0];
    if (programs === undefined || host === undefined || target === undefined || lanePx === undefined) return [];
    if (!holds(host, target)) return [];
    const start = { xPx: programs.xPx + programs.widthPx, yPx: programs.yPx + programs.heightPx / 2 };
    const turnPx = lanePx + (n % 3) * 4 - 2;
    const levelPx = freeLevel(sink, turnPx, target);
    const end = { xPx: target.xPx, yPx: levelPx };
    const path = simplify([start, { xPx: turnPx, yPx: start.yPx }, { xPx: turnPx, yPx: levelPx }, end]);
    const name = context.words.channel;
    const nameAt = placeOfName(sink, turnPx, end, measureText(name, fonts.note));
    return [{ id: `${from}~${to}`, ends: [from, to], path, name, ...(nameAt === null ? {} : { nameAt }) }];
  });
}

/** From whom to whom: Docker Desktop to its engine, a relay on Windows to the machine that makes the second connection. */
function pairsOf(world: World): readonly (readonly [NetnsId, NetnsId])[] {
  const found = new Map<string, readonly [NetnsId, NetnsId]>();
  const add = (from: NetnsId, to: NetnsId | undefined) => {
    if (to !== undefined && to !== from && world.netns[to] !== undefined) found.set(`${from} ${to}`, [from, to]);
  };
  for (const { netns, windows } of Object.values(world.machines)) {
    if (windows?.desktop?.running === true) add(netns, world.machines[windows.desktop.engine]?.netns);
  }
  for (const { id, listeners } of Object.values(world.netns)) {
    for (const { relayTo } of listeners) if (relayTo?.channel !== undefined) add(id, relayTo.netns);
  }
  return [...found.values()];
}

/** A height at the target's left edge from which the way to the lane crosses no part and no text; the middle where there is none. */
function freeLevel({ boxes, ports }: Pick<Sink, 'boxes' | 'ports'>, fromPx: number, target: Box): number {
  const inTheWay: readonly Rect[] = [
    ...boxes.filter((box) => !holds(box, target) && box !== target),
    ...boxes.filter((box) => holds(box, target)).flatMap((box) => boxLabels(box).map(({ rect }) => rect)),
    ...ports,
    ...ports.flatMap((port) => portLabels(port).map(({ rect }) => rect)),
  ].filter((rect) => rect.xPx < target.xPx && rect.xPx + rect.widthPx > fromPx);
  const isFree = (yPx: number) =>
    inTheWay.every((rect) => yPx < rect.yPx - clear || yPx > rect.yPx + rect.heightPx + clear);
  for (let downPx = 14; downPx < target.heightPx - 10; downPx += 6) {
    if (isFree(target.yPx + downPx)) return target.yPx + downPx;
  }
  return target.yPx + target.heightPx / 2;
}

/** Above the widest stretch between two edges that the way crosses; null where the name fits nowhere. */
function placeOfName({ boxes }: Pick<Sink, 'boxes'>, fromPx: number, end: Point, widthPx: number): Point | null {
  const crosses = boxes.filter(({ yPx, heightPx }) => yPx < end.yPx && yPx + heightPx > end.yPx);
  const edges = [
    fromPx,
    ...crosses.flatMap((box) => [box.xPx, box.xPx + box.widthPx]).filter((px) => px > fromPx && px < end.xPx),
    end.xPx,
  ].toSorted((a, b) => a - b);
  const [left, right] = edges
    .slice(1)
    .map((to, n) => [edges[n] ?? to, to] as const)
    .reduce((widest, next) => (next[1] - next[0] > widest[1] - widest[0] ? next : widest));
  if (right - left < widthPx + 2 * clear) return null;
  return { xPx: (left + right) / 2, yPx: end.yPx - nameAbove };
}
