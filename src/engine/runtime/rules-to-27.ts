/**
 * The iptables rules of a Docker Engine 20.10 to 27: every network has its rules in FORWARD itself, and what no rule accepts is
 * left to FORWARD's policy. Read moby libnetwork/drivers/bridge/setup_ip_tables.go (v20.10) before editing; the recordings hold
 * the result for 20.10, facts.md 3.1 says that 27 keeps it.
 */
import { ANY_ADDRESS, formatIp, type Ip } from '../address/ip.ts';
import { formatPrefix } from '../address/prefix.ts';
import type { PublishedPort } from './docker-state.ts';
import { line, type BridgeRuleSettings, type RuleLine, type RuleSet } from './rule-set.ts';

export const RULES_TO_27: RuleSet = {
  chains: [
    ...['DOCKER', 'DOCKER-ISOLATION-STAGE-1', 'DOCKER-ISOLATION-STAGE-2', 'DOCKER-USER'].map(
      (chain) => ({ table: 'filter', chain }) as const,
    ),
    { table: 'nat', chain: 'DOCKER' },
  ],
  daemon,
  network,
  endpoint: () => [],
  port,
};

function daemon(userlandProxy: boolean): readonly RuleLine[] {
  return [
    line('filter', 'FORWARD', '-j DOCKER-USER', 'end'),
    line('filter', 'FORWARD', '-j DOCKER-ISOLATION-STAGE-1', 'end'),
    line('filter', 'DOCKER-ISOLATION-STAGE-1', '-j RETURN', 'end'),
    line('filter', 'DOCKER-ISOLATION-STAGE-2', '-j RETURN', 'end'),
    line('filter', 'DOCKER-USER', '-j RETURN', 'end'),
    ...natJumps(userlandProxy),
  ];
}

/** Without the userland proxy even callers on loopback are translated: nobody else would pass them on. */
export function natJumps(userlandProxy: boolean): readonly RuleLine[] {
  const notLoopback = userlandProxy ? '! -d 127.0.0.0/8 ' : '';
  return [
    line('nat', 'PREROUTING', '-m addrtype --dst-type LOCAL -j DOCKER', 'end'),
    line('nat', 'OUTPUT', `${notLoopback}-m addrtype --dst-type LOCAL -j DOCKER`, 'end'),
  ];
}

function network(settings: BridgeRuleSettings): readonly RuleLine[] {
  const { bridge, icc } = settings;
  const within = line(
    'filter',
    'FORWARD',
    `-i ${bridge} -o ${bridge} -j ${icc ? 'ACCEPT' : 'DROP'}`,
    icc ? 'below-jumps' : 'end',
  );
  return settings.internal
    ? [within, ...internalLines(settings, 'DOCKER-ISOLATION-STAGE-1')]
    : [...openLines(settings, within)];
}

/** Nothing enters or leaves the network but what stays in its subnet. `chain` is where the version keeps such rules. */
export function internalLines({ bridge, subnet }: BridgeRuleSettings, chain: string): readonly RuleLine[] {
  const inside = formatPrefix(subnet);
  return [
    line('filter', chain, `! -d ${inside} -i ${bridge} -j DROP`, 'top'),
    line('filter', chain, `! -s ${inside} -o ${bridge} -j DROP`, 'top'),
  ];
}

function openLines(settings: BridgeRuleSettings, within: RuleLine): readonly RuleLine[] {
  const { bridge } = settings;
  return [
    ...masqueradeLines(settings, true),
    within,
    line('filter', 'FORWARD', `-i ${bridge} ! -o ${bridge} -j ACCEPT`, 'below-jumps'),
    line('filter', 'FORWARD', `-o ${bridge} -j DOCKER`, 'below-jumps'),
    line('filter', 'FORWARD', `-o ${bridge} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`, 'below-jumps'),
    line('filter', 'DOCKER-ISOLATION-STAGE-1', `-i ${bridge} ! -o ${bridge} -j DOCKER-ISOLATION-STAGE-2`, 'top'),
    line('filter', 'DOCKER-ISOLATION-STAGE-2', `-o ${bridge} -j DROP`, 'top'),
  ];
}

/** `skipsDnat`: what comes from the bridge itself goes past the DNAT rules, to the proxy (up to 28). */
export function masqueradeLines(settings: BridgeRuleSettings, skipsDnat: boolean): readonly RuleLine[] {
  const { bridge, subnet, masquerade, userlandProxy } = settings;
  const lines: RuleLine[] = [];
  if (masquerade)
    lines.push(line('nat', 'POSTROUTING', `-s ${formatPrefix(subnet)} ! -o ${bridge} -j MASQUERADE`, 'top'));
  if (skipsDnat && userlandProxy && masquerade) lines.push(line('nat', 'DOCKER', `-i ${bridge} -j RETURN`, 'top'));
  if (!userlandProxy)
    lines.push(line('nat', 'POSTROUTING', `-o ${bridge} -m addrtype --src-type LOCAL -j MASQUERADE`, 'top'));
  return lines;
}

function port(settings: BridgeRuleSettings, address: Ip, published: PublishedPort): readonly RuleLine[] {
  return [
    dnatLine(settings, address, published),
    acceptLine(settings, address, published, 'end'),
    hairpinLine(address, published),
  ];
}

export function dnatLine({ bridge, userlandProxy }: BridgeRuleSettings, address: Ip, port: PublishedPort): RuleLine {
  const { protocol } = port;
  const hostIp = port.hostIp === ANY_ADDRESS ? '' : `-d ${formatIp(port.hostIp)}/32 `;
  const fromOutside = userlandProxy ? `! -i ${bridge} ` : '';
  const target = `${formatIp(address)}:${port.containerPort}`;
  return line(
    'nat',
    'DOCKER',
    `${hostIp}${fromOutside}-p ${protocol} -m ${protocol} --dport ${port.hostPort} -j DNAT --to-destination ${target}`,
    'end',
  );
}

export function acceptLine(
  { bridge }: BridgeRuleSettings,
  address: Ip,
  { protocol, containerPort }: PublishedPort,
  at: RuleLine['at'],
): RuleLine {
  const to = `-d ${formatIp(address)}/32 ! -i ${bridge} -o ${bridge}`;
  return line('filter', 'DOCKER', `${to} -p ${protocol} -m ${protocol} --dport ${containerPort} -j ACCEPT`, at);
}

/** A container that calls its own published port must not see its own address as the caller's. */
export function hairpinLine(address: Ip, { protocol, containerPort }: PublishedPort): RuleLine {
  const at = `${formatIp(address)}/32`;
  return line(
    'nat',
    'POSTROUTING',
    `-s ${at} -d ${at} -p ${protocol} -m ${protocol} --dport ${containerPort} -j MASQUERADE`,
    'end',
  );
}
