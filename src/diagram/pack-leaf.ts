/** A machine with nothing inside, within another: a container. Its ports are on its top edge, its addresses in it. */
import type { Machine, Netdev } from '../engine/index.ts';
import { addressText, ownsNetns, subtitleOf, titleOf, visibleDevs, type Context } from './context.ts';
import { faceOf, portAt, type Plan, type PlanPort } from './plan.ts';
import { half } from './rounding.ts';
import { measureText } from './text-metrics.ts';
import type { Point } from './topology.ts';
import { fonts } from './type-scale.ts';

const titleHeight = 26;
const lineHeight = 17;
const pad = 12;

/** Interfaces of a nested machine that have a port on its edge: those with a wire, and no bridge between. */
export function wiredDevs(machine: Machine, context: Context): readonly Netdev[] {
  const { index } = context;
  return visibleDevs(machine.netns, context).filter(
    (dev) => dev.kind !== 'bridge' && dev.master === undefined && index.peerOf(machine.netns, dev.name) !== undefined,
  );
}

/** As `wiredDevs`; a machine that holds others also shows the interfaces that no cable leads to. */
export function edgeDevs(machine: Machine, context: Context): readonly Netdev[] {
  if (!ownsNetns(machine, context)) return [];
  const wired = new Set(wiredDevs(machine, context));
  return visibleDevs(machine.netns, context).filter(
    (dev) => wired.has(dev) || (dev.kind === 'ethernet' && dev.master === undefined && dev.addresses.length > 0),
  );
}

/** Along the top edge, a container's from its right end, others from the left; labels stand one a line under the title. */
export function topPorts(
  machine: Machine,
  devs: readonly Netdev[],
  context: Context,
  widthPx: number,
  firstLinePx: number,
  from: 'left' | 'right',
): PlanPort[] {
  return devs.map((dev, n) => {
    return portAt({
      xPx: from === 'left' ? 24 + 16 * n : widthPx - 16 - 16 * n,
      yPx: 0,
      id: `${machine.netns}/${dev.name}`,
      label: dev.name,
      address: addressText(dev, false),
      labelAt: { xPx: from === 'left' ? 16 : pad, yPx: firstLinePx + n * lineHeight, anchor: 'start' },
      inline: true,
      labelWidthPx: widthPx - 2 * pad,
      side: 'top',
      up: dev.up && context.index.peerOf(machine.netns, dev.name)?.up !== false,
    });
  });
}

/** The names frames may use for a place in a namespace, all at its core unless something better is drawn. */
export function coreRests(machine: Machine, core: Point, context: Context): Plan['rests'] {
  if (!ownsNetns(machine, context) || (context.isLarge && machine.parent !== null)) return [[machine.id, core]];
  const id = machine.id;
  return [
    [id, core],
    [`${id}#process`, core],
    [`${id}#routes`, core],
    [`${id}#netfilter`, core],
    [`${id}/lo`, core],
  ];
}

/** A virtual switch: its machine's own port hangs from above, those of the guests leave below. Their names say nothing more. */
function switchPorts(machine: Machine, context: Context, heightPx: number): PlanPort[] {
  const outer = context.index.world.machines[machine.parent ?? '']?.netns;
  const counts = { above: 0, below: 0 };
  return visibleDevs(machine.netns, context).flatMap((dev): PlanPort[] => {
    const peer = context.index.peerOf(machine.netns, dev.name);
    if (peer === undefined) return [];
    const isAbove = peer.netns === outer;
    const n = isAbove ? counts.above++ : counts.below++;
    const [xPx, yPx] = [24 + 16 * n, isAbove ? 0 : heightPx];
    const id = `${machine.netns}/${dev.name}`;
    const at = { xPx, yPx, labelAt: { xPx: pad, yPx, anchor: 'start' as const } };
    return [
      portAt({
        ...at,
        id,
        label: '',
        address: undefined,
        inline: true,
        labelWidthPx: 0,
        side: 'top',
        up: dev.up && peer.up,
      }),
    ];
  });
}

export function packLeaf(machine: Machine, context: Context, depth: number, cellPx: number): Plan {
  const title = titleOf(machine, context.language);
  const subtitle = subtitleOf(machine, context);
  const owns = ownsNetns(machine, context);
  const devs = owns ? wiredDevs(machine, context) : [];
  const isSwitch = owns && machine.kind === 'switch';
  const heightPx = titleHeight + (isSwitch || devs.length === 0 ? 6 : devs.length * lineHeight);
  const ports = isSwitch
    ? switchPorts(machine, context, heightPx)
    : topPorts(machine, devs, context, cellPx, titleHeight + 9, 'right');
  const core = { xPx: half(cellPx - 16), yPx: 14 };
  const titlePx = measureText(title, fonts.containerTitle);
  const hasRoom = subtitle !== undefined && pad + titlePx + 8 + measureText(subtitle, fonts.note) < cellPx - 30;
  const box = faceOf(machine.id, 'container', depth, title, [], machine.assumed === true);
  if (subtitle !== undefined && hasRoom) box.subtitle = subtitle;
  return {
    widthPx: cellPx,
    heightPx,
    box,
    inner: [],
    ports,
    wires: [],
    rests: coreRests(machine, core, context),
    lanes: { verticalsPx: [core.xPx], corridorPx: core.yPx },
  };
}
