/** Which devices have a working line: derived from the links and, for a bridge, from its ports. */
import { mirrorsOf } from '../windows/mirrored.ts';
import type { LinkEnd, Netdev, Netns, NetnsId, World } from './world.ts';

export function deviceOf(netns: Netns | undefined, name: string): Netdev | undefined {
  return netns?.devs.find((dev) => dev.name === name);
}

/** The other end of the veth pair or cable at `netns/dev`, and whether it is plugged in; null where nothing is attached. */
export function peerOf(world: World, netns: NetnsId, dev: string): (LinkEnd & { readonly up: boolean }) | null {
  for (const link of world.links) {
    const [a, b] = link.ends;
    if (a.netns === netns && a.dev === dev) return { ...b, up: link.up };
    if (b.netns === netns && b.dev === dev) return { ...a, up: link.up };
  }
  return null;
}

/**
 * Whether `ip link` shows LOWER_UP (false is NO-CARRIER): a veth or cable needs both ends up, a bridge needs one port that is
 * up and has carrier itself. A mirrored WSL VM has its line from Windows' own adapters. @see ip-link(8)
 */
export function hasCarrier(world: World, netns: NetnsId, dev: string): boolean {
  const owner = world.netns[netns];
  const device = deviceOf(owner, dev);
  if (owner === undefined || !device?.up) return false;
  if (device.kind === 'loopback') return true;
  if (device.kind === 'bridge')
    return owner.devs.some(
      (port) => port.master === dev && port.kind !== 'bridge' && hasCarrier(world, netns, port.name),
    );
  const peer = peerOf(world, netns, dev);
  if (peer?.up !== true) return false;
  return deviceOf(world.netns[peer.netns], peer.dev)?.up === true || mirrorsOf(world).get(peer.netns)?.isVm === false;
}
