/** Bridges, their ports and their memory, as `brctl show`, `bridge link` and `bridge fdb` print them. */
import { deviceOf, hasCarrier, peerOf, type Netdev, type Netns, type World } from '../../engine/index.ts';
import { linkFlags } from './link.ts';

export const BRCTL_HEAD = 'bridge name\tbridge id\t\tSTP enabled\tinterfaces';

/** Ports by name, the first beside the bridge, the others below it. @see brctl(8), bridge-utils libbridge br_foreach_port */
export function brctlLines(netns: Netns, bridge: Netdev): readonly string[] {
  const [first = '', ...others] = portsOf(netns, bridge.name)
    .map(({ name }) => name)
    .sort();
  const id = `8000.${bridge.mac.replaceAll(':', '')}`;
  return [`${bridge.name}\t\t${id}\tno\t\t${first}`, ...others.map((name) => `\t\t\t\t\t\t\t${name}`)];
}

/** `7: vethb9f94ed@if6: <BROADCAST,…> mtu 1500 master docker0 state forwarding priority 32 cost 2 `. @see bridge(8), iproute2 bridge/link.c */
export function bridgeLinkLine(world: World, netns: Netns, port: Netdev): string {
  const state = port.up && hasCarrier(world, netns.id, port.name) ? 'forwarding' : 'disabled';
  return (
    `${port.index}: ${port.name}${otherEnd(world, netns, port)}: ${linkFlags(world, netns, port)} mtu ${port.mtuBytes} ` +
    `master ${port.master ?? ''} state ${state} priority 32 cost ${port.kind === 'veth' ? 2 : 4} `
  );
}

/** Unlike `ip`, the tool takes the other end's index for one of this namespace, and prints the name of whoever has it here. */
function otherEnd(world: World, netns: Netns, port: Netdev): string {
  const peer = port.kind === 'veth' ? peerOf(world, netns.id, port.name) : null;
  const index = peer === null ? undefined : deviceOf(world.netns[peer.netns], peer.dev)?.index;
  if (index === undefined) return '';
  return `@${netns.devs.find((dev) => dev.index === index)?.name ?? `if${index}`}`;
}

/** Multicast groups that a device takes in for itself: all nodes; a bridge also all snoopers (RFC 4286). */
const GROUPS = ['33:33:00:00:00:01', '01:00:5e:00:00:01'];
const BRIDGE_GROUPS = ['33:33:00:00:00:01', '01:00:5e:00:00:6a', '33:33:00:00:00:6a', '01:00:5e:00:00:01'];

/**
 * `6e:1c:42:00:00:03 dev vethb9f94ed master docker0 ` for one learned, with `permanent` behind it for the port's own, `self` for the
 * device's groups. The one learned last stands first. @see bridge(8), iproute2 bridge/fdb.c, net/bridge/br_fdb.c
 */
export function fdbLines(netns: Netns, dev: Netdev, withName: boolean): readonly string[] {
  const name = withName ? `dev ${dev.name} ` : '';
  const known = netns.state.fdb.filter(({ port }) => port === dev.name);
  const entries = known.map(
    ({ mac, bridge, learned }) => `${mac} ${name}master ${bridge} ${learned ? '' : 'permanent'}`,
  );
  const groups = dev.kind === 'loopback' ? [] : dev.kind === 'bridge' ? BRIDGE_GROUPS : GROUPS;
  const own = groups.map((mac) => `${mac} ${name}self permanent`);
  return dev.kind === 'bridge' ? [...own, ...entries.toReversed()] : [...entries.toReversed(), ...own];
}

export function portsOf(netns: Netns, bridge?: string): readonly Netdev[] {
  return netns.devs.filter(({ master }) => master !== undefined && (bridge === undefined || master === bridge));
}
