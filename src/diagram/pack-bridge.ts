/** A bridge with the containers that hang from it. */
import type { Machine, Netdev } from '../engine/index.ts';
import { addressText, titleOf, type Context } from './context.ts';
import { cellWidth, packGrid, type Member } from './pack-grid.ts';
import { faceOf, type Plan } from './plan.ts';
import { half } from './rounding.ts';
import { measureText } from './text-metrics.ts';
import { fonts } from './type-scale.ts';

/** A machine on a bridge, by the host's end of its pair. */
export interface Attached {
  readonly machine: Machine;
  readonly hostDev: string;
  readonly ownDev: string;
  readonly up: boolean;
}

const headerHeight = 42;
const pad = 14;

export function packBridge(
  host: Machine,
  bridge: Netdev,
  attached: readonly Attached[],
  context: Context,
  depth: number,
  packInner: (machine: Machine, depth: number, cellPx: number) => Plan,
): Plan {
  const id = `${host.netns}/${bridge.name}`;
  const address = addressText(bridge, true);
  const isFolded = context.folded.has(id) && attached.length > 0;
  const lines = [
    ...(address === undefined ? [] : [address]),
    ...(isFolded ? [context.words.containers(attached.length)] : []),
  ];
  const texts = [measureText(bridge.name, fonts.bridgeTitle), ...lines.map((line) => measureText(line, fonts.mono))];
  const bars: { yPx: number; toPx: number }[] = [];
  const plan = {
    widthPx: half(Math.max(...texts) + 2 * pad),
    heightPx: lines.length === 2 ? headerHeight + 16 : lines.length === 1 ? headerHeight : 28,
    box: faceOf(id, 'bridge', depth, bridge.name, lines),
    inner: [],
    ports: [],
    wires: [],
    rests: [] as Plan['rests'],
    bars,
  } satisfies Plan;
  let restPx = half(plan.heightPx / 2);
  if (isFolded) {
    const rest = { xPx: 0, yPx: restPx };
    for (const { machine, hostDev, ownDev } of attached) {
      plan.rests.push([`${host.netns}/${hostDev}`, rest], [machine.id, rest], [`${machine.netns}/${ownDev}`, rest]);
    }
  } else if (attached.length > 0) {
    const barPx = headerHeight + 6;
    const cellPx = cellWidth(attached.map(({ machine }) => titleOf(machine, context.language)));
    const members = attached.map(({ machine, hostDev, ownDev, up }): Member => {
      const pair = { hostPort: `${host.netns}/${hostDev}`, label: hostDev, ownPort: `${machine.netns}/${ownDev}`, up };
      return { plan: packInner(machine, depth + 1, cellPx), pair };
    });
    const grid = packGrid(members, plan, pad, barPx);
    plan.widthPx = Math.max(plan.widthPx, pad + grid.widthPx + pad);
    plan.heightPx = barPx + grid.heightPx + pad - 4;
    restPx = barPx;
  }
  plan.rests.push([id, { xPx: 0, yPx: restPx }]);
  return plan;
}
