/** Machines inside a machine: which of them hang from a bridge, and the box of those that do not. */
import type { Machine, Netdev } from '../engine/index.ts';
import { addressText, ownsNetns, titleOf, visibleDevs, type Context } from './context.ts';
import type { Attached } from './pack-bridge.ts';
import { cellWidth, packGrid, type Member } from './pack-grid.ts';
import { packStack } from './pack-stack.ts';
import { faceOf, type Plan } from './plan.ts';
import { space } from './type-scale.ts';

/** Ends the name of the box of guests that hang from no bridge; it is not drawn, what is in it is. */
export const guestsSuffix = '#guests';

/** Which bridge each guest hangs from: the first of its interfaces' that has one. */
export function attach(
  machine: Machine,
  children: readonly Machine[],
  context: Context,
): { readonly attached: ReadonlyMap<string, readonly Attached[]>; readonly loose: readonly Machine[] } {
  const attached = new Map<string, Attached[]>();
  if (children.length === 0) return { attached, loose: children };
  const masters = new Map(visibleDevs(machine.netns, context).map((dev) => [dev.name, dev.master]));
  const loose = children.filter((child) => {
    if (!ownsNetns(child, context)) return true;
    for (const dev of visibleDevs(child.netns, context)) {
      const peer = context.index.peerOf(child.netns, dev.name);
      const bridge = peer?.netns === machine.netns ? masters.get(peer.dev) : undefined;
      if (peer === undefined || bridge === undefined) continue;
      const entry = { machine: child, hostDev: peer.dev, ownDev: dev.name, up: peer.up && dev.up };
      const known = attached.get(bridge);
      if (known === undefined) attached.set(bridge, [entry]);
      else known.push(entry);
      return false;
    }
    return true;
  });
  return { attached, loose };
}

/**
 * The bridges that are drawn in a machine: those its guests hang from. A distribution of WSL shares its machine's namespace, and
 * has its containers' bridge drawn in it; what nobody else draws, the namespace's owner does.
 */
export function bridgesOf(machine: Machine, context: Context): readonly Netdev[] {
  const { index } = context;
  const bridges = visibleDevs(machine.netns, context).filter((dev) => dev.kind === 'bridge');
  const isOwner = ownsNetns(machine, context);
  if (isOwner && bridges.length === 0) return bridges;
  const sharers = index.sharersOf(machine.netns);
  if (isOwner && sharers.length === 0) return bridges;
  const hangingIn = (holder: Machine) => attach(holder, index.childrenOf(holder.id), context).attached;
  if (!isOwner) return bridges.filter(({ name }) => hangingIn(machine).has(name));
  return bridges.filter(({ name }) => !sharers.some((sharer) => hangingIn(sharer).has(name)));
}

/** Guests on the host's own network, on none, or on a pair of their own. */
export function packLoose(
  machine: Machine,
  guests: readonly Machine[],
  context: Context,
  depth: number,
  packInner: (machine: Machine, depth: number, cellPx: number) => Plan,
): Plan {
  const cellPx = cellWidth(guests.map((guest) => titleOf(guest, context.language)));
  const arrange = guests.some(({ kind }) => kind === 'vm') ? packStack : packGrid;
  const switches = guests.filter(({ kind }) => kind === 'switch');
  const ordered = [...switches, ...guests.filter((guest) => !switches.includes(guest))];
  const members = ordered.map((guest, n): Member => {
    const plan = packInner(guest, depth, cellPx);
    const dev = ownsNetns(guest, context) ? pairedDev(guest, machine, context) : undefined;
    const peer = dev === undefined ? undefined : context.index.peerOf(guest.netns, dev.name);
    if (dev === undefined || peer === undefined)
      return { plan, pair: null, joinsAbove: hangsFrom(guest, ordered[n - 1], context) };
    const hostDev = visibleDevs(machine.netns, context).find(({ name }) => name === peer.dev);
    const up = peer.up && dev.up && hostDev?.up === true;
    return {
      plan,
      pair: {
        hostPort: `${machine.netns}/${peer.dev}`,
        label: peer.dev,
        address: up ? addressText(hostDev, true) : undefined,
        ownPort: `${guest.netns}/${dev.name}`,
        up,
      },
    };
  });
  const bars: { yPx: number; toPx: number }[] = [];
  const plan = {
    widthPx: 0,
    heightPx: 0,
    box: faceOf(machine.id + guestsSuffix, 'bridge', depth, ''),
    inner: [],
    ports: [],
    wires: [],
    rests: [],
    bars,
  } satisfies Plan;
  const grid = arrange(members, plan, space.pad, space.part);
  plan.widthPx = grid.widthPx + 2 * space.pad;
  plan.heightPx = grid.heightPx + 2 * space.part;
  return plan;
}

/** Whether a cable leads from `guest` to the virtual switch that stands above it. */
function hangsFrom(guest: Machine, above: Machine | undefined, context: Context): boolean {
  if (above?.kind !== 'switch' || !ownsNetns(guest, context)) return false;
  return pairedDev(guest, above, context) !== undefined;
}

function pairedDev(guest: Machine, host: Machine, context: Context): Netdev | undefined {
  return visibleDevs(guest.netns, context).find(
    (dev) => context.index.peerOf(guest.netns, dev.name)?.netns === host.netns,
  );
}
