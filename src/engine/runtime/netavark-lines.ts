/**
 * The iptables rules of netavark 1.4, as the lines that iptables-save prints. Read netavark src/firewall/varktables/types.rs before
 * editing; the recordings h01 to h05 hold the result (facts.md 3.4).
 */
import { ANY_ADDRESS, formatIp, type Ip } from '../address/ip.ts';
import { formatPrefix } from '../address/prefix.ts';
import type { PublishedPort } from './docker-state.ts';
import type { PodmanContainer, PodmanNetwork } from './podman-state.ts';
import { line, type RuleLine } from './rule-set.ts';
import { sha512 } from './sha512.ts';

const DNAT = 'NETAVARK-HOSTPORT-DNAT';
const SETMARK = 'NETAVARK-HOSTPORT-SETMARK';
const MASQ = 'NETAVARK-HOSTPORT-MASQ';

/** Chains that stay once they are there, and the two of each network. */
export const LASTING_CHAINS = [
  { table: 'filter', chain: 'NETAVARK_FORWARD' },
  ...[DNAT, MASQ, SETMARK].map((chain) => ({ table: 'nat', chain }) as const),
] as const;

/** The first 13 digits of the name's hash: chain names have 28 characters at most. @see netavark create_network_hash */
function hashOf(network: PodmanNetwork): string {
  return sha512(network.name).slice(0, 13);
}

export function networkChain(network: PodmanNetwork): string {
  return `NETAVARK-${hashOf(network)}`;
}

/** Where the network's published ports are translated; it exists once a container has one. */
export function portChain(network: PodmanNetwork): string {
  return `NETAVARK-DN-${hashOf(network)}`;
}

/** What goes with the network's last container. */
export function netavarkNetworkLines(network: PodmanNetwork): readonly RuleLine[] {
  const subnet = formatPrefix(network.subnet);
  const chain = networkChain(network);
  return [
    line('nat', chain, `-d ${subnet} -j ACCEPT`, 'end'),
    line('nat', chain, '! -d 224.0.0.0/4 -j MASQUERADE', 'end'),
    line('nat', 'POSTROUTING', `-s ${subnet} -j ${chain}`, 'end'),
    line('filter', 'NETAVARK_FORWARD', `-d ${subnet} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`, 'end'),
    line('filter', 'NETAVARK_FORWARD', `-s ${subnet} -j ACCEPT`, 'end'),
  ];
}

/** What the first network puts in and nobody takes away. */
export function netavarkLastingLines(): readonly RuleLine[] {
  const comment = (text: string) => `-m comment --comment "${text}"`;
  return [
    line('filter', 'FORWARD', `${comment('netavark firewall plugin rules')} -j NETAVARK_FORWARD`, 'top'),
    line('nat', SETMARK, '-j MARK --set-xmark 0x2000/0x2000', 'end'),
    line('nat', MASQ, `${comment('netavark portfw masq mark')} -m mark --mark 0x2000/0x2000 -j MASQUERADE`, 'end'),
    line('nat', 'POSTROUTING', `-j ${MASQ}`, 'top'),
    line('nat', 'PREROUTING', `-m addrtype --dst-type LOCAL -j ${DNAT}`, 'end'),
    line('nat', 'OUTPUT', `-m addrtype --dst-type LOCAL -j ${DNAT}`, 'end'),
  ];
}

/** Callers from the subnet and from loopback are marked, to be masqueraded: the answer must come back through this host. */
export function netavarkPortLines(
  network: PodmanNetwork,
  container: PodmanContainer,
  address: Ip,
  port: PublishedPort,
): readonly RuleLine[] {
  const { protocol, hostPort } = port;
  const chain = portChain(network);
  const to = port.hostIp === ANY_ADDRESS ? '' : `-d ${formatIp(port.hostIp)}/32 `;
  const asked = `-p ${protocol} -m ${protocol} --dport ${hostPort}`;
  const comment = `-m comment --comment "dnat name: ${network.name} id: ${container.id}"`;
  return [
    line('nat', chain, `-s ${formatPrefix(network.subnet)} ${to}${asked} -j ${SETMARK}`, 'end'),
    line('nat', chain, `-s 127.0.0.1/32 ${to}${asked} -j ${SETMARK}`, 'end'),
    line('nat', chain, `${to}${asked} -j DNAT --to-destination ${formatIp(address)}:${port.containerPort}`, 'end'),
    line('nat', DNAT, `${asked} ${comment} -j ${chain}`, 'end'),
  ];
}
