/** Machines inside a machine, one under another: they are wide, and each may close without moving those beside it. */
import type { Grid, Member } from './pack-grid.ts';
import { middleOf, portAt, type Plan } from './plan.ts';
import { measureText } from './text-metrics.ts';
import { fonts, space } from './type-scale.ts';
import type { Box } from './topology.ts';

/** From a hanging pair to its label. */
const labelGap = 12;

/** Places `members` in `into`, the first at `topPx`; a pair hangs above its member, with its host's name and address beside it. */
export function packStack(
  members: readonly Member[],
  into: Pick<Plan, 'inner' | 'ports' | 'wires'> & { readonly bars: NonNullable<Box['bars']>[number][] },
  leftPx: number,
  topPx: number,
): Grid {
  let belowPx = topPx;
  let widthPx = 0;
  for (const { plan, pair, joinsAbove } of members) {
    const own = plan.ports.find((port) => port.id === pair?.ownPort);
    const wirePx = joinsAbove === true ? space.drop - space.part : 0;
    const yPx = belowPx + (own === undefined ? wirePx : space.drop);
    into.inner.push({ plan, xPx: leftPx, yPx });
    if (pair !== null && own !== undefined) {
      const hangPx = leftPx + middleOf(own).xPx;
      const from = { xPx: hangPx, yPx: belowPx };
      const text = [pair.label, ...(pair.address === undefined ? [] : [pair.address])].join(' ');
      const besidePx = middleOf(own).xPx + labelGap;
      const labelWidthPx = Math.max(plan.widthPx - besidePx, Math.ceil(measureText(text, fonts.mono)));
      widthPx = Math.max(widthPx, besidePx + labelWidthPx);
      into.ports.push(
        portAt({
          ...from,
          id: pair.hostPort,
          label: pair.label,
          address: pair.address,
          labelAt: { xPx: hangPx + labelGap, yPx: belowPx + 18, anchor: 'start' },
          labelWidthPx,
          inline: true,
          side: 'bar',
          up: pair.up,
        }),
      );
      into.wires.push({
        id: `${pair.hostPort}--${pair.ownPort}`,
        ends: [pair.hostPort, pair.ownPort],
        path: [from, { xPx: hangPx, yPx }],
        up: pair.up,
      });
      into.bars.push({ yPx: belowPx, toPx: hangPx });
    }
    belowPx = yPx + plan.heightPx + space.part;
    widthPx = Math.max(widthPx, plan.widthPx);
  }
  return { widthPx, heightPx: belowPx - topPx - space.part };
}
