/** Keeps what was there where it was: after a change only the box that grew, and what stood in its way, move. */
import type { MachineId } from '../engine/index.ts';
import type { Network } from './network-columns.ts';
import { gapsAfter, type Place } from './place-machines.ts';
import { middleOf, type Plan } from './plan.ts';
import type { Box, Topology } from './topology.ts';
import { space } from './type-scale.ts';

interface Standing {
  readonly id: MachineId;
  readonly column: number;
  readonly plan: Plan;
  readonly before: Box | undefined;
  xPx: number;
  yPx: number;
}

/** @returns places for every standing machine but the buses, which follow their ports. */
export function settle(
  network: Network,
  plans: ReadonlyMap<MachineId, Plan>,
  fresh: ReadonlyMap<MachineId, Place>,
  previous: Topology,
): ReadonlyMap<MachineId, Place> {
  const before = new Map(previous.boxes.filter((box) => box.depth === 0).map((box) => [box.id, box]));
  const standing: Standing[] = [];
  for (const { machine, column } of network.nodes.values()) {
    const plan = plans.get(machine.id);
    const place = fresh.get(machine.id);
    if (plan === undefined || place === undefined) continue;
    const old = before.get(machine.id);
    standing.push({
      id: machine.id,
      column,
      plan,
      before: old,
      xPx: old?.xPx ?? place.xPx,
      yPx: old?.yPx ?? place.yPx,
    });
  }
  if (standing.every((machine) => machine.before === undefined)) return fresh;
  for (const machine of standing) nearOldNeighbour(machine, standing, fresh);
  widen(standing, gapsAfter(network));
  for (const machine of standing) {
    heighten(machine, standing);
    levelPort(machine, standing, previous);
  }
  return new Map(standing.map(({ id, xPx, yPx }) => [id, { xPx, yPx }]));
}

/** A new machine stands by its column's others as the fresh layout has it. */
function nearOldNeighbour(
  machine: Standing,
  standing: readonly Standing[],
  fresh: ReadonlyMap<MachineId, Place>,
): void {
  if (machine.before !== undefined) return;
  const kept = standing.filter((other) => other.before !== undefined);
  const neighbour = kept.find((other) => other.column === machine.column) ?? kept[0];
  const from = neighbour === undefined ? undefined : fresh.get(neighbour.id);
  if (neighbour === undefined || from === undefined) return;
  machine.xPx += neighbour.xPx - from.xPx;
  machine.yPx += neighbour.yPx - from.yPx;
}

/** The first column grows to the left, where nobody is; the others to the right, and push only what is too near. */
function widen(standing: readonly Standing[], gaps: readonly number[]): void {
  for (const machine of standing) {
    if (machine.column === 0 && machine.before !== undefined && standing.some(({ column }) => column > 0)) {
      machine.xPx -= Math.max(0, machine.plan.widthPx - machine.before.widthPx);
    }
  }
  const last = Math.max(...standing.map(({ column }) => column));
  for (let column = 0; column < last; column += 1) {
    const here = standing.filter((machine) => machine.column === column);
    const beyond = standing.filter((machine) => machine.column > column);
    if (here.length === 0 || beyond.length === 0) continue;
    const rightPx = Math.max(...here.map(({ xPx, plan }) => xPx + plan.widthPx));
    const leftPx = Math.min(...beyond.map(({ xPx }) => xPx));
    const shortPx = rightPx + (gaps[column] ?? space.gap) - leftPx;
    if (shortPx > 0) for (const machine of beyond) machine.xPx += shortPx;
  }
}

/** Down where there is room, else up where there is room, else down, pushing what is below. */
function heighten(machine: Standing, standing: readonly Standing[]): void {
  const grownPx = machine.plan.heightPx - (machine.before?.heightPx ?? 0);
  if (machine.before !== undefined && grownPx <= 0) return;
  const others = standing.filter((other) => other !== machine);
  const inTheWay = others.filter((other) => tooNear(machine, other));
  if (inTheWay.length === 0) return;
  if (machine.before !== undefined) {
    const oldPx = machine.yPx;
    machine.yPx = Math.min(...inTheWay.map(({ yPx }) => yPx)) - space.stack - machine.plan.heightPx;
    if (machine.yPx < oldPx && others.every((other) => !tooNear(machine, other))) return;
    machine.yPx = oldPx;
  }
  pushDown(machine, others);
}

/** A box that became smaller follows its cable rather than the cable the box. */
function levelPort(machine: Standing, standing: readonly Standing[], previous: Topology): void {
  const first = machine.plan.ports.find(({ side }) => side === 'left' || side === 'right');
  const before = first === undefined ? undefined : previous.anchors[first.id];
  if (first === undefined || before === undefined) return;
  const byPx = Math.max(0, before.yPx - machine.yPx - middleOf(first).yPx - (machine.plan.portSlack?.downPx ?? 0));
  machine.yPx += byPx;
  if (standing.some((other) => other !== machine && tooNear(machine, other))) machine.yPx -= byPx;
}

function pushDown(machine: Standing, others: readonly Standing[]): void {
  for (const other of others) {
    if (!tooNear(machine, other)) continue;
    other.yPx = machine.yPx + machine.plan.heightPx + space.stack;
    pushDown(
      other,
      others.filter((candidate) => candidate !== other),
    );
  }
}

function tooNear(a: Standing, b: Standing): boolean {
  return (
    a.xPx < b.xPx + b.plan.widthPx &&
    b.xPx < a.xPx + a.plan.widthPx &&
    a.yPx < b.yPx + b.plan.heightPx + space.stack &&
    b.yPx < a.yPx + a.plan.heightPx + space.stack
  );
}
