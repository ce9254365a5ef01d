/** Ports at the sides of a standing machine, with the interface's name above the wire and its address below. */
import type { Machine } from '../engine/index.ts';
import { addressText, visibleDevs, type Context } from './context.ts';
import { portAt, type PlanPort } from './plan.ts';
import { half } from './rounding.ts';
import { measureText } from './text-metrics.ts';
import { fonts, space } from './type-scale.ts';

/** Which ports a standing machine shows at its sides, top to bottom. */
export interface Sides {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

export function labelWidth(machine: Machine, name: string, context: Context): number {
  const address = addressOf(machine, name, context);
  return half(
    Math.max(measureText(name, fonts.mono), address === undefined ? 0 : measureText(address, fonts.mono)) + 1,
  );
}

/** @param roomPx from the box's edge to the end of the label's room. */
export function sidePort(
  machine: Machine,
  name: string,
  side: 'left' | 'right',
  xPx: number,
  yPx: number,
  roomPx: number,
  context: Context,
): PlanPort {
  const dev = visibleDevs(machine.netns, context).find((candidate) => candidate.name === name);
  const insetPx = side === 'left' ? space.labelInset : -space.labelInset;
  return portAt({
    xPx,
    yPx,
    id: `${machine.netns}/${name}`,
    label: name,
    address: addressOf(machine, name, context),
    labelAt: { xPx: xPx + insetPx, yPx: yPx - 6, anchor: side === 'left' ? 'start' : 'end' },
    labelWidthPx: roomPx - space.labelInset - 2,
    side,
    up: dev?.up === true && context.index.peerOf(machine.netns, name)?.up !== false,
    inline: false,
  });
}

function addressOf(machine: Machine, name: string, context: Context): string | undefined {
  const dev = visibleDevs(machine.netns, context).find((candidate) => candidate.name === name);
  return dev === undefined ? undefined : addressText(dev, true);
}
