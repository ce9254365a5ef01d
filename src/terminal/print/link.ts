/** Devices as `ip link`, `ip addr` and `ip -br …` print them. Read ip-link(8), ip-address(8) and iproute2 ip/ipaddress.c before editing. */
import {
  formatIp,
  hasCarrier,
  isSecondary,
  peerOf,
  type InterfaceAddress,
  type Netdev,
  type Netns,
  type World,
} from '../../engine/index.ts';

/** `<BROADCAST,MULTICAST,UP,LOWER_UP>` in the tool's order. */
export function linkFlags(world: World, netns: Netns, dev: Netdev): string {
  const carrier = hasCarrier(world, netns.id, dev.name);
  const names = [
    ...(dev.up && !carrier ? ['NO-CARRIER'] : []),
    ...(dev.kind === 'loopback' ? ['LOOPBACK'] : ['BROADCAST', 'MULTICAST']),
    ...(dev.up ? ['UP'] : []),
    ...(dev.up && carrier ? ['LOWER_UP'] : []),
  ];
  return `<${names.join(',')}>`;
}

/** The operational state by RFC 2863. */
export function linkState(world: World, netns: Netns, dev: Netdev): 'UNKNOWN' | 'UP' | 'DOWN' {
  if (dev.kind === 'loopback') return dev.up ? 'UNKNOWN' : 'DOWN';
  return hasCarrier(world, netns.id, dev.name) ? 'UP' : 'DOWN';
}

/** A NIC with queues of its own, or a device that has none. */
function qdisc(dev: Netdev): string {
  return dev.kind === 'ethernet' ? 'mq' : 'noqueue';
}

/** `veth4ac7512@if7`; a cable's other end is not the kernel's business. */
export function linkName(world: World, netns: Netns, dev: Netdev): string {
  const peer = dev.kind === 'veth' ? peerOf(world, netns.id, dev.name) : null;
  if (peer === null) return dev.name;
  const index = world.netns[peer.netns]?.devs.find((other) => other.name === peer.dev)?.index;
  return peer.netns === netns.id ? `${dev.name}@${peer.dev}` : `${dev.name}@if${index ?? 0}`;
}

/** Other namespaces are numbered as they come to be known. */
function peerNamespace(world: World, netns: Netns, dev: Netdev): string {
  const peers = netns.devs
    .filter((other) => other.kind === 'veth')
    .map((other) => peerOf(world, netns.id, other.name)?.netns)
    .filter((id) => id !== undefined && id !== netns.id);
  const own = dev.kind === 'veth' ? peerOf(world, netns.id, dev.name)?.netns : undefined;
  const at = [...new Set(peers)].indexOf(own);
  return own === undefined || at < 0 ? '' : ` link-netnsid ${at}`;
}

/** The two lines of `ip link`. */
export function linkLines(world: World, netns: Netns, dev: Netdev): readonly string[] {
  const master = dev.master === undefined ? '' : ` master ${dev.master}`;
  const queue = dev.txQueueLength > 0 ? `qlen ${dev.txQueueLength}` : '';
  const head =
    `${dev.index}: ${linkName(world, netns, dev)}: ${linkFlags(world, netns, dev)} mtu ${dev.mtuBytes} qdisc ${qdisc(dev)}` +
    `${master} state ${linkState(world, netns, dev)} `;
  const loopback = dev.kind === 'loopback';
  const broadcast = loopback ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff';
  const hardware = `    link/${loopback ? 'loopback' : 'ether'} ${dev.mac} brd ${broadcast}${peerNamespace(world, netns, dev)}`;
  return [`${head}mode DEFAULT group default ${queue}`, hardware];
}

/** As `ip addr`: the link's lines without its mode, then two for each address. */
export function addressLines(world: World, netns: Netns, dev: Netdev): readonly string[] {
  const [head = '', hardware = ''] = linkLines(world, netns, dev);
  return [
    head.replace('mode DEFAULT ', ''),
    hardware,
    ...dev.addresses.flatMap((address) => [
      `    inet ${inet(address)} scope ${address.scope} ${secondary(dev, address)}${address.label ?? dev.name}`,
      '       valid_lft forever preferred_lft forever',
    ]),
  ];
}

/** It was added after another of the same subnet. @see ip-address(8) */
function secondary(dev: Netdev, address: InterfaceAddress): string {
  return isSecondary(dev, address) ? 'secondary ' : '';
}

function inet({ address, lengthBits, broadcast }: InterfaceAddress): string {
  return `${formatIp(address)}/${lengthBits}${broadcast === undefined ? '' : ` brd ${formatIp(broadcast)}`}`;
}

/** As `ip -br addr` and `ip -br link`: name, state, then addresses or hardware address and flags. */
export function briefLine(world: World, netns: Netns, dev: Netdev, family: 'addr' | 'link'): string {
  const start = `${linkName(world, netns, dev).padEnd(16)} ${linkState(world, netns, dev).padEnd(14)} `;
  return family === 'link'
    ? `${start}${dev.mac.padEnd(20)} ${linkFlags(world, netns, dev)} `
    : `${start}${dev.addresses.map(({ address, lengthBits }) => `${formatIp(address)}/${lengthBits} `).join('')}`;
}
