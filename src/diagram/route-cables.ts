/** The paths of the cables between standing machines: out of a right side, a turn in the gap, into a left side. */
import type { MachineId } from '../engine/index.ts';
import type { Cable, Network } from './network-columns.ts';
import { trackStep } from './place-machines.ts';
import { half } from './rounding.ts';
import type { Point, Wire } from './topology.ts';
import { space } from './type-scale.ts';

/** Where a cable's two ends are, and the right edge of the column that it leaves. */
export interface CableEnds {
  readonly from: Point;
  readonly to: Point;
}

export function routeCables(
  network: Network,
  endsOf: (cable: Cable) => CableEnds | undefined,
  rightEdgePx: (machine: MachineId) => number,
): Wire[] {
  const turning = new Map<number, { readonly cable: Cable; readonly ends: CableEnds }[]>();
  const wires: Wire[] = [];
  for (const cable of network.cables) {
    const ends = endsOf(cable);
    if (ends === undefined) continue;
    const column = network.nodes.get(cable.ends[0].machine)?.column ?? 0;
    const sameColumn = column === network.nodes.get(cable.ends[1].machine)?.column;
    if (ends.from.yPx === ends.to.yPx && !sameColumn) {
      wires.push(wireOf(cable, [ends.from, ends.to]));
      continue;
    }
    const known = turning.get(column);
    if (known === undefined) turning.set(column, [{ cable, ends }]);
    else known.push({ cable, ends });
  }
  for (const group of turning.values()) {
    // The farther a wire must go, the nearer to its start it turns: so the short ones do not cross it.
    group.sort((a, b) => reach(b.ends) - reach(a.ends));
    const step = trackStep(group.length);
    const leftPx = Math.max(...group.map(({ cable }) => rightEdgePx(cable.ends[0].machine)));
    group.forEach(({ cable, ends: { from, to } }, n) => {
      const turnPx = half(leftPx + space.gap / 2 + n * step);
      wires.push(wireOf(cable, [from, { xPx: turnPx, yPx: from.yPx }, { xPx: turnPx, yPx: to.yPx }, to]));
    });
  }
  return wires;
}

function reach({ from, to }: CableEnds): number {
  return Math.abs(from.yPx - to.yPx);
}

function wireOf({ ends: [a, b], up }: Cable, path: readonly Point[]): Wire {
  const ends = [`${a.netns}/${a.dev}`, `${b.netns}/${b.dev}`] as const;
  return { id: `${ends[0]}--${ends[1]}`, ends, path, up };
}
