/**
 * The iptables rules of a Docker Engine 20.10 to 27, as the lines that iptables-save prints.
 * Read facts of moby libnetwork/drivers/bridge/setup_ip_tables.go (v20.10) before editing; the recordings hold the result.
 */
import { ANY_ADDRESS, formatIp, type Ip } from '../address/ip.ts';
import { formatPrefix, type Prefix } from '../address/prefix.ts';
import type { TableName } from '../trace/step.ts';
import type { PublishedPort } from './docker-state.ts';

/** Where a line goes: behind all others, before all others, or directly behind the jumps that Docker keeps on top. */
export type LineAt = 'end' | 'top' | 'below-jumps';

export interface RuleLine {
  readonly table: TableName;
  readonly chain: string;
  readonly text: string;
  readonly at: LineAt;
}

function line(table: TableName, chain: string, spec: string, at: LineAt): RuleLine {
  return { table, chain, text: `-A ${chain} ${spec}`, at };
}

/** What a starting daemon puts in before any network exists. */
export function daemonLines(userlandProxy: boolean): readonly RuleLine[] {
  const notLoopback = userlandProxy ? '! -d 127.0.0.0/8 ' : '';
  return [
    line('filter', 'FORWARD', '-j DOCKER-USER', 'end'),
    line('filter', 'FORWARD', '-j DOCKER-ISOLATION-STAGE-1', 'end'),
    line('filter', 'DOCKER-ISOLATION-STAGE-1', '-j RETURN', 'end'),
    line('filter', 'DOCKER-ISOLATION-STAGE-2', '-j RETURN', 'end'),
    line('filter', 'DOCKER-USER', '-j RETURN', 'end'),
    line('nat', 'PREROUTING', '-m addrtype --dst-type LOCAL -j DOCKER', 'end'),
    line('nat', 'OUTPUT', `${notLoopback}-m addrtype --dst-type LOCAL -j DOCKER`, 'end'),
  ];
}

/** What makes a bridge network's rules differ. */
export interface BridgeRuleSettings {
  readonly bridge: string;
  readonly subnet: Prefix;
  readonly internal: boolean;
  /** Containers of the network may talk to each other. */
  readonly icc: boolean;
  readonly masquerade: boolean;
  readonly userlandProxy: boolean;
}

/** In the order in which they are put in: a later `top` line stands above an earlier one. */
export function networkLines(settings: BridgeRuleSettings): readonly RuleLine[] {
  const { bridge, icc } = settings;
  const within = line(
    'filter',
    'FORWARD',
    `-i ${bridge} -o ${bridge} -j ${icc ? 'ACCEPT' : 'DROP'}`,
    icc ? 'below-jumps' : 'end',
  );
  return settings.internal ? [within, ...internalLines(settings)] : [...openLines(settings, within)];
}

function internalLines({ bridge, subnet }: BridgeRuleSettings): readonly RuleLine[] {
  const inside = formatPrefix(subnet);
  return [
    line('filter', 'DOCKER-ISOLATION-STAGE-1', `! -d ${inside} -i ${bridge} -j DROP`, 'top'),
    line('filter', 'DOCKER-ISOLATION-STAGE-1', `! -s ${inside} -o ${bridge} -j DROP`, 'top'),
  ];
}

function openLines(settings: BridgeRuleSettings, within: RuleLine): readonly RuleLine[] {
  const { bridge, subnet, masquerade, userlandProxy } = settings;
  const inside = formatPrefix(subnet);
  const nat: RuleLine[] = [];
  if (masquerade) nat.push(line('nat', 'POSTROUTING', `-s ${inside} ! -o ${bridge} -j MASQUERADE`, 'top'));
  if (userlandProxy && masquerade) nat.push(line('nat', 'DOCKER', `-i ${bridge} -j RETURN`, 'top'));
  if (!userlandProxy)
    nat.push(line('nat', 'POSTROUTING', `-o ${bridge} -m addrtype --src-type LOCAL -j MASQUERADE`, 'top'));
  return [
    ...nat,
    within,
    line('filter', 'FORWARD', `-i ${bridge} ! -o ${bridge} -j ACCEPT`, 'below-jumps'),
    line('filter', 'FORWARD', `-o ${bridge} -j DOCKER`, 'below-jumps'),
    line('filter', 'FORWARD', `-o ${bridge} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`, 'below-jumps'),
    line('filter', 'DOCKER-ISOLATION-STAGE-1', `-i ${bridge} ! -o ${bridge} -j DOCKER-ISOLATION-STAGE-2`, 'top'),
    line('filter', 'DOCKER-ISOLATION-STAGE-2', `-o ${bridge} -j DROP`, 'top'),
  ];
}

/** The three rules of one published port. */
export function portLines(
  bridge: string,
  container: Ip,
  port: PublishedPort,
  userlandProxy: boolean,
): readonly RuleLine[] {
  const { protocol } = port;
  const at = `${formatIp(container)}/32`;
  const hostIp = port.hostIp === ANY_ADDRESS ? '' : `-d ${formatIp(port.hostIp)}/32 `;
  const fromOutside = userlandProxy ? `! -i ${bridge} ` : '';
  const inside = `--dport ${port.containerPort}`;
  const target = `${formatIp(container)}:${port.containerPort}`;
  return [
    line(
      'nat',
      'DOCKER',
      `${hostIp}${fromOutside}-p ${protocol} -m ${protocol} --dport ${port.hostPort} -j DNAT --to-destination ${target}`,
      'end',
    ),
    line(
      'filter',
      'DOCKER',
      `-d ${at} ! -i ${bridge} -o ${bridge} -p ${protocol} -m ${protocol} ${inside} -j ACCEPT`,
      'end',
    ),
    line('nat', 'POSTROUTING', `-s ${at} -d ${at} -p ${protocol} -m ${protocol} ${inside} -j MASQUERADE`, 'end'),
  ];
}

/** Inside a container on a network of the user's: its resolver at 127.0.0.11 is dockerd, on ports that were drawn. */
export function resolverLines(tcpPort: number, udpPort: number): readonly RuleLine[] {
  const at = '127.0.0.11/32';
  return [
    line('nat', 'OUTPUT', `-d ${at} -j DOCKER_OUTPUT`, 'end'),
    line('nat', 'POSTROUTING', `-d ${at} -j DOCKER_POSTROUTING`, 'end'),
    line(
      'nat',
      'DOCKER_OUTPUT',
      `-d ${at} -p tcp -m tcp --dport 53 -j DNAT --to-destination 127.0.0.11:${tcpPort}`,
      'end',
    ),
    line(
      'nat',
      'DOCKER_OUTPUT',
      `-d ${at} -p udp -m udp --dport 53 -j DNAT --to-destination 127.0.0.11:${udpPort}`,
      'end',
    ),
    line('nat', 'DOCKER_POSTROUTING', `-s ${at} -p tcp -m tcp --sport ${tcpPort} -j SNAT --to-source :53`, 'end'),
    line('nat', 'DOCKER_POSTROUTING', `-s ${at} -p udp -m udp --sport ${udpPort} -j SNAT --to-source :53`, 'end'),
  ];
}
