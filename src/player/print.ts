/** Rows of listings as the real tools print them, one row at a time, so that each can be marked. */
import {
  formatIp,
  formatPrefix,
  hasCarrier,
  type ConntrackEntry,
  type FdbEntry,
  type Listener,
  type NeighbourEntry,
  type PolicyRule,
  type Route,
  type Tuple,
  type World,
} from '../engine/index.ts';

/** `172.22.0.0/16 dev br-80cb5a0c07bc proto kernel scope link src 172.22.0.1`. @see ip-route(8) */
export function routeRow(world: World, netns: string, route: Route): string {
  const words = [
    route.type === 'unicast' ? null : route.type,
    routePrefix(route),
    route.nextHop === undefined ? null : `via ${formatIp(route.nextHop)}`,
    route.netdev === undefined ? null : `dev ${route.netdev}`,
    route.protocol === 'boot' ? null : `proto ${route.protocol}`,
    route.scope === 'global' ? null : `scope ${route.scope}`,
    route.source === undefined ? null : `src ${formatIp(route.source)}`,
    route.metric === 0 ? null : `metric ${route.metric}`,
    route.netdev === undefined || hasCarrier(world, netns, route.netdev) ? null : 'linkdown',
    route.onlink ? 'onlink' : null,
  ];
  return words.filter((word) => word !== null).join(' ');
}

export function routePrefix(route: Route): string {
  return route.prefix.lengthBits === 0 ? 'default' : bare(route);
}

/** A host route is printed without its /32. */
function bare(route: Route): string {
  return route.prefix.lengthBits === 32 ? formatIp(route.prefix.address) : formatPrefix(route.prefix);
}

/** `from 172.42.10.112 lookup 100`, without the priority that `ip rule` puts before it. @see ip-rule(8) */
export function policyRuleText(rule: PolicyRule): string {
  const words = [
    rule.not ? 'not' : null,
    `from ${rule.from ? formatPrefix(rule.from) : 'all'}`,
    rule.to ? `to ${formatPrefix(rule.to)}` : null,
    rule.mark ? `fwmark 0x${(rule.mark.value >>> 0).toString(16)}` : null,
    rule.iif ? `iif ${rule.iif}` : null,
    rule.oif ? `oif ${rule.oif}` : null,
    rule.action.kind === 'lookup' ? `lookup ${rule.action.table}` : rule.action.kind,
  ];
  return words.filter((word) => word !== null).join(' ');
}

/** `172.22.10.119 dev br-80cb5a0c07bc FAILED`. @see ip-neighbour(8) */
export function neighbourRow(entry: NeighbourEntry): string {
  const mac = entry.mac === undefined ? '' : ` lladdr ${entry.mac}`;
  return `${formatIp(entry.ip)} dev ${entry.dev}${mac} ${entry.state}`;
}

/** `02:42:ac:16:00:02 dev veth4ac7512 master br-80cb5a0c07bc`. @see bridge(8) */
export function fdbRow(entry: FdbEntry): string {
  return `${entry.mac} dev ${entry.port} master ${entry.bridge}${entry.learned ? '' : ' permanent'}`;
}

/** `LISTEN 0.0.0.0:22 sshd`, columns of `ss -ltunp` that matter here. @see ss(8) */
export function listenerRow(listener: Listener): string {
  const state = listener.protocol === 'tcp' ? 'LISTEN' : 'UNCONN';
  const local = `${formatIp(listener.bindAddress)}:${listener.port}`;
  const { name, pid, fd } = listener.process;
  return `${listener.protocol}  ${state}  ${local.padEnd(21)} users:(("${name}",pid=${pid}${fd === undefined ? '' : `,fd=${fd}`}))`;
}

/** `tcp SYN_RECV src=… dst=… sport=… dport=… src=… …`. @see conntrack(8) */
export function conntrackRow(entry: ConntrackEntry): string {
  const state = entry.tcpState === undefined ? '' : ` ${entry.tcpState}`;
  const unreplied = entry.seenReply ? '' : ' [UNREPLIED]';
  const assured = entry.assured ? ' [ASSURED]' : '';
  return `${entry.protocol}${state} ${tupleText(entry.original)}${unreplied} ${tupleText(entry.reply)}${assured}`;
}

function tupleText(tuple: Tuple): string {
  const ends = `src=${formatIp(tuple.src)} dst=${formatIp(tuple.dst)}`;
  if (tuple.protocol === 'icmp') return `${ends} id=${tuple.sport}`;
  return `${ends} sport=${tuple.sport} dport=${tuple.dport}`;
}
