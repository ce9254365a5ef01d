/**
 * Netavark plugs a starting container into its network and unplugs it. The bridge, its rules and its DNS server exist only while a
 * container runs on it. Read netavark src/network/bridge.rs before editing; the recordings h01 to h05 hold the result.
 */
import { formatIp, type Ip } from '../address/ip.ts';
import { broadcastOf, DEFAULT_PREFIX } from '../address/prefix.ts';
import { deviceOf } from '../world/carrier.ts';
import type { Listener, Netdev, NetnsId } from '../world/world.ts';
import { routeSubject } from './control-plane.ts';
import {
  LASTING_CHAINS,
  netavarkLastingLines,
  netavarkNetworkLines,
  netavarkPortLines,
  networkChain,
  portChain,
} from './netavark-lines.ts';
import type { PodmanHost } from './podman-host.ts';
import type { PodmanContainer, PodmanEndpoint, PodmanNetwork } from './podman-state.ts';

const VETH = { kind: 'veth', mtuBytes: 1500, addresses: [], txQueueLength: 1000 } as const;

export function plugIn(
  host: PodmanHost,
  container: PodmanContainer,
  network: PodmanNetwork,
  netns: NetnsId,
  address: Ip,
): PodmanEndpoint {
  const { plane, netnsId } = host;
  plane.call(netnsId, {
    from: 'podman',
    to: 'netavark',
    channel: 'exec',
    what: `netavark setup /run/netns/${netns}`,
    answer: 'ok',
  });
  plane.quietly([{ kind: 'set-sysctl', netns: netnsId, key: 'net.ipv4.ip_forward', value: '1' }]);
  makeBridge(host, network);
  const endpoint = makeVeth(host, network, netns, address);
  if (network.dns) startDns(host, network);
  if (!network.internal) {
    if (container.published.length > 0) allowLoopback(host, network);
    addFirewall(host, container, network, address);
  }
  return endpoint;
}

function makeBridge(host: PodmanHost, { bridge, subnet, gateway }: PodmanNetwork): void {
  if (deviceOf(host.netns, bridge) !== undefined) return;
  const { plane, netnsId: netns } = host;
  const device = { name: bridge, index: 0, kind: 'bridge', mac: host.drawnMac(), mtuBytes: 1500 } as const;
  const netdev: Netdev = { ...device, addresses: [], up: false, txQueueLength: 1000 };
  plane.change(
    netns,
    { verb: 'add', noun: 'netdev', subject: bridge },
    [{ kind: 'add-netdev', netns, netdev }],
    bridge,
  );
  const { lengthBits } = subnet;
  const address = { address: gateway, lengthBits, scope: 'global', broadcast: broadcastOf(subnet) } as const;
  plane.change(
    netns,
    { verb: 'add', noun: 'address', subject: `${formatIp(gateway)}/${lengthBits} dev ${bridge}` },
    [{ kind: 'add-address', netns, dev: bridge, address }],
    bridge,
  );
  plane.change(
    netns,
    { verb: 'add', noun: 'route', subject: routeSubject({ prefix: subnet, netdev: bridge }) },
    [{ kind: 'set-netdev', netns, dev: bridge, up: true }],
    bridge,
  );
}

/** The host's end is the lowest free `vethN`; inside it is eth0, with the default route that `podman` calls static. */
function makeVeth(host: PodmanHost, network: PodmanNetwork, netns: NetnsId, address: Ip): PodmanEndpoint {
  const { plane, netnsId } = host;
  const mac = host.given('containerMacs') ?? host.drawnMac();
  const hostMac = host.given('hostVethMacs') ?? host.drawnMac();
  const hostVeth = freeVethName(host);
  plane.change(
    netnsId,
    { verb: 'add', noun: 'netdev', subject: hostVeth },
    [
      { kind: 'add-netdev', netns: netnsId, netdev: { ...VETH, name: hostVeth, index: 0, mac: hostMac, up: false } },
      { kind: 'add-netdev', netns, netdev: { ...VETH, name: 'eth0', index: 0, mac, up: true } },
      {
        kind: 'add-link',
        link: {
          ends: [
            { netns: netnsId, dev: hostVeth },
            { netns, dev: 'eth0' },
          ],
          up: true,
        },
      },
      { kind: 'set-netdev', netns: netnsId, dev: hostVeth, master: network.bridge },
      { kind: 'set-netdev', netns: netnsId, dev: hostVeth, up: true },
    ],
    hostVeth,
  );
  followLowestMac(host, network);
  const { lengthBits } = network.subnet;
  const inside = { address, lengthBits, scope: 'global', broadcast: broadcastOf(network.subnet) } as const;
  plane.change(
    netns,
    { verb: 'add', noun: 'address', subject: `${formatIp(address)}/${lengthBits} dev eth0` },
    [{ kind: 'add-address', netns, dev: 'eth0', address: inside }],
    'eth0',
  );
  if (!network.internal) addDefault(host, netns, network.gateway);
  return { address, mac, hostVeth };
}

function freeVethName({ netns }: PodmanHost): string {
  for (let number = 0; ; number += 1) if (deviceOf(netns, `veth${number}`) === undefined) return `veth${number}`;
}

/** @see br_stp_recalculate_bridge_id: a bridge that was given no address has the lowest of its ports' */
function followLowestMac(host: PodmanHost, { bridge }: PodmanNetwork): void {
  const [lowest] = host.netns.devs
    .filter(({ master }) => master === bridge)
    .map(({ mac }) => mac)
    .sort();
  if (lowest === undefined) return;
  host.plane.quietly([{ kind: 'set-netdev', netns: host.netnsId, dev: bridge, mac: lowest }]);
}

function addDefault({ plane }: PodmanHost, netns: NetnsId, gateway: Ip): void {
  const route = {
    table: 'main',
    type: 'unicast',
    prefix: DEFAULT_PREFIX,
    nextHop: gateway,
    netdev: 'eth0',
    metric: 100,
    scope: 'global',
    protocol: 'static',
  } as const;
  const subject = `default via ${formatIp(gateway)} dev eth0`;
  plane.change(netns, { verb: 'add', noun: 'route', subject }, [{ kind: 'add-route', netns, route }], 'eth0');
}

/** So that a caller on loopback may be sent on to a container. @see ip-sysctl route_localnet */
function allowLoopback(host: PodmanHost, { bridge }: PodmanNetwork): void {
  const key = `net.ipv4.conf.${bridge}.route_localnet`;
  host.plane.quietly([{ kind: 'set-sysctl', netns: host.netnsId, key, value: '1' }]);
}

function addFirewall(host: PodmanHost, container: PodmanContainer, network: PodmanNetwork, address: Ip): void {
  for (const { table, chain } of LASTING_CHAINS) host.addChain(table, chain);
  host.addChain('nat', networkChain(network));
  if (container.published.length > 0) host.addChain('nat', portChain(network));
  host.addRules([...netavarkNetworkLines(network), ...netavarkLastingLines()]);
  host.addRules(portLines(container, network, address));
}

function portLines(container: PodmanContainer, network: PodmanNetwork, address: Ip) {
  return container.published.flatMap((port) => netavarkPortLines(network, container, address, port));
}

function dnsListener({ gateway }: PodmanNetwork, pid: number, fd: number): Listener {
  return { protocol: 'udp', bindAddress: gateway, port: 53, process: { name: 'aardvark-dns', pid, fd } };
}

/** One process for all networks, with a socket on the gateway address of each. @see aardvark-dns */
function startDns(host: PodmanHost, network: PodmanNetwork): void {
  const running = host.netns.listeners.filter(({ process }) => process.name === 'aardvark-dns');
  if (running.some(({ bindAddress }) => bindAddress === network.gateway)) return;
  const pid = running[0]?.process.pid ?? host.number(2000, 32000);
  const listener = dnsListener(network, pid, 8 + 4 * running.length);
  const subject = `udp ${formatIp(network.gateway)}:53`;
  host.plane.change(host.netnsId, { verb: 'add', noun: 'listener', subject }, [
    { kind: 'add-listener', netns: host.netnsId, listener },
  ]);
}

/** `isLast`: no other container runs on the network. */
export function unplug(
  host: PodmanHost,
  container: PodmanContainer,
  network: PodmanNetwork,
  { address, hostVeth }: PodmanEndpoint,
  isLast: boolean,
): void {
  const { plane, netnsId: netns } = host;
  host.removeRules(portLines(container, network, address));
  if (isLast && !network.internal) {
    host.removeRules(netavarkNetworkLines(network));
    host.removeChain('nat', networkChain(network));
    if (container.published.length > 0) host.removeChain('nat', portChain(network));
  }
  plane.change(netns, { verb: 'remove', noun: 'netdev', subject: hostVeth }, [
    { kind: 'remove-netdev', netns, dev: hostVeth },
  ]);
  if (!isLast) {
    followLowestMac(host, network);
    return;
  }
  const dns = host.netns.listeners.find(
    ({ bindAddress, process }) => process.name === 'aardvark-dns' && bindAddress === network.gateway,
  );
  if (dns !== undefined) plane.quietly([{ kind: 'remove-listener', netns, listener: dns }]);
  plane.change(netns, { verb: 'remove', noun: 'netdev', subject: network.bridge }, [
    { kind: 'remove-netdev', netns, dev: network.bridge },
  ]);
}
