/** A machine with nothing inside, within another: a container. Its ports are on its top edge, its addresses in it. */
import type { Machine } from '../engine/index.ts';
import { addressText, ownsNetns, subtitleOf, titleOf, visibleDevs, type Context } from './context.ts';
import type { Plan, PlanPort } from './plan.ts';
import { half } from './rounding.ts';
import { measureText } from './text-metrics.ts';
import type { Anchor, Point } from './topology.ts';
import { fonts } from './type-scale.ts';

const titleHeight = 26;
const lineHeight = 17;
const pad = 12;

/** Ports of a nested machine, right to left along its top edge; labels stand one a line under its title. */
export function topPorts(machine: Machine, context: Context, widthPx: number, firstLinePx: number): PlanPort[] {
  return visibleDevs(machine.netns, context)
    .filter((dev) => dev.kind !== 'bridge' && context.index.peerOf(machine.netns, dev.name) !== undefined)
    .filter((dev) => dev.master === undefined)
    .map((dev, n) => {
      const address = addressText(dev, false);
      return {
        id: `${machine.netns}/${dev.name}`,
        label: dev.name,
        ...(address === undefined ? {} : { address }),
        labelAt: { xPx: pad, yPx: firstLinePx + n * lineHeight, anchor: 'start' },
        inline: true,
        labelWidthPx: widthPx - 2 * pad,
        side: 'top',
        up: dev.up && context.index.peerOf(machine.netns, dev.name)?.up === true,
        xPx: widthPx - 16 - 16 * n,
        yPx: 0,
      };
    });
}

/** The names frames may use for a place in a namespace, all at its core unless something better is drawn. */
export function coreRests(machine: Machine, core: Point, context: Context): (readonly [Anchor, Point])[] {
  if (!ownsNetns(machine, context)) return [[machine.id, core]];
  const id = machine.id;
  return [
    [id, core],
    [`${id}#process`, core],
    [`${id}#routes`, core],
    [`${id}#netfilter`, core],
    [`${id}/lo`, core],
  ];
}

export function packLeaf(machine: Machine, context: Context, depth: number, cellPx: number): Plan {
  const title = titleOf(machine, context.language);
  const subtitle = subtitleOf(machine, context);
  const owns = ownsNetns(machine, context);
  const ports = owns ? topPorts(machine, context, cellPx, titleHeight + 9) : [];
  const core = { xPx: half(cellPx - 16), yPx: 14 };
  const titlePx = measureText(title, fonts.containerTitle);
  const hasRoom = subtitle !== undefined && pad + titlePx + 8 + measureText(subtitle, fonts.note) < cellPx - 30;
  return {
    widthPx: cellPx,
    heightPx: titleHeight + ports.length * lineHeight + (ports.length === 0 ? 6 : 0),
    box: {
      id: machine.id,
      kind: 'container',
      depth,
      title,
      ...(hasRoom ? { subtitle } : {}),
      lines: [],
      assumed: machine.assumed === true,
    },
    inner: [],
    ports,
    wires: [],
    rests: coreRests(machine, core, context),
    lanes: { verticalsPx: [core.xPx], corridorPx: core.yPx },
  };
}
